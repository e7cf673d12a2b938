"""E-mailadres: one's own address is added, changed and given up behind a fresh factor."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import User
from portal.signin.actions.address import offer_address, prove_address, remove_address
from portal.signin.actions.password import DeadLink, owner_of, reset_token
from portal.signin.models import AddressProof, AuthenticatorApp, MailedCode
from portal.signin.rules import PROOF_MAILS, PROOF_TRIES
from tests.builders import make_board, make_guardian, make_user
from tests.invite import mailed_code
from tests.signin.conftest import is_inside, type_code, type_password
from tests.signin.people import as_guardian, codes_of, with_mail
from tests.signin.people import mailed_code as mailed_digits
from tests.signin.test_confirm import grow_old

Enter = Callable[[Client], HttpResponse]
ADDRESS = "/inloggen/beveiliging/adres/"
CODE = f"{ADDRESS}code/"
REMOVE = f"{ADDRESS}weghalen/"
SECURITY = "/inloggen/beveiliging/"
NEW = "nieuw@example.org"


@pytest.fixture
def inside(client: Client, anna: User, enter: Enter) -> Client:
    """Anna, a guardian with a proven address, just signed in with her app."""
    as_guardian(anna)
    enter(client)
    return client


def mails_to(address: str) -> list[str]:
    return sorted(Message.objects.filter(to=address).values_list("kind", flat=True))


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_page_of_security_shows_ones_own_address(inside: Client, anna: User) -> None:
    assert "anna@example.org" in text_of(inside.get(SECURITY))
    assert "Bevestigd" in text_of(inside.get(ADDRESS))
    User.objects.update(email_proven_at=None)
    assert "Nog niet bevestigd" in text_of(inside.get(ADDRESS))
    User.objects.update(email=None)
    assert "E-mailadres toevoegen" in text_of(inside.get(SECURITY))


def test_a_new_address_counts_once_its_code_is_entered(inside: Client, anna: User) -> None:
    assert inside.post(ADDRESS, {"email": "Nieuw@Example.org"}).headers["Location"] == CODE
    anna.refresh_from_db()
    assert anna.email == "anna@example.org"
    assert NEW in text_of(inside.get(CODE))
    assert inside.post(CODE, {"code": mailed_code()}).headers["Location"] == SECURITY
    anna.refresh_from_db()
    assert (anna.email, bool(anna.email_proven_at)) == (NEW, True)
    assert inside.get(SECURITY).status_code == 200


def test_what_was_put_off_at_activation_is_added_later(inside: Client, anna: User) -> None:
    User.objects.update(email=None, email_proven_at=None)
    inside.post(ADDRESS, {"email": NEW})
    inside.post(CODE, {"code": mailed_code()})
    anna.refresh_from_db()
    assert anna.email == NEW


def test_the_old_address_is_told_and_hears_no_details(inside: Client) -> None:
    inside.post(ADDRESS, {"email": NEW})
    before = Message.objects.filter(to="anna@example.org").count()
    inside.post(CODE, {"code": mailed_code()})
    told = Message.objects.filter(to="anna@example.org").order_by("created_at")[before:]
    assert [message.kind for message in told] == ["signin.changed"]
    assert NEW not in told[0].body
    assert mails_to(NEW) == ["signin.code"]


def test_a_first_address_is_told_to_the_one_the_school_knows(anna: User) -> None:
    guardian = make_guardian(make_board("Een"), anna)
    guardian.contact_email, anna.email = "thuis@example.org", None
    guardian.save()
    anna.save()
    offer_address(anna, NEW, now=timezone.now())
    assert prove_address(anna, mailed_code(), now=timezone.now())
    assert mails_to("thuis@example.org") == ["signin.changed"]


def test_other_devices_are_signed_out_and_this_one_goes_on(inside: Client, anna: User) -> None:
    other = Client()
    type_password(other)
    type_code(other, codes_of(anna)[0])
    assert is_inside(other)
    inside.post(ADDRESS, {"email": NEW})
    inside.post(CODE, {"code": mailed_code()})
    assert (is_inside(inside), is_inside(other)) == (True, False)


def test_a_link_for_a_new_password_dies_with_the_old_address(anna: User) -> None:
    as_guardian(anna)
    now = timezone.now()
    token = reset_token(anna, now)
    assert owner_of(anna.pk, token, now=now) == anna
    offer_address(anna, NEW, now=now)
    prove_address(anna, mailed_code(), now=now)
    with pytest.raises(DeadLink):
        owner_of(anna.pk, token, now=now)


def test_codes_by_mail_go_with_the_mailbox(inside: Client, anna: User) -> None:
    with_mail(anna)
    inside.post(ADDRESS, {"email": NEW})
    inside.post(CODE, {"code": mailed_code()})
    assert not MailedCode.objects.exists()
    assert "Ook een code per e-mail" in text_of(inside.get(SECURITY))


def test_who_has_only_codes_by_mail_gets_something_else_first(
    inside: Client, anna: User, app: AuthenticatorApp
) -> None:
    with_mail(anna)
    offer_address(anna, NEW, now=timezone.now())
    code = mailed_code()
    app.delete()
    with pytest.raises(PermissionDenied):
        offer_address(anna, NEW, now=timezone.now())
    with pytest.raises(PermissionDenied):
        prove_address(anna, code, now=timezone.now())
    with pytest.raises(PermissionDenied):
        remove_address(anna, now=timezone.now())


def test_the_page_says_that_codes_by_mail_must_be_replaced_first(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    as_guardian(anna)
    with_mail(anna)
    app.delete()
    type_password(client)
    client.post("/inloggen/code/mail/")
    type_code(client, mailed_digits())
    page = text_of(client.get(ADDRESS))
    assert "Voeg eerst een app of passkey toe" in page
    assert 'name="email"' not in page
    assert client.post(ADDRESS, {"email": NEW}).status_code == 403


def test_a_session_by_mail_ends_with_that_mailbox(client: Client, anna: User, app: object) -> None:
    as_guardian(anna)
    with_mail(anna)
    type_password(client)
    client.post("/inloggen/code/mail/")
    type_code(client, mailed_digits())
    assert "opnieuw inloggen nodig" in text_of(client.get(ADDRESS))
    client.post(ADDRESS, {"email": NEW})
    client.post(CODE, {"code": mailed_code()})
    assert not is_inside(client)


def test_an_address_can_be_given_up(inside: Client, anna: User) -> None:
    with_mail(anna)
    inside.post(ADDRESS, {"email": NEW})
    assert "anna" in text_of(inside.get(REMOVE))
    assert inside.post(REMOVE).headers["Location"] == SECURITY
    anna.refresh_from_db()
    assert (anna.email, anna.email_proven_at) == (None, None)
    assert not MailedCode.objects.exists()
    assert not AddressProof.objects.exists()
    assert "signin.changed" in mails_to("anna@example.org")
    assert Event.objects.filter(verb="signin.address_removed", actor_id=anna.pk).count() == 1
    assert inside.post(REMOVE).status_code == 403


@pytest.mark.parametrize("path", [ADDRESS, CODE, REMOVE, "/activeren/adres/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_a_fresh_factor_nothing_moves(
    inside: Client, anna: User, path: str, method: str
) -> None:
    inside.post(ADDRESS, {"email": NEW})
    code, mails = mailed_code(), Message.objects.count()
    grow_old(inside)
    answer = getattr(inside, method)(path, {"email": "x@example.org", "code": code, "again": ""})
    assert answer.headers["Location"].startswith("/inloggen/bevestigen/")
    anna.refresh_from_db()
    assert anna.email == "anna@example.org"
    assert Message.objects.count() == mails


def test_a_mail_scanner_that_looks_changes_nothing(inside: Client, anna: User) -> None:
    inside.post(ADDRESS, {"email": NEW})
    code = mailed_code()
    assert "http" not in Message.objects.get(to=NEW).body
    for client in (inside, Client()):
        client.get(CODE, {"code": code})
        client.head(CODE, {"code": code})
    anna.refresh_from_db()
    assert anna.email == "anna@example.org"
    assert AddressProof.objects.get().wrong_tries == 0


def test_a_code_is_late_after_ten_minutes_and_works_once(anna: User) -> None:
    as_guardian(anna)
    now = timezone.now()
    offer_address(anna, NEW, now=now)
    code = mailed_code()
    assert not prove_address(anna, code, now=now + timedelta(minutes=10))
    assert prove_address(anna, code, now=now)
    assert not prove_address(anna, code, now=now)


def test_guessing_kills_the_code_and_five_mails_an_hour_leave(inside: Client) -> None:
    for _number in range(PROOF_MAILS.most):
        inside.post(ADDRESS, {"email": NEW})
    code = mailed_code()
    for _number in range(PROOF_TRIES):
        assert inside.post(CODE, {"code": "0000-0000"}).status_code == 200
    assert inside.post(CODE, {"code": code}).status_code == 200
    assert "Wacht een uur" in text_of(inside.post(ADDRESS, {"email": NEW}))
    inside.post(CODE, {"again": "1"})
    assert "Wacht een uur" in text_of(inside.get(CODE))
    assert Message.objects.filter(to=NEW).count() == PROOF_MAILS.most


def test_a_code_for_one_address_never_proves_the_next(inside: Client, anna: User) -> None:
    inside.post(ADDRESS, {"email": NEW})
    code = mailed_code()
    inside.post(ADDRESS, {"email": "tweede@example.org"})
    assert inside.post(CODE, {"code": code}).status_code == 200
    anna.refresh_from_db()
    assert anna.email == "anna@example.org"


def test_a_code_of_another_account_proves_nothing(anna: User) -> None:
    bert, now = make_user("Bert"), timezone.now()
    offer_address(anna, NEW, now=now)
    offer_address(bert, "elders@example.org", now=now)
    code = mailed_code()
    assert not prove_address(anna, code, now=now)
    assert prove_address(bert, code, now=now)


def test_ones_own_address_again_is_no_change(inside: Client) -> None:
    assert "al bevestigd" in text_of(inside.post(ADDRESS, {"email": " ANNA@example.org "}))
    assert not AddressProof.objects.exists()


def test_without_an_offer_there_is_no_code_page(inside: Client) -> None:
    assert inside.get(CODE).headers["Location"] == SECURITY
    assert inside.post(CODE, {"code": "0000-0000"}).headers["Location"] == SECURITY
