"""Wachtwoord: a link to a proven mailbox opens once, and tells a stranger nothing."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import User
from portal.signin.actions.password import (
    DeadLink,
    ask_reset,
    change_password,
    note_factor,
    owner_of,
    reset_password,
    reset_token,
    was_reset_by_mail,
)
from portal.signin.forms.password import NewPasswordForm
from portal.signin.models import Attempt, MailedCode
from portal.signin.rules import RESETS_ASKED, WRONG_PASSWORDS, may_get_link
from tests.builders import make_board, make_guardian, make_user
from tests.signin.conftest import LOGIN, PASSWORD, is_inside, type_code, type_password
from tests.signin.people import as_guardian, codes_of, with_mail
from tests.tools.together import together

Enter = Callable[[Client], HttpResponse]
ASK = "/inloggen/wachtwoord/"
CHANGE = "/inloggen/wachtwoord/veranderen/"
NEW = "vier woorden in een zin"
BOTH = {"password": NEW, "again": NEW}
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def owner(anna: User) -> User:
    """Anna, whose mailbox is proven."""
    anna.email_proven_at = NOON
    anna.save()
    return anna


def _links() -> list[Message]:
    return list(Message.objects.filter(kind="signin.password_reset"))


def _path(client: Client, name: str = "anna") -> str:
    """Ask for a link and take its path from the mail."""
    client.post(ASK, {"name": name})
    found = re.search(r"http://\S+?(/inloggen/\S+)", _links()[-1].body)
    assert found
    return found[1]


@pytest.mark.parametrize("name", ["anna", "ANNA", "anna@example.org", " Anna@Example.org "])
def test_name_or_address_gives_a_link_to_the_proven_mailbox(
    client: Client, owner: User, name: str
) -> None:
    assert client.post(ASK, {"name": name}).headers["Location"] == f"{ASK}verstuurd/"
    assert [mail.to for mail in _links()] == ["anna@example.org"]


def _nobody(_user: User) -> None:
    User.objects.all().delete()


def _closed(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def _unproven(user: User) -> None:
    User.objects.filter(pk=user.pk).update(email_proven_at=None)


def _no_address(user: User) -> None:
    User.objects.filter(pk=user.pk).update(email=None)


def _single_sign_on(user: User) -> None:
    user.set_unusable_password()
    user.save()


def _shared_with_an_account(user: User) -> None:
    make_guardian(make_board("Een"), make_user("Bert", email=""))
    user_of = User.objects.get(sign_in_name="bert")
    user_of.guardian_records.update(contact_email="Anna@example.org")


def _shared_at_home(user: User) -> None:
    board = make_board("Een")
    make_guardian(board, user)
    other = make_guardian(board, make_user("Bert", email=""))
    type(other).objects.filter(pk=other.pk).update(user=None, contact_email="anna@example.org")


BLOCKED = [
    _nobody,
    _closed,
    _unproven,
    _no_address,
    _single_sign_on,
    _shared_with_an_account,
    _shared_at_home,
]


@pytest.mark.parametrize("spoil", BLOCKED, ids=lambda one: one.__name__)
def test_no_link_and_the_same_answer(
    client: Client, owner: User, spoil: Callable[[User], None]
) -> None:
    good = client.post(ASK, {"name": "anna"})
    Message.objects.all().delete()
    spoil(owner)
    answer = client.post(ASK, {"name": "anna"})
    assert _links() == []
    assert (answer.status_code, answer.headers["Location"]) == (302, good.headers["Location"])
    assert (answer.content, set(answer.cookies)) == (good.content, set(good.cookies))


def test_the_same_address_at_another_board_may_be_the_same_person(owner: User) -> None:
    make_guardian(make_board("Een"), owner)
    other = make_guardian(make_board("Twee"), make_user("Bert", email=""))
    type(other).objects.filter(pk=other.pk).update(user=None, contact_email="anna@example.org")
    ask_reset("anna", address="192.0.2.1", now=NOON)
    assert len(_links()) == 1


def _questions(name: str) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        ask_reset(name, address="192.0.2.1", now=NOON)
    words = [question["sql"].split()[0] for question in asked.captured_queries]
    return [word for word in words if word not in ("RELEASE", "ROLLBACK")]


def test_known_and_unknown_cost_the_same_questions(owner: User) -> None:
    assert _questions("anna") == _questions("niemand") == _questions("niemand@example.org")
    assert len(_links()) == 1
    assert Event.objects.filter(verb="signin.reset_mailed").count() == 1


def _milliseconds(name: str) -> float:
    start = perf_counter()
    ask_reset(name, address="192.0.2.1", now=NOON)
    return (perf_counter() - start) * 1000


def test_time_does_not_tell_whether_an_account_exists(owner: User) -> None:
    times = [(_milliseconds("anna"), _milliseconds("niemand")) for _ in range(200)]
    known, unknown = zip(*times, strict=True)
    assert abs(median(known) - median(unknown)) < 5


def test_asking_is_counted_and_an_hour_later_it_works_again(owner: User) -> None:
    for _ in range(RESETS_ASKED.most + 3):
        ask_reset("anna", address="192.0.2.1", now=NOON)
    assert len(_links()) == RESETS_ASKED.most
    ask_reset("anna", address="192.0.2.1", now=NOON + timedelta(hours=1))
    assert len(_links()) == RESETS_ASKED.most + 1


def test_a_flood_from_one_address_mails_nobody(owner: User) -> None:
    ask_reset("niemand", address="192.0.2.1", now=NOON)
    Attempt.objects.filter(scope="reset_address").update(count=300)
    ask_reset("anna", address="192.0.2.1", now=NOON)
    assert _links() == []
    ask_reset("anna", address="192.0.2.2", now=NOON)
    assert len(_links()) == 1


def test_a_forged_host_gets_no_link_of_its_own(client: Client, owner: User, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    client.post(ASK, {"name": "anna"}, headers={"Host": "kwaad.example"})
    assert "kwaad.example" not in _links()[0].body
    assert settings.PORTAL_URL in _links()[0].body


def test_a_mail_scanner_uses_nothing_up(client: Client, owner: User) -> None:
    path = _path(client)
    for _ in range(3):
        assert "Nieuw wachtwoord kiezen" in Client().get(path).content.decode()
    assert client.post(path, BOTH).headers["Location"] == LOGIN
    assert owner.__class__.objects.get().check_password(NEW)


def test_a_link_works_once(client: Client, owner: User) -> None:
    path = _path(client)
    client.post(path, BOTH)
    again = client.post(path, {"password": "iets heel anders nog", "again": "iets heel anders nog"})
    assert "Deze link werkt niet meer" in again.content.decode()
    assert User.objects.get().check_password(NEW)
    assert "Deze link werkt niet meer" in client.get(path).content.decode()


def _changed(user: User) -> None:
    change_password(user, password="iets heel anders")


def _signed_in(user: User) -> None:
    User.objects.update(last_login=timezone.now())


@pytest.mark.parametrize("event", [_changed, _signed_in, _closed], ids=lambda one: one.__name__)
def test_a_link_dies_with_what_happened_since(owner: User, event: Callable[[User], None]) -> None:
    token = reset_token(owner, NOON)
    assert owner_of(owner.pk, token, now=NOON) == owner
    event(owner)
    with pytest.raises(DeadLink):
        owner_of(owner.pk, token, now=NOON)


def test_a_link_holds_one_hour(owner: User) -> None:
    token = reset_token(owner, NOON)
    assert owner_of(owner.pk, token, now=NOON + timedelta(hours=1)) == owner
    with pytest.raises(DeadLink):
        owner_of(owner.pk, token, now=NOON + timedelta(hours=1, seconds=1))


@pytest.mark.parametrize("token", ["x", "c8abcd-0", "-", "----", "zzzzzzzzzzzzzzzz-1"])
def test_a_made_up_link_is_dead(client: Client, owner: User, token: str) -> None:
    for pk in (owner.pk, uuid4()):
        page = client.post(f"{ASK}{pk}/{token}/", BOTH)
        assert "Deze link werkt niet meer" in page.content.decode()
    assert User.objects.get().check_password(PASSWORD)


def test_a_link_of_one_opens_no_other_account(owner: User) -> None:
    other = make_user("Bert", password=PASSWORD)
    with pytest.raises(DeadLink):
        reset_password(other.pk, reset_token(owner, NOON), password=NEW, now=NOON)


def test_who_was_locked_out_gets_in_with_the_new_password(client: Client, owner: User) -> None:
    path = _path(client)
    for _ in range(WRONG_PASSWORDS.most + 1):
        type_password(client, password="fout")
    assert type_password(client).status_code == 200
    client.post(path, BOTH)
    assert type_password(client, password=NEW).status_code == 302


@pytest.mark.parametrize(
    "password, again", [("kort", "kort"), (NEW, "iets anders dan"), ("anna@example.org",) * 2]
)
def test_a_weak_or_different_password_keeps_the_link(
    client: Client, owner: User, password: str, again: str
) -> None:
    path = _path(client)
    assert client.post(path, {"password": password, "again": again}).context["form"].errors
    assert client.post(path, BOTH).status_code == 302


def test_all_sessions_end_and_the_owner_is_told(client: Client, owner: User, enter: Enter) -> None:
    enter(client)
    other = Client()
    token = reset_token(User.objects.get(), timezone.now())
    other.post(f"{ASK}{owner.pk}/{token}/", BOTH)
    assert not is_inside(client)
    assert not is_inside(other)
    assert Message.objects.filter(kind="signin.password_changed", to=owner.email).count() == 1


def test_after_a_reset_the_mailbox_is_no_second_factor_until_another_was_shown(owner: User) -> None:
    reset_password(owner.pk, reset_token(owner, NOON), password=NEW, now=NOON)
    user = User.objects.get()
    assert was_reset_by_mail(user)
    user.otp_device = MailedCode(user=user)  # type: ignore[attr-defined]
    note_factor(user)
    assert was_reset_by_mail(User.objects.get())
    user.otp_device = SimpleNamespace()  # type: ignore[attr-defined]
    note_factor(user)
    assert not was_reset_by_mail(User.objects.get())


def test_a_mailbox_alone_never_opens_an_account(client: Client, owner: User) -> None:
    as_guardian(owner)
    with_mail(owner)
    codes = codes_of(owner)
    client.post(_path(client), BOTH)
    type_password(client, password=NEW)
    client.post("/inloggen/code/mail/")
    assert not Message.objects.filter(kind="signin.code").exists()
    type_code(client, codes[0])
    assert is_inside(client)
    assert not was_reset_by_mail(User.objects.get())
    assert MailedCode.objects.get().confirmed


def test_signing_in_with_the_app_makes_the_account_whole(
    client: Client, anna: User, enter: Enter
) -> None:
    User.objects.update(reset_by_mail_at=timezone.now())
    type_password(client)
    assert was_reset_by_mail(User.objects.get())
    enter(client)
    assert not was_reset_by_mail(User.objects.get())


def test_changing_ends_the_other_sessions_and_keeps_this_one(
    client: Client, anna: User, enter: Enter
) -> None:
    enter(client)
    token = reset_token(User.objects.get(), timezone.now())
    other = Client()
    other.cookies["sessionid"] = client.cookies["sessionid"].value
    assert client.post(CHANGE, BOTH).headers["Location"] == "/inloggen/apparaten/"
    assert (is_inside(client), is_inside(other)) == (True, False)
    assert User.objects.get().check_password(NEW)
    with pytest.raises(DeadLink):
        owner_of(anna.pk, token, now=timezone.now())


def test_changing_asks_for_a_fresh_factor(
    client: Client, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.signin.fresh.reverse", lambda _name: "/bevestigen/")
    enter(client)
    session = client.session
    session["factor_at"] -= 6 * 60
    session.save()
    assert client.post(CHANGE, BOTH).headers["Location"].startswith("/bevestigen/?next=")
    assert User.objects.get().check_password(PASSWORD)


def test_a_forged_post_changes_nothing(client: Client, owner: User, enter: Enter) -> None:
    path = _path(client)
    forger = Client(enforce_csrf_checks=True)
    for url in (ASK, path, CHANGE):
        assert forger.post(url, {**BOTH, "name": "anna"}).status_code == 403
    assert len(_links()) == 1
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.parametrize("fact", ["is_open", "has_password", "address_proven"])
def test_every_fact_is_needed_for_a_link(fact: str) -> None:
    facts = {"is_open": True, "has_password": True, "address_proven": True}
    assert may_get_link(**facts, address_shared=False)
    assert not may_get_link(**facts, address_shared=True)
    assert not may_get_link(**{**facts, fact: False}, address_shared=False)


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_with_one_link_set_one_password() -> None:
    user = make_user("Anna", password=PASSWORD)
    token = reset_token(user, NOON)

    def act() -> bool:
        try:
            reset_password(user.pk, token, password=f"{NEW} {uuid4()}", now=NOON)
        except DeadLink:
            return False
        return True

    assert sum(together(20, act)) == 1
    assert Event.objects.filter(verb="signin.password_reset").count() == 1


@pytest.mark.parametrize("password", ["anna@example.org", "anna-example-org", "xanna@example.org"])
def test_a_password_that_is_ones_own_name_is_refused(anna: User, password: str) -> None:
    assert NewPasswordForm({"password": password, "again": password}, user=anna).errors


def test_a_long_phrase_that_shares_letters_with_a_name_is_taken(anna: User) -> None:
    anna.display_name, anna.email = "Marieke van den Berg", "marieke.vandenberg@example.org"
    for phrase in ("een berg marmelade op mijn reep", "maandag regen binnen met de kat"):
        form = NewPasswordForm({"password": phrase, "again": phrase}, user=anna)
        assert form.is_valid(), form.errors
