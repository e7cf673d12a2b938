"""Aankondigen: what is written down, who is told, and what becomes of it."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import Board, Guardian, Pupil
from portal.register import actions
from portal.register.actions import EmptyAnnouncementError, IntentRefusedError, telling
from portal.register.actions.telling import tell_due
from portal.register.models import IntendedDisclosure, Objection, Recipient
from portal.register.rules import LegalBasis, RecipientRole, RuleCode
from tests.builders import make_pupil, tie
from tests.cast import Cast
from tests.register.builders import adopt, announced, plan


@pytest.fixture
def today() -> date:
    """The sweep asks the real clock, so the cast is made for the real day."""
    return timezone.localdate()


@pytest.fixture(autouse=True)
def _register(cast: Cast, today: date) -> None:
    adopt(cast, today)


def mailed() -> set[str]:
    return set(Message.objects.filter(kind="register.intended").values_list("to", flat=True))


def test_the_window_is_the_boards_own(cast: Cast, today: date) -> None:
    Board.objects.filter(pk=cast.board.pk).update(objection_days=10)
    cast.noor.board.refresh_from_db()
    row = announced(cast, cast.noor, today)
    assert row.objection_until == today + timedelta(days=10)
    event = Event.objects.get(verb="register.intent_announced")
    assert (event.pupil_id, event.facts) == (cast.noor.pk, {"basis": "e", "skipped": False})


def test_a_board_gives_at_least_a_day(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Board.objects.filter(pk=cast.board.pk).update(objection_days=0)


def test_against_a_duty_of_the_law_there_is_no_window(cast: Cast, today: date) -> None:
    row = announced(cast, cast.noor, today, basis=LegalBasis.LEGAL_DUTY)
    assert row.objection_until is None
    with pytest.raises(IntentRefusedError, match="Bezwaar kan hier niet"):
        actions.check_objection(row, today=today)


def test_the_exception_needs_the_officer_and_a_reason(cast: Cast, today: date) -> None:
    row = announced(cast, cast.noor, today, skip_reason="Het onderzoek begint morgen.")
    assert (row.state, row.objection_until) == ("no_window", None)
    for reason, officer in (("Haast.", False), (" ", True)):
        typed = plan(cast, today, skip_reason=reason)
        with pytest.raises(IntentRefusedError):
            actions.announce_intent(cast.noor, typed, by=cast.iris, is_officer=officer, today=today)
    assert IntendedDisclosure.objects.count() == 1


def test_the_database_refuses_a_skipped_window_without_a_reason(cast: Cast, today: date) -> None:
    row = announced(cast, cast.noor, today)
    with pytest.raises(IntegrityError), transaction.atomic():
        IntendedDisclosure.objects.filter(pk=row.pk).update(objection_until=None)


def test_what_starts_unseen_is_not_announced(cast: Cast, today: date) -> None:
    police = Recipient.objects.create(
        board=cast.board, name="Politie", role=RecipientRole.AUTHORITY, rule=RuleCode.POLICE_DEMAND
    )
    with pytest.raises(IntentRefusedError, match="begint verborgen"):
        announced(cast, cast.noor, today, recipients=[police])
    assert not IntendedDisclosure.objects.exists()


@pytest.mark.parametrize("changed", [{"recipients": []}, {}])
def test_nobody_to_tell_or_nobody_who_gets_it_is_refused(
    cast: Cast, today: date, changed: dict[str, Any]
) -> None:
    about = cast.noor if changed else cast.group
    cast.noor.memberships.update(until=today)
    with pytest.raises(EmptyAnnouncementError):
        announced(cast, about, today, **changed)


def test_about_ones_own_household_is_for_a_colleague(cast: Cast, today: date) -> None:
    Guardian.objects.filter(user=cast.daan).update(user=cast.petra)
    with pytest.raises(EmptyAnnouncementError):
        announced(cast, cast.noor, today)


def test_only_who_may_object_is_told_and_nothing_is_said(cast: Cast, today: date) -> None:
    announced(cast, cast.school, today)
    assert tell_due(timezone.now()) == 2
    assert mailed() == {"fatima@example.org", "daan@example.org"}  # not Ruud, Yara, Tom, Olga
    body = Message.objects.filter(kind="register.intended")[0].body
    assert not [word for word in ("Noor", "GGD", "Onderzoek", "bezwaar") if word in body]


def test_of_sixteen_the_pupil_and_who_has_a_mandate_to_act(cast: Cast, today: date) -> None:
    announced(cast, cast.sam_pupil, today)
    tell_due(timezone.now())
    assert mailed() == {"sam@example.org", "jan@example.org"}


def test_a_guardian_of_two_hears_it_once(cast: Cast, today: date) -> None:
    sister = make_pupil(cast.school, "Zus", None, group=cast.group)
    tie(cast.guardians["fatima"], sister)
    announced(cast, cast.group, today)
    assert [tell_due(timezone.now()), tell_due(timezone.now())][1] == 0
    assert Message.objects.filter(to="fatima@example.org").count() == 1


def test_a_killed_round_goes_on_where_it_was(
    cast: Cast, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "BATCH", 1)
    sister = make_pupil(cast.school, "Zus", None, group=cast.group)
    tie(cast.guardians["olga"], sister)
    row = announced(cast, cast.group, today)
    telling._tell_batch(row.pk, timezone.now())
    row.refresh_from_db()
    assert (row.told_through is None, row.told_at) == (False, None)
    tell_due(timezone.now())
    assert not IntendedDisclosure.objects.filter(told_at=None).exists()
    assert mailed() == {"fatima@example.org", "daan@example.org", "olga@example.org"}


def test_telling_asks_as_much_for_many_as_for_one(cast: Cast, today: date) -> None:
    counts = []
    for number in (1, 4):
        pupils = [cast.noor.pk] + [
            make_pupil(cast.school, f"P{number}{one}", None).pk for one in range(number)
        ]
        for one in pupils[1:]:
            tie(cast.guardians["olga"], Pupil.objects.get(pk=one))
        with CaptureQueriesContext(connection) as asked:
            list(actions.readers(pupils, timezone.now()))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 6


def test_dropping_takes_a_reason_and_happens_once(cast: Cast, today: date) -> None:
    row = announced(cast, cast.noor, today)
    drop = partial(actions.drop_intent, row, by=cast.petra, today=today)
    with pytest.raises(IntentRefusedError, match="Schrijf op waarom"):
        drop(reason=" ")
    drop(reason="De GGD wil het niet meer.")
    with pytest.raises(IntentRefusedError, match="al afgerond"):
        drop(reason="Nog eens.")
    row.refresh_from_db()
    assert (row.state, row.closed_on) == ("dropped", today)


def test_an_objection_is_never_changed_or_deleted(cast: Cast, today: date) -> None:
    row = announced(cast, cast.noor, today)
    made = actions.note_objection(row, cast.noor, by=cast.fatima, request_id=row.pk, today=today)
    with pytest.raises(DatabaseError), transaction.atomic():
        Objection.objects.filter(pk=made.pk).update(on=today - timedelta(days=1))
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()
    assert Objection.objects.get().on == today


def test_the_board_knows_until_when_families_must_look(cast: Cast, today: date) -> None:
    first, second = announced(cast, cast.noor, today), announced(cast, cast.group, today)
    seen = []
    for row in (first, second):
        seen.append(Board.objects.get(pk=cast.board.pk).announced_until)
        actions.drop_intent(row, reason="Niet nodig.", by=cast.petra, today=today)
    seen.append(Board.objects.get(pk=cast.board.pk).announced_until)
    assert seen == [date.max, date.max, today + timedelta(days=14)]
