"""Inloggen en beveiliging: what one changes about one's own factors, and what it ends."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import Pupil, User
from portal.people.rules import RoleKind
from portal.signin.actions import remove_factor
from portal.signin.models import AuthenticatorApp, CodeList, ListedCode, MailedCode
from portal.signin.rules import FRESH_FOR, FactorKind, ListKind, needs_recovery_codes
from tests.builders import make_board, make_role, make_user
from tests.doors_factors import spare_app
from tests.signin.conftest import is_inside, right_code, type_code, type_password
from tests.signin.people import as_guardian, codes_of, no_more_waiting
from tests.signin.test_enrol import code_for, key_on
from tests.tools.together import together

PAGE = "/inloggen/beveiliging/"
APP, CODES, MAIL = f"{PAGE}app/", f"{PAGE}codes/", f"{PAGE}mail/"
Enter = Callable[[Client], HttpResponse]


@pytest.fixture
def inside(client: Client, enter: Enter) -> Client:
    """Anna, just signed in."""
    enter(client)
    return client


@pytest.fixture
def elsewhere(inside: Client, anna: User) -> Client:
    """Anna in a second browser."""
    other = Client()
    type_password(other)
    type_code(other, codes_of(anna)[0])
    assert is_inside(other)
    return other


def of(device: Any, verb: str) -> str:
    """The page of a verb on one factor."""
    kind = device.kind if isinstance(device, CodeList) else "app"
    return f"{PAGE}{kind}/{device.pk}/{verb}/"


def changed(client: Client, elsewhere: Client, verb: str) -> None:
    """What every change does: here one stays, elsewhere one is out, the log and the mail know."""
    assert is_inside(client)
    assert not is_inside(elsewhere)
    assert Event.objects.filter(verb=verb).count() == 1
    assert Message.objects.filter(kind="signin.changed").count() == 1


def test_the_page_lists_what_one_has(inside: Client, anna: User) -> None:
    page = inside.get(PAGE).content.decode()
    assert "App met codes – app" in page
    assert "Nog 10 codes over" in page
    assert page.count("Laatst gebruikt op") == 1


def test_the_title_says_which_factor(inside: Client, anna: User) -> None:
    for device, name in (
        (AuthenticatorApp.objects.get(user=anna), "App met codes – app"),
        (CodeList.objects.get(user=anna), "Herstelcodes"),
    ):
        html = inside.get(of(device, "naam")).text
        assert f"Naam wijzigen: {name} – Zeggenschap</title>" in html.replace("\n", "")


def test_an_app_is_added_with_its_code(inside: Client, elsewhere: Client) -> None:
    key = key_on(inside.get(APP).content.decode())
    assert inside.post(APP, {"code": "000000", "name": "x"}).status_code == 200
    assert AuthenticatorApp.objects.count() == 1
    answer = inside.post(APP, {"code": code_for(key), "name": "tablet"})
    assert answer.headers["Location"] == PAGE
    assert AuthenticatorApp.objects.latest("pk").name == "tablet"
    changed(inside, elsewhere, "signin.app_added")


def test_both_apps_open(inside: Client, anna: User, app: AuthenticatorApp) -> None:
    key = key_on(inside.get(APP).content.decode())
    inside.post(APP, {"code": code_for(key)})
    for device in AuthenticatorApp.objects.all():
        no_more_waiting()
        AuthenticatorApp.objects.update(last_step=-1)
        browser = Client()
        type_password(browser)
        assert type_code(browser, right_code(device)).status_code == 302


def test_a_factor_gets_a_name(inside: Client, elsewhere: Client, app: AuthenticatorApp) -> None:
    assert inside.post(of(app, "naam"), {"name": "<b>mijn</b>"}).headers["Location"] == PAGE
    assert "&lt;b&gt;mijn" in inside.get(PAGE).content.decode()
    changed(inside, elsewhere, "signin.factor_renamed")
    assert "mijn" not in str(list(Event.objects.values()))


def test_a_factor_is_given_up(inside: Client, anna: User) -> None:
    spare = spare_app(anna)
    other = Client()
    type_password(other)
    type_code(other, codes_of(anna)[0])
    assert inside.get(of(spare, "verwijderen")).status_code == 200
    assert inside.post(of(spare, "verwijderen")).headers["Location"] == PAGE
    changed(inside, other, "signin.factor_removed")
    assert AuthenticatorApp.objects.count() == 1


def test_the_last_one_stays(inside: Client, anna: User, app: AuthenticatorApp) -> None:
    for device in (app, CodeList.objects.get()):
        for method in (inside.get, inside.post):
            assert method(of(device, "verwijderen")).status_code == 403
    assert "/verwijderen/" not in inside.get(PAGE).content.decode()
    assert is_inside(inside)


def test_a_session_dies_with_the_factor_that_opened_it(
    inside: Client, anna: User, app: AuthenticatorApp
) -> None:
    spare_app(anna)
    page = inside.get(of(app, "verwijderen")).content.decode()
    assert "opnieuw inloggen nodig" in page
    inside.post(of(app, "verwijderen"))
    assert not is_inside(inside)
    assert "_auth_user_id" not in inside.session


def test_new_codes_kill_the_old_list(inside: Client, anna: User) -> None:
    old = codes_of(anna)
    inside.get(CODES)
    assert CodeList.objects.get().left == 10
    assert inside.post(CODES).headers["Location"] == PAGE
    thief = Client()
    type_password(thief)
    assert type_code(thief, old[0]).status_code == 200
    assert ListedCode.objects.count() == 10


def test_new_codes_end_other_sessions_and_not_ones_own(inside: Client, elsewhere: Client) -> None:
    elsewhere.get(CODES)
    before = Event.objects.filter(verb="signin.codes_issued").count()
    elsewhere.post(CODES)
    assert is_inside(elsewhere)
    assert not is_inside(inside)
    assert Event.objects.filter(verb="signin.codes_issued").count() == before + 1


def test_codes_that_were_not_shown_are_not_put_in_force(inside: Client, anna: User) -> None:
    old = set(ListedCode.objects.values_list("code_hash", flat=True))
    assert inside.get(f"{CODES}bestand/").headers["Location"] == CODES
    assert inside.post(CODES).headers["Location"] == CODES
    assert set(ListedCode.objects.values_list("code_hash", flat=True)) == old


def test_the_file_holds_the_codes_of_the_page(inside: Client) -> None:
    page = inside.get(CODES).content.decode()
    codes = inside.get(f"{CODES}bestand/").content.decode().split("\r\n")[3:13]
    assert len(set(codes)) == 10
    assert all(code in page for code in codes)


@pytest.mark.parametrize("verb", ["naam", "verwijderen"])
def test_somebody_elses_factor_does_not_exist(inside: Client, verb: str) -> None:
    bert = make_user("Bert")
    strange = spare_app(bert)
    for url in (of(strange, verb), of(CodeList.objects.get(user=bert), verb)):
        assert inside.get(url).status_code == 404
        assert inside.post(url, {"name": "x"}).status_code == 404
    assert AuthenticatorApp.objects.filter(user=bert).count() == 2


@pytest.mark.parametrize("path", ["", "app/", "codes/", "codes/bestand/", "mail/", "app/1/naam/"])
def test_everything_asks_for_a_fresh_factor(inside: Client, path: str) -> None:
    session = inside.session
    session["factor_at"] = int(time.time()) - FRESH_FOR
    session.save()
    answers = [inside.get(PAGE + path), inside.post(PAGE + path)]
    asked = [answer for answer in answers if answer.status_code != 405]
    assert asked
    for answer in asked:
        assert answer.headers["Location"].startswith("/inloggen/bevestigen/?next=")


def test_a_form_from_elsewhere_changes_nothing(inside: Client, app: AuthenticatorApp) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = inside.cookies
    for url in (APP, CODES, MAIL, of(app, "naam"), of(app, "verwijderen")):
        assert strict.post(url, {"name": "x"}).status_code == 403
    app.refresh_from_db()
    assert app.name == "app"


def test_a_guardian_adds_codes_by_mail(inside: Client, elsewhere: Client, anna: User) -> None:
    assert MAIL not in inside.get(PAGE).content.decode()
    as_guardian(anna)
    assert MAIL in inside.get(PAGE).content.decode()
    assert inside.post(MAIL).headers["Location"] == PAGE
    assert inside.post(MAIL).status_code == 403
    changed(inside, elsewhere, "signin.mail_added")


def test_staff_add_no_codes_by_mail(inside: Client, anna: User) -> None:
    as_guardian(anna)
    make_role(anna, RoleKind.OPERATOR)
    assert MAIL not in inside.get(PAGE).content.decode()
    assert inside.post(MAIL).status_code == 403
    assert not MailedCode.objects.exists()


def test_the_mail_to_a_pupil_says_je(inside: Client, anna: User, app: AuthenticatorApp) -> None:
    board = make_board("Stichting De Vlinder")
    Pupil.objects.create(board=board, first_name="Anna", last_name="Demo", user=anna)
    inside.post(of(app, "naam"), {"name": "nieuw"})
    mail = Message.objects.exclude(kind="signin.new_device").get()
    assert mail.subject == "Er is iets veranderd aan jouw inloggen"
    assert "nieuw" not in mail.body


def test_a_card_from_the_school_can_be_given_up_when_the_rest_is_enough(
    inside: Client, anna: User
) -> None:
    codes_of(anna, ListKind.CARD)
    card = CodeList.objects.get(kind="card")
    assert inside.post(of(card, "verwijderen")).headers["Location"] == PAGE
    assert not CodeList.objects.filter(kind="card").exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_apps_given_up_at_once_one_stays() -> None:
    user, today = make_user("Anna"), timezone.localdate()
    spare_app(user)
    both = iter(AuthenticatorApp.objects.filter(user=user))

    def give_up() -> bool:
        try:
            remove_factor(next(both), by=user, today=today)
        except PermissionDenied:
            return False
        return True

    assert sorted(together(2, give_up)) == [False, True]
    assert AuthenticatorApp.objects.count() == 1


@pytest.mark.parametrize(
    "kinds, needs",
    [
        pytest.param({FactorKind.APP}, True, id="an app alone"),
        pytest.param({FactorKind.PASSKEY}, True, id="a passkey alone"),
        pytest.param({FactorKind.MAIL}, True, id="mail alone"),
        pytest.param({FactorKind.APP, FactorKind.RECOVERY}, False, id="an app and codes"),
        pytest.param({FactorKind.CARD}, False, id="a card"),
        pytest.param({FactorKind.RECOVERY}, False, id="codes are there"),
    ],
)
def test_who_must_first_get_recovery_codes(kinds: set[FactorKind], needs: bool) -> None:
    assert needs_recovery_codes(kinds) is needs
