"""Activeren: a letter opens one account once, for the person it is for, and for nobody else."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.access import ties_of
from portal.people.models import Guardian, User
from portal.people.rules import Authority, Right
from portal.signin.actions import activate
from portal.signin.actions.address import offer_address, prove_address
from portal.signin.actions.invite import revoke
from portal.signin.actions.not_me import object_to
from portal.signin.models import AddressProof, Invitation
from portal.signin.rules import Limit
from requests_app.access import targets
from tests.builders import make_pupil, make_user, tie
from tests.cast import Cast, make_cast
from tests.invite import (
    HOUR,
    PASSWORD,
    mailed_code,
    mailed_link,
    make_letter,
    make_unknown,
    type_letter,
)
from tests.tools.together import together

Letter = tuple[Invitation, str]
ACCOUNT, CONFIRM, ADD = "/activeren/account/", "/activeren/bevestigen/", "/activeren/toevoegen/"


@pytest.fixture(autouse=True)
def _own_house(settings: Any) -> None:
    settings.ROOT_URLCONF = "portal.urls"


@pytest.fixture
def today() -> date:
    """Pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture
def anna(cast: Cast) -> Guardian:
    """A parent of Noor without e-mail and without account."""
    guardian = make_unknown(cast.board, "Anna")
    tie(guardian, cast.noor)
    return guardian


@pytest.fixture
def letter(cast: Cast, anna: Guardian, today: date) -> Letter:
    """The letter of Anna."""
    return make_letter(anna, cast.board, timezone.now(), today)


def choose(client: Client, password: str = PASSWORD, **more: str) -> Any:
    return client.post(ACCOUNT, {"password": password, **more})


def opened(letter: Letter) -> activate.Opened:
    invitation = Invitation.objects.get(pk=letter[0].pk)
    return activate.Opened(invitation.pk, invitation.code_hash)


def test_a_letter_becomes_an_account_that_must_take_a_second_factor(
    client: Client, letter: Letter, anna: Guardian
) -> None:
    assert type_letter(client, *letter).headers["Location"] == ACCOUNT
    key = client.session.session_key
    answer = choose(client)
    anna.refresh_from_db()
    assert anna.user
    assert anna.user.sign_in_name == letter[0].reference.lower()
    assert anna.user.check_password(PASSWORD)
    assert answer.headers["Location"] == "/inloggen/code/"
    assert client.session.session_key != key
    assert client.get("/verzoeken/").status_code == 302


def test_an_error_is_not_said_twice(client: Client, letter: Letter) -> None:
    type_letter(client, *letter)
    page = client.post(ACCOUNT, {"password": ""}).content.decode()
    assert "Wachtwoord: Kies een wachtwoord." in page
    assert "Kies een wachtwoord: " not in page


def test_a_letter_works_once(client: Client, letter: Letter) -> None:
    type_letter(client, *letter)
    choose(client)
    again = Client()
    assert type_letter(again, *letter).status_code == 200
    assert choose(again).headers["Location"] == "/activeren/"
    assert Event.objects.filter(verb="signin.activated").count() == 1


def test_signs_may_be_typed_sloppily(client: Client, letter: Letter) -> None:
    invitation, code = letter
    typed = " ".join(code.lower().replace("0", "o").replace("1", "l"))
    assert type_letter(client, invitation, typed).status_code == 302


def kill_letter(how: str, letter: Letter, today: date) -> Letter:
    """The letter made worthless in one of the ways."""
    invitation, code = letter
    rows = Invitation.objects.filter(pk=invitation.pk)
    if how == "expired":
        rows.update(expires_at=timezone.now())
    elif how == "locked":
        rows.update(wrong_tries=5)
    elif how == "revoked":
        revoke(invitation, by=None, now=timezone.now())
    elif how == "used":
        activate.activate(
            opened(letter), password=PASSWORD, email="", now=timezone.now(), today=today
        )
    elif how == "unknown":
        invitation.reference = "ZZZZZZZZ"
    return invitation, "0" * 12 if how == "wrong" else code


@pytest.mark.parametrize("how", ["expired", "locked", "revoked", "used", "unknown", "wrong"])
def test_every_dead_letter_gets_the_same_answer(
    client: Client, letter: Letter, today: date, how: str
) -> None:
    invitation, code = kill_letter(how, letter, today)
    page = type_letter(client, invitation, code).content.decode()
    assert "horen niet bij een brief die nog geldig is" in page
    fixed = type_letter(Client(), Invitation(reference="11111111"), "x" * 12).content.decode()
    kept = [
        [line for line in text.splitlines() if not any(s in line for s in ("csrf", "reference"))]
        for text in (page, fixed)
    ]
    assert kept[0] == kept[1]


def test_five_wrong_codes_make_a_letter_worthless(client: Client, letter: Letter) -> None:
    for _ in range(5):
        type_letter(client, letter[0], "0" * 12)
    assert type_letter(client, *letter).status_code == 200
    assert Event.objects.filter(verb="signin.letter_locked").count() == 1


def test_a_code_of_another_letter_does_not_open(
    client: Client, cast: Cast, letter: Letter, today: date
) -> None:
    other = make_letter(make_unknown(cast.board, "Bo"), cast.board, timezone.now(), today)
    assert type_letter(client, letter[0], other[1]).status_code == 200


def test_an_address_that_guesses_is_stopped(
    client: Client, letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = Limit("letter_address", 3, 3600)
    monkeypatch.setattr(activate, "LETTERS_FROM_ADDRESS", few)
    for number in range(3):
        type_letter(client, Invitation(reference=f"0000000{number}"), "0" * 12)
    assert type_letter(client, *letter).status_code == 200


def test_opening_links_consumes_nothing(client: Client, letter: Letter) -> None:
    page = client.get("/activeren/", {"brief": letter[0].reference})
    assert letter[0].reference in page.content.decode()
    for url in ("/activeren/", ACCOUNT, CONFIRM):
        client.get(url, {"brief": letter[0].reference})
        client.head(url)
    assert type_letter(client, *letter).status_code == 302


def test_another_reference_in_the_link_changes_nothing(
    client: Client, cast: Cast, letter: Letter, anna: Guardian, today: date
) -> None:
    other = make_unknown(cast.board, "Bo")
    theirs, _code = make_letter(other, cast.board, timezone.now(), today)
    type_letter(client, *letter)
    client.post(f"{ACCOUNT}?brief={theirs.reference}", {"password": PASSWORD, "brief": "x"})
    anna.refresh_from_db()
    other.refresh_from_db()
    assert anna.user
    assert other.user is None


def test_a_letter_printed_again_drops_what_was_opened(
    client: Client, cast: Cast, letter: Letter, anna: Guardian, today: date
) -> None:
    type_letter(client, *letter)
    make_letter(anna, cast.board, timezone.now(), today)
    assert choose(client).headers["Location"] == "/activeren/"
    assert not User.objects.filter(sign_in_name=letter[0].reference.lower()).exists()


@pytest.mark.parametrize("password", ["kort", "1qaz2wsx3edc", "anna demo anna"])
def test_a_weak_password_makes_no_account(client: Client, letter: Letter, password: str) -> None:
    type_letter(client, *letter)
    answer = choose(client, password)
    assert answer.status_code == 200
    assert "This password" not in answer.text
    assert not User.objects.filter(sign_in_name=letter[0].reference.lower()).exists()


def test_a_forged_form_is_refused(letter: Letter) -> None:
    client = Client(enforce_csrf_checks=True)
    assert type_letter(client, *letter).status_code == 403
    assert client.post("/niet-ik/x/").status_code == 403


def test_without_mailbox_the_account_is_provisional(
    client: Client, cast: Cast, letter: Letter, anna: Guardian, today: date
) -> None:
    type_letter(client, *letter)
    choose(client)
    anna.refresh_from_db()
    user = anna.user
    assert user
    assert user.is_provisional(timezone.now() + timedelta(hours=71))
    assert not user.is_provisional(timezone.now() + timedelta(hours=73))
    tie_now = ties_of(user, today)[0]
    assert (tie_now.may(Right.REGISTER), tie_now.may(Right.VIEW)) == (True, False)
    assert targets(user, today) == []


def test_a_provisional_account_asks_for_nothing_not_even_own_data(cast: Cast, today: date) -> None:
    assert targets(cast.fatima, today)
    cast.fatima.provisional_until = timezone.now() + HOUR
    assert targets(cast.fatima, today) == []
    cast.fatima.provisional_until = timezone.now() - HOUR
    assert targets(cast.fatima, today)


def test_the_office_sees_what_was_opened_with_a_letter_alone(
    client: Client, cast: Cast, letter: Letter, client_of: Callable[[User], Client]
) -> None:
    type_letter(client, *letter)
    choose(client)
    assert "Voorlopig geopend" in client_of(cast.iris).get("/uitnodigingen/").content.decode()
    assert "Voorlopig geopend" not in client_of(cast.bas).get("/uitnodigingen/").content.decode()


def with_address(guardian: Guardian, address: str) -> None:
    guardian.contact_email = address
    guardian.save()


def test_a_known_mailbox_must_be_shown_before_anything_else(
    client: Client, letter: Letter, anna: Guardian
) -> None:
    with_address(anna, "Anna@Example.org")
    assert type_letter(client, *letter).headers["Location"] == CONFIRM
    assert "anna@" not in client.get(CONFIRM).content.decode().lower()
    assert choose(client).headers["Location"] == CONFIRM
    answer = client.post(CONFIRM, {"code": mailed_code()})
    assert answer.headers["Location"] == ACCOUNT
    choose(client)
    anna.refresh_from_db()
    assert anna.user
    assert (anna.user.email, anna.user.provisional_until) == ("anna@example.org", None)
    assert anna.user.email_proven_at


def test_the_mailed_code_is_bound_to_the_session_that_typed_it(
    client: Client, letter: Letter, anna: Guardian
) -> None:
    with_address(anna, "anna@example.org")
    thief = Client()
    type_letter(client, *letter)
    client.post(CONFIRM, {"code": mailed_code()})
    assert type_letter(thief, *letter).headers["Location"] == CONFIRM
    assert choose(thief).headers["Location"] == CONFIRM
    with pytest.raises(activate.MailboxNotProven):
        activate.activate(
            opened(letter),
            password=PASSWORD,
            email="",
            now=timezone.now(),
            today=timezone.localdate(),
        )


def test_five_wrong_mail_codes_end_it_and_a_code_works_ten_minutes(
    client: Client, letter: Letter, anna: Guardian
) -> None:
    with_address(anna, "anna@example.org")
    type_letter(client, *letter)
    code, now = mailed_code(), timezone.now()
    late = activate.prove_mailbox(letter[0], code, now=now + timedelta(minutes=11))
    wrong = [activate.prove_mailbox(letter[0], "0000-0000", now=now) for _ in range(5)]
    assert [late, *wrong, activate.prove_mailbox(letter[0], code, now=now)] == [""] * 7


def test_the_ex_partner_who_opens_the_letter_gets_no_noor(
    client: Client, letter: Letter, anna: Guardian, cast: Cast, client_of: Any, today: date
) -> None:
    with_address(anna, "anna@example.org")
    ruud = client_of(cast.ruud)
    assert type_letter(ruud, *letter).headers["Location"] == CONFIRM
    assert ruud.post(ADD).headers["Location"] == CONFIRM
    with_address(anna, "")
    assert ruud.post(ADD).headers["Location"] == "/activeren/"  # one record a board
    anna.refresh_from_db()
    assert anna.user is None
    assert ruud.get(f"/leerlingen/{cast.noor.pk}/").status_code == 404
    assert not any(tie.may(Right.VIEW) for tie in ties_of(cast.ruud, today))


def test_a_shared_mailbox_gets_the_notice_and_no_code(
    client: Client, letter: Letter, anna: Guardian, cast: Cast
) -> None:
    with_address(anna, "fatima@example.org")
    assert type_letter(client, *letter).headers["Location"] == ACCOUNT
    choose(client)
    notice = Message.objects.get(kind="signin.opened")
    assert notice.to == "fatima@example.org"
    assert not any(word in notice.body for word in ("Noor", "Anna", "Regenboog"))
    assert not Message.objects.filter(kind="signin.code").exists()


def test_only_the_button_closes_the_account(
    client: Client, letter: Letter, anna: Guardian, cast: Cast
) -> None:
    with_address(anna, "fatima@example.org")
    type_letter(client, *letter)
    choose(client)
    link, scanner = mailed_link(), Client()
    for _ in range(3):
        assert scanner.get(link).status_code == 200
        scanner.head(link)
    anna.refresh_from_db()
    assert anna.user
    user = anna.user
    assert scanner.post(link).headers["Location"] == "/niet-ik/gedaan/"
    anna.refresh_from_db()
    user.refresh_from_db()
    assert (user.is_active, user.session_epoch) == (False, 1)
    assert not Guardian.objects.filter(user=user).exists()
    scanner.post(link)
    assert Event.objects.filter(verb="signin.not_me").count() == 1


def test_the_button_works_three_days(letter: Letter, anna: Guardian, client: Client) -> None:
    with_address(anna, "fatima@example.org")
    type_letter(client, *letter)
    choose(client)
    token = mailed_link().split("/")[2]
    assert not activate_late(token)
    anna.refresh_from_db()
    assert anna.user


def activate_late(token: str) -> bool:
    return object_to(token, now=timezone.now() + timedelta(hours=73))


@pytest.mark.parametrize("typed", ["daan@example.org", "DAAN@EXAMPLE.ORG", " ｄaan@example.org"])
def test_an_address_of_somebody_else_gives_no_hint_and_no_code(
    client: Client, letter: Letter, anna: Guardian, typed: str
) -> None:
    type_letter(client, *letter)
    answer = choose(client, email=typed)
    if answer.status_code == 200:  # not even an address
        return
    anna.refresh_from_db()
    assert anna.user
    assert anna.user.email is None
    assert Message.objects.get(kind="signin.address_taken").to == "daan@example.org"
    assert not Message.objects.filter(kind="signin.code").exists()
    assert answer.headers["Location"] == "/inloggen/code/"


def test_a_look_alike_of_an_address_is_refused(client: Client, letter: Letter) -> None:
    type_letter(client, *letter)
    assert choose(client, email="dааn@example.org").status_code == 200
    assert choose(client, email="daan@exаmple.org").status_code == 200
    assert not AddressProof.objects.exists()


def test_a_typed_address_counts_after_its_code(cast: Cast, client_of: Any) -> None:
    user, now = make_user("Bo", email=""), timezone.now()
    offer_address(user, "Bo@Example.org", now=now)
    assert not User.objects.filter(email="bo@example.org").exists()
    page = client_of(user)
    assert page.post("/activeren/adres/", {"code": "0000-0000"}).status_code == 200
    assert page.post("/activeren/adres/", {"code": mailed_code()}).status_code == 302
    user.refresh_from_db()
    assert user.email == "bo@example.org"
    assert not prove_address(user, "x", now=now)


def test_an_address_taken_meanwhile_is_not_taken_twice(cast: Cast) -> None:
    user, now = make_user("Bo", email=""), timezone.now()
    offer_address(user, "samen@example.org", now=now)
    make_user("Cas", email="samen@example.org")
    assert not prove_address(user, mailed_code(), now=now)


def test_a_second_board_joins_the_account_that_is_there(
    cast: Cast, client_of: Any, today: date
) -> None:
    guardian = make_unknown(cast.other_board, "Olga", contact_email="olga@example.org")
    tie(guardian, cast.strange_pupil)
    cast.olga.email_proven_at = timezone.now()
    cast.olga.save()
    letter = make_letter(guardian, cast.other_board, timezone.now(), today)
    olga = client_of(cast.olga)
    type_letter(olga, *letter)
    assert olga.post(ADD).headers["Location"] == "/"
    guardian.refresh_from_db()
    cast.olga.refresh_from_db()
    assert (guardian.user, cast.olga.provisional_until) == (cast.olga, None)


def test_an_address_that_another_account_has_is_asked_and_still_provisional(
    client: Client, letter: Letter, anna: Guardian
) -> None:
    make_user("Elders", email="anna@example.org")
    with_address(anna, "anna@example.org")
    assert type_letter(client, *letter).headers["Location"] == CONFIRM
    client.post(CONFIRM, {"code": mailed_code()})
    choose(client)
    anna.refresh_from_db()
    assert anna.user
    assert (anna.user.email, bool(anna.user.provisional_until)) == (None, True)
    assert Message.objects.filter(kind="signin.opened").count() == 1


def test_a_parent_cannot_become_the_child(cast: Cast, client_of: Any, today: date) -> None:
    kim = make_pupil(cast.vo, "Kim", date(2008, 1, 1))
    tie(cast.guardians["els"], kim, Authority.YES)
    letter = make_letter(kim, cast.board, timezone.now(), today)
    els = client_of(cast.els)
    type_letter(els, *letter)
    assert els.post(ADD).headers["Location"] == "/activeren/"
    kim.refresh_from_db()
    assert kim.user is None


def test_a_colleague_opens_the_account_that_stands_ready(
    client: Client, cast: Cast, today: date
) -> None:
    cast.lotte.email = None
    cast.lotte.save()
    letter = make_letter(cast.lotte, cast.board, timezone.now(), today)
    type_letter(client, *letter)
    assert choose(client).status_code == 200  # staff need an address
    choose(client, email="lotte@example.org")
    cast.lotte.refresh_from_db()
    assert cast.lotte.check_password(PASSWORD)
    assert cast.lotte.email is None
    assert mailed_code()


@pytest.mark.django_db(transaction=True)
def test_of_twenty_browsers_at_once_one_makes_the_account(today: date) -> None:
    cast = make_cast(today)
    anna = make_unknown(cast.board, "Anna")
    held = opened(make_letter(anna, cast.board, timezone.now(), today))

    def act() -> bool:
        try:
            activate.activate(held, password=PASSWORD, email="", now=timezone.now(), today=today)
        except activate.LetterGone:
            return False
        return True

    before = User.objects.count()
    assert sum(together(20, act)) == 1
    assert User.objects.count() == before + 1


@pytest.mark.django_db(transaction=True)
def test_of_twenty_guesses_at_once_five_are_judged(today: date) -> None:
    cast = make_cast(today)
    invitation, code = make_letter(
        make_unknown(cast.board, "Anna"), cast.board, timezone.now(), today
    )

    def act() -> bool:
        now = timezone.now()
        found = activate.open_letter(invitation.reference, "0" * 12, address="x", now=now)
        return found is not None

    assert not any(together(20, act))
    invitation.refresh_from_db()
    assert invitation.wrong_tries == 5
    late = activate.open_letter(invitation.reference, code, address="y", now=timezone.now())
    assert late is None
