"""The doors of one's own second factors."""

from datetime import date

from portal.people.models import User
from portal.signin.actions import issue_authenticator, issue_codes
from portal.signin.models import AuthenticatorApp
from portal.signin.rules import ListKind
from portal.signin.secret_codes import fresh_codes
from tests.cast import Cast
from tests.door import EVERYBODY, FAMILY_OF_BOARD, Door, Keys


def spare_app(user: User) -> AuthenticatorApp:
    """A second app, of somebody who keeps enough without it."""
    if not AuthenticatorApp.objects.filter(user=user).exists():
        issue_authenticator(user, by=None)
    issue_codes(user, ListKind.RECOVERY, fresh_codes(2), by=None, ends=False)
    first = AuthenticatorApp.objects.filter(user=user).earliest("pk")
    spare: AuthenticatorApp = AuthenticatorApp.objects.create(
        user=user, name="oud", sealed_key=first.sealed_key
    )
    return spare


def _spare(cast: Cast, _today: date) -> Keys:
    return {"kind": "app", "pk": spare_app(cast.fatima).pk}


ABSENT: Keys = {"kind": "app", "pk": 987654}
ENTERED = Door(get={302: EVERYBODY}, post={302: EVERYBODY}, public=True)
BUTTON = Door(get={405: EVERYBODY}, post={302: EVERYBODY}, public=True)
ENTERED_INSIDE = Door(get={302: EVERYBODY}, post={302: EVERYBODY})
WITHOUT_ROLE = f"{FAMILY_OF_BOARD} mila"
WITH_ROLE = " ".join(who for who in EVERYBODY.split() if who not in WITHOUT_ROLE.split())
FORM = Door(get={200: EVERYBODY}, post={200: EVERYBODY})
NOT_CHOSEN = Door(get={405: EVERYBODY}, post={403: EVERYBODY})

DOORS: dict[str, Door] = {
    "signin:code_by_mail": BUTTON,
    "signin:prove": ENTERED,
    "signin:prove_send": BUTTON,
    "signin:enrol": ENTERED,
    "signin:enrol_mail": BUTTON,
    "signin:recovery": ENTERED,
    "signin:recovery_file": Door(get={302: EVERYBODY}, public=True),
    "signin:confirm": FORM,
    "signin:confirm_by_mail": NOT_CHOSEN,
    "signin:security": Door(get={200: EVERYBODY}),
    "signin:address": FORM,
    "signin:address_code": ENTERED_INSIDE,
    "signin:address_remove": Door(
        get={200: WITHOUT_ROLE, 403: WITH_ROLE}, post={302: WITHOUT_ROLE, 403: WITH_ROLE}
    ),
    "signin:add_app": FORM,
    "signin:add_mail": Door(get={302: EVERYBODY}, post={403: EVERYBODY}),
    "signin:new_codes": Door(get={200: EVERYBODY}, post={302: EVERYBODY}),
    "signin:new_codes_file": Door(get={302: EVERYBODY}),
    "signin:rename_factor": Door(_spare, {200: "fatima"}, post={200: "fatima"}, absent=ABSENT),
    "signin:remove_factor": Door(_spare, {200: "fatima"}, post={302: "fatima"}, absent=ABSENT),
}
