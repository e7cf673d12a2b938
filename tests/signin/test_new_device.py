"""Nieuw apparaat: its owner hears of it, and the mail says nothing."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from portal.audit.actions import record
from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import User
from portal.signin.models import AuthenticatorApp, CodeList
from portal.signin.recover_mails import notice
from tests.builders import make_board, make_guardian, make_user
from tests.signin.conftest import is_inside, right_code, type_code, type_password

Enter = Callable[[Client], HttpResponse]


def _mails() -> list[Message]:
    return list(Message.objects.filter(kind="signin.new_device"))


def test_a_new_browser_is_mailed_and_a_known_one_is_not(
    client: Client, app: AuthenticatorApp, enter: Enter
) -> None:
    enter(client)
    client.post("/uitloggen/")
    AuthenticatorApp.objects.update(last_step=0)
    enter(client)
    assert [mail.to for mail in _mails()] == ["anna@example.org"]
    AuthenticatorApp.objects.update(last_step=0)
    enter(Client())
    assert len(_mails()) == 2


def test_the_mail_names_no_device_and_leads_to_the_portal_only(
    client: Client, enter: Enter
) -> None:
    enter(Client(headers={"User-Agent": "Firefox/1 Windows"}))
    mail = _mails()[0]
    assert mail.subject == "Er staat een bericht voor u klaar"
    assert f"{settings.PORTAL_URL}/inloggen/apparaten/" in mail.body
    assert [word for word in ("Firefox", "Windows", "Anna") if word in mail.body] == []


def test_a_mark_of_somebody_else_makes_no_known_browser(
    client: Client, app: AuthenticatorApp, enter: Enter
) -> None:
    enter(client)
    Message.objects.all().delete()
    client.post("/uitloggen/")
    client.cookies["known"] = "made-up"
    AuthenticatorApp.objects.update(last_step=0)
    enter(client)
    assert len(_mails()) == 1


def test_who_stops_at_the_recovery_codes_on_the_way_is_new_as_well(
    client: Client, app: AuthenticatorApp
) -> None:
    CodeList.objects.all().delete()
    type_password(client)
    type_code(client, right_code(app))  # leaves a mark in the browser, but nobody is in yet
    assert _mails() == []
    client.get("/inloggen/herstelcodes/")
    client.post("/inloggen/herstelcodes/")
    assert is_inside(client)
    assert len(_mails()) == 1


def test_a_wrong_code_tells_nobody(client: Client, app: AuthenticatorApp) -> None:
    client.post("/inloggen/", {"name": "anna", "password": "een heel lang wachtwoord"})
    client.post("/inloggen/code/", {"code": "000000"})
    assert _mails() == []


def test_without_an_own_address_the_known_ones_are_told(db: None) -> None:
    user = make_user("Els", email="")
    for number, name in enumerate(("Een", "Twee")):
        guardian = make_guardian(make_board(name), user)
        guardian.contact_email = f"els{number}@example.org"
        guardian.save()
    notice(user, "new_device")
    assert {mail.to for mail in _mails()} == {"els0@example.org", "els1@example.org"}


def test_the_list_says_what_happened(client: Client, anna: User, enter: Enter) -> None:
    enter(client)
    page = client.get("/inloggen/apparaten/").content.decode()
    assert "Ingelogd met een nieuwe browser" in page
    assert Event.objects.filter(verb="signin.new_device", subject_id=str(anna.pk)).count() == 1


def test_the_list_names_a_new_factor_and_who_was_signed_out(
    client: Client, anna: User, enter: Enter
) -> None:
    enter(client)
    for verb in ("passkey_added", "app_added", "mail_added", "factor_removed"):
        record(f"signin.{verb}", actor=anna, subject=anna)
    record("signin.sessions_ended", actor=anna, subject=anna, why="passkey added")
    page = client.get("/inloggen/apparaten/").content.decode()
    told = ("Een passkey toegevoegd", "Een app met codes", "Codes per e-mail", "Een manier om")
    assert all(words in page for words in told)
    assert "Uitgelogd op andere apparaten" in page
    assert "Overal uitgelogd" not in page
