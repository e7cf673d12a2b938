"""Written: the same rows as Django writes, with SQL that is composed once."""

import sys
from copy import copy
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, models, transaction

from consent.actions import ledger
from consent.models import Choice, CurrentChoice, Purpose
from portal.audit import actions as audit
from portal.audit.models import Event
from portal.once import actions as once
from portal.once.models import Performed
from portal.outbox import actions as outbox
from portal.outbox.models import Message
from portal.written import Written
from requests_app.models import CaseNumber, DataRequest, RequestText
from requests_app.rules import Kind
from tests.cast import Cast
from tests.consent.builders import ask
from tests.requests_app.builders import make_request

NOT_ALIKE = {
    *("id", "at", "choice_id", "key", "next_try_at", "created_at", "performed_at"),
    *("number", "request_id"),
}
filing = sys.modules["requests_app.actions.file_request"]  # the package gives the verb that name


def choice(cast: Cast, **facts: Any) -> Choice:
    known = Purpose.objects.filter(code="instagram").first()
    purpose = known or ask(cast, cast.noor.enrolments.get().since)
    return Choice(
        purpose_id=purpose.pk,
        pupil_id=cast.noor.pk,
        answer="given",
        version=1,
        capacity="pupil",
        on=cast.noor.enrolments.get().since,
        given_via="portal",
        language="nl",
        entered_by_id=cast.fatima.pk,
        **facts,
    )


def current(cast: Cast) -> CurrentChoice:
    said = choice(cast)
    said.pk = 7
    return CurrentChoice.of(said)


def event(cast: Cast) -> Event:
    facts = {"answer": "é'\"", "number": 1, "nothing": None}
    return Event(verb="tests.done", subject_type="people.pupil", subject_id="1", facts=facts)


def message(cast: Cast) -> Message:
    return Message(key=str(uuid4()), kind="tests", to="a@example.org", subject="ë", body="%s")


def performed(cast: Cast) -> Performed:
    return Performed(user=cast.fatima, key=uuid4(), url="/verzoeken/")


def request(cast: Cast) -> DataRequest:
    made = make_request(cast.fatima, Kind.CORRECTION)
    row = copy(DataRequest.objects.get(pk=made.pk))
    row.pk, row.number = uuid4(), made.number + 500
    return row


def words(cast: Cast) -> RequestText:
    made = request(cast)
    made.save(force_insert=True)
    return RequestText(request=made, scope="é", should_be="", shown_by="'")


ROWS = [
    pytest.param(ledger.LEDGER, choice, id="choice"),
    pytest.param(ledger.CURRENT, current, id="current"),
    pytest.param(audit.EVENTS, event, id="event"),
    pytest.param(outbox.MESSAGES, message, id="message"),
    pytest.param(once.PERFORMED, performed, id="performed"),
    pytest.param(filing.REQUESTS, request, id="request"),
    pytest.param(filing.WORDS, words, id="words"),
]


def columns(row: models.Model) -> dict[str, Any]:
    kept = type(row)._default_manager.values().get(pk=row.pk)
    return {name: value for name, value in kept.items() if name not in NOT_ALIKE}


@pytest.mark.parametrize("written, build", ROWS)
def test_a_row_is_written_as_django_writes_it(cast: Cast, written: Any, build: Any) -> None:
    ordinary, row = build(cast), build(cast)
    with transaction.atomic():
        ordinary.save(force_insert=True)
        there = columns(ordinary)
        transaction.set_rollback(True)
    written.insert(row)
    assert columns(row) == there
    assert not row._state.adding


def test_every_written_row_of_the_house_is_compared() -> None:
    rooms = [
        module
        for name, module in list(sys.modules.items())
        if name.partition(".")[0] in {"portal", "consent", "requests_app"}
    ]
    found = {id(one) for room in rooms for one in vars(room).values() if isinstance(one, Written)}
    assert found == {id(row.values[0]) for row in ROWS}


def test_the_database_gives_the_number(cast: Cast) -> None:
    first, second = event(cast), event(cast)
    audit.EVENTS.insert(first)
    audit.EVENTS.insert(second)
    assert second.pk > first.pk
    assert Event.objects.get(pk=first.pk).at == first.at


def test_a_row_is_renewed_whole_and_no_other(cast: Cast) -> None:
    row, other = current(cast), current(cast)
    other.guardian_id, other.choice_id = cast.guardians["daan"].pk, 8
    ledger.CURRENT.insert(row)
    ledger.CURRENT.insert(other)
    row.answer, row.choice_id = "withdrawn", 9
    ledger.CURRENT.renew(row)
    rows = CurrentChoice.objects.values_list("choice_id", "answer").order_by("choice_id")
    assert list(rows) == [(8, "given"), (9, "withdrawn")]


def test_what_is_gone_is_not_renewed(cast: Cast) -> None:
    row = current(cast)
    row.pk = 999_999
    with pytest.raises(CurrentChoice.DoesNotExist):
        ledger.CURRENT.renew(row)


def test_a_second_row_of_one_key_is_left_out_or_refused(cast: Cast) -> None:
    first, second = message(cast), message(cast)
    second.key, second.body = first.key, "another"
    assert outbox.MESSAGES.insert(first) is True
    assert outbox.MESSAGES.insert(second) is False
    assert Message.objects.values_list("body", flat=True).get(key=first.key) == "%s"
    ledger.CURRENT.insert(current(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        ledger.CURRENT.insert(current(cast))


def test_a_key_of_ours_is_kept(cast: Cast) -> None:
    row = message(cast)
    outbox.MESSAGES.insert(row)
    assert isinstance(row.pk, UUID)
    assert Message.objects.get(pk=row.pk).to == "a@example.org"


def test_a_counter_counts_its_own_row_alone(cast: Cast) -> None:
    CaseNumber.objects.create(board=cast.board, year=2026, last=3)
    CaseNumber.objects.create(board=cast.board, year=2025, last=8)
    assert [filing.NUMBERS.up(cast.board.pk, 2026) for _ in range(2)] == [4, 5]
    assert filing.NUMBERS.up(uuid4(), 2026) is None
    rows = CaseNumber.objects.order_by("year").values_list("year", "last")
    assert list(rows) == [(2025, 8), (2026, 5)]
