"""Telefoon kwijt: who may ask it, when it acts, and what is gone then."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import Board, User
from portal.signin.actions.cards import issue_card, new_card
from portal.signin.actions.reset import (
    AlreadyWaiting,
    NotSeen,
    OwnAccount,
    act_due,
    act_due_for,
    ask_reset,
    cancel_reset,
    waiting_for,
)
from portal.signin.models import AuthenticatorApp, CodeList, FactorReset, MailedCode, Passkey
from portal.signin.rules import AskedVia, DocumentSeen, can_be_seen
from tests.builders import make_board, make_user
from tests.signin.conftest import CODE, is_inside, right_code, type_password
from tests.signin.test_confirm import grow_old
from tests.tools.together import together

Enter = Callable[[Client], HttpResponse]
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
DAY = timedelta(hours=24)
STOP = "/inloggen/apparaten/stoppen/"
PASSKEY = {"credential_id": b"1", "credential_id_sha256": b"2", "public_key": b"3", "sign_count": 0}


@pytest.fixture
def board(db: None) -> Board:
    return make_board("Stichting Demo")


@pytest.fixture
def iris(db: None) -> User:
    return make_user("Iris")


def _desk(user: User, board: Board, by: User, now: datetime = NOON) -> FactorReset:
    document = DocumentSeen.PASSPORT
    return ask_reset(user, board=board, by=by, via=AskedVia.DESK, document=document, now=now)


def _phone(user: User, board: Board, by: User, now: datetime = NOON) -> FactorReset:
    document = DocumentSeen.KNOWN_IN_PERSON
    return ask_reset(user, board=board, by=by, via=AskedVia.PHONE, document=document, now=now)


def _factors(user: User) -> int:
    kinds = (AuthenticatorApp, CodeList, MailedCode, Passkey)
    return sum(kind.objects.filter(user=user).count() for kind in kinds)


def _kinds_mailed() -> list[str]:
    rows = Message.objects.filter(kind__startswith="signin.reset")
    return sorted(rows.values_list("kind", flat=True))


def test_at_the_desk_all_factors_go_at_once(
    anna: User, app: AuthenticatorApp, board: Board, iris: User
) -> None:
    issue_card(anna, new_card(), board=board, by=iris, document=DocumentSeen.PASSPORT)
    MailedCode.objects.create(user=anna, name="mail")
    Passkey.objects.create(user=anna, name="telefoon", **PASSKEY)
    strangers = AuthenticatorApp.objects.create(user=iris, name="app", sealed_key="x")
    reset = _desk(anna, board, iris)
    assert (_factors(anna), reset.done_at) == (0, NOON)
    assert AuthenticatorApp.objects.filter(pk=strangers.pk).exists()
    assert _kinds_mailed() == ["signin.reset_asked", "signin.reset_done"]


def test_every_session_is_dead_at_its_next_request(
    client: Client, anna: User, board: Board, iris: User, enter: Enter
) -> None:
    enter(client)
    _desk(anna, board, iris)
    assert not is_inside(client)


def test_after_it_the_password_alone_opens_nothing(
    client: Client, anna: User, app: AuthenticatorApp, board: Board, iris: User
) -> None:
    code = right_code(app)
    _desk(anna, board, iris)
    type_password(client)
    client.post(CODE, {"code": code})
    assert not is_inside(client)


def test_by_telephone_nothing_happens_for_a_day(
    anna: User, app: AuthenticatorApp, board: Board, iris: User
) -> None:
    _phone(anna, board, iris)
    assert act_due(NOON + DAY - timedelta(seconds=1)) == 0
    assert _factors(anna) == 2  # the app and the recovery codes
    assert _kinds_mailed() == ["signin.reset_asked"]
    assert act_due(NOON + DAY) == 1
    assert (_factors(anna), waiting_for(anna)) == (0, None)
    assert act_due(NOON + DAY) == 0


def test_the_board_sets_the_waiting_time(
    anna: User, app: AuthenticatorApp, board: Board, iris: User
) -> None:
    board.desk_reset_hours = 2
    reset = _desk(anna, board, iris)
    assert (reset.acts_at, reset.done_at, _factors(anna)) == (NOON + timedelta(hours=2), None, 2)


def test_it_acts_at_the_sign_in_without_any_job(
    client: Client, anna: User, app: AuthenticatorApp, board: Board, iris: User
) -> None:
    _phone(anna, board, iris, now=timezone.now() - DAY)
    code = right_code(app)
    type_password(client)
    client.post(CODE, {"code": code})
    assert not is_inside(client)
    assert _factors(anna) == 0


def test_before_its_time_the_owner_signs_in_and_stops_it(
    client: Client, anna: User, board: Board, iris: User, enter: Enter
) -> None:
    _phone(anna, board, iris, now=timezone.now())
    enter(client)
    assert (
        "De school haalt uw tweede stap weg" in client.get("/inloggen/apparaten/").content.decode()
    )
    assert client.get(STOP).status_code == 200
    assert client.post(STOP).status_code == 302
    assert act_due(timezone.now() + 2 * DAY) == 0
    assert is_inside(client)
    row = Event.objects.get(verb="signin.reset_cancelled")
    assert (row.actor_id, row.board_id) == (anna.pk, board.pk)


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_found_an_open_session_cannot_stop_it(
    client: Client, anna: User, board: Board, iris: User, enter: Enter, method: str
) -> None:
    enter(client)
    _phone(anna, board, iris, now=timezone.now())
    grow_old(client)
    answer = getattr(client, method)(STOP)
    assert answer.headers["Location"].startswith("/inloggen/bevestigen/?next=%2Finloggen%2Fapp")
    assert waiting_for(anna) is not None


def test_stopping_what_does_not_wait_changes_nothing(anna: User, board: Board, iris: User) -> None:
    assert not cancel_reset(anna, now=NOON)
    done = _desk(anna, board, iris)
    assert not cancel_reset(anna, now=NOON)
    done.refresh_from_db()
    assert (done.done_at, done.cancelled_at) == (NOON, None)


def test_nobody_stops_the_reset_of_another(
    client: Client, anna: User, board: Board, iris: User, enter: Enter
) -> None:
    enter(client)
    other = make_user("Bert")
    _phone(other, board, iris)
    client.post(STOP)
    assert waiting_for(other) is not None


def test_a_second_call_does_not_move_the_first(anna: User, board: Board, iris: User) -> None:
    first = _phone(anna, board, iris)
    with pytest.raises(AlreadyWaiting):
        _phone(anna, board, iris, now=NOON + timedelta(hours=20))
    assert FactorReset.objects.get().acts_at == first.acts_at


def test_who_comes_to_the_desk_need_not_wait_for_the_call(
    anna: User, app: AuthenticatorApp, board: Board, iris: User
) -> None:
    _phone(anna, board, iris)
    _desk(anna, board, iris, now=NOON + timedelta(hours=1))
    assert (_factors(anna), waiting_for(anna)) == (0, None)
    assert FactorReset.objects.filter(cancelled_at=NOON + timedelta(hours=1)).count() == 1


def test_nobody_helps_oneself(iris: User, board: Board) -> None:
    with pytest.raises(OwnAccount):
        _desk(iris, board, iris)
    with pytest.raises((IntegrityError, ValidationError)):
        FactorReset.objects.create(
            user=iris, board=board, checked_by=iris, asked_at=NOON, acts_at=NOON
        )


@pytest.mark.parametrize("document", DocumentSeen)
def test_through_the_telephone_no_document_is_seen(document: DocumentSeen) -> None:
    assert can_be_seen(document, AskedVia.DESK)
    known = document is DocumentSeen.KNOWN_IN_PERSON
    assert can_be_seen(document, AskedVia.PHONE) is known


def test_a_passport_by_telephone_is_refused(anna: User, board: Board, iris: User) -> None:
    with pytest.raises(NotSeen):
        ask_reset(
            anna,
            board=board,
            by=iris,
            via=AskedVia.PHONE,
            document=DocumentSeen.PASSPORT,
            now=NOON,
        )
    assert not FactorReset.objects.exists()


def test_the_log_holds_codes_only_and_says_who(anna: User, board: Board, iris: User) -> None:
    reset = _desk(anna, board, iris)
    row = Event.objects.get(verb="signin.reset_asked")
    assert (row.actor_id, row.subject_id, row.board_id) == (iris.pk, str(anna.pk), board.pk)
    assert row.facts == {"reset": str(reset.pk), "via": "desk", "document": "passport"}


def test_the_mails_say_nothing(anna: User, board: Board, iris: User) -> None:
    _desk(anna, board, iris)
    bodies = " ".join(Message.objects.values_list("body", flat=True))
    assert [word for word in ("Iris", "Anna", "telefoon", "paspoort") if word in bodies] == []


@pytest.mark.django_db(transaction=True)
def test_twenty_askings_at_once_leave_one_that_waits() -> None:
    board, iris, anna = make_board("Een"), make_user("Iris"), make_user("Anna")

    def act() -> bool:
        try:
            _phone(anna, board, iris)
        except AlreadyWaiting:
            return False
        return True

    assert sum(together(20, act)) == 1
    assert sum(together(20, lambda: act_due_for(anna, now=NOON + DAY))) == 1
    assert Event.objects.filter(verb="signin.reset_done").count() == 1
