"""In one statement: rows that are laid in a block are all there at its end, or none of them is."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from consent.actions import ledger
from consent.models import CurrentChoice
from portal.audit import actions as audit
from portal.audit.models import Event
from portal.joint import in_one_statement, is_waiting
from portal.outbox import actions as outbox
from portal.outbox.models import Message
from tests.cast import Cast
from tests.tools.test_written import ROWS, columns, current, event, message


def lay(cast: Cast) -> None:
    audit.EVENTS.lay(event(cast))
    outbox.MESSAGES.lay(message(cast))


def laid(cast: Cast) -> list[str]:
    lay(cast)
    return []


def renew_beside_others(cast: Cast, row: CurrentChoice) -> None:
    with in_one_statement():
        ledger.CURRENT.renew(row)
        lay(cast)


@pytest.mark.parametrize("written, build", ROWS)
def test_a_row_that_is_laid_is_the_row_that_is_inserted(
    cast: Cast, written: Any, build: Any
) -> None:
    ordinary, row = build(cast), build(cast)
    with transaction.atomic():
        written.insert(ordinary)
        there = columns(ordinary)
        transaction.set_rollback(True)
    with in_one_statement():
        lay(cast)
        written.lay(row)
    row.pk = row.pk or type(row)._default_manager.latest("pk").pk
    assert columns(row) == there
    assert not row._state.adding


def test_a_block_is_one_statement_where_each_costs_a_wait(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked, in_one_statement():
        lay(cast)
    assert len(asked) == (1 if connection.vendor == "postgresql" else 2)
    assert Event.objects.filter(verb="tests.done").count() == Message.objects.count() == 1


def test_rows_of_one_table_keep_their_order(cast: Cast) -> None:
    rows = [event(cast) for _ in range(4)]
    with in_one_statement():
        for number, row in enumerate(rows):
            row.subject_id = str(number)
            audit.EVENTS.lay(row)
            outbox.MESSAGES.lay(message(cast))
    kept = Event.objects.filter(verb="tests.done").order_by("pk")
    assert list(kept.values_list("subject_id", flat=True)) == ["0", "1", "2", "3"]


def test_a_block_inside_a_block_is_part_of_it(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked, in_one_statement():
        audit.EVENTS.lay(event(cast))
        with in_one_statement():
            outbox.MESSAGES.lay(message(cast))
        assert is_waiting() == (connection.vendor == "postgresql")
    assert len(asked) == (1 if connection.vendor == "postgresql" else 2)


def test_nothing_of_a_block_that_raises_is_left(cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic(), in_one_statement():
        assert 1 / len(laid(cast))
    assert not is_waiting()
    assert not Event.objects.filter(verb="tests.done").exists()
    assert not Message.objects.exists()


def test_what_is_renewed_in_a_block_must_be_there(cast: Cast) -> None:
    row = current(cast)
    row.pk = 999_999
    with pytest.raises(CurrentChoice.DoesNotExist), transaction.atomic():
        renew_beside_others(cast, row)
    assert not Message.objects.exists()


def test_rows_are_renewed_beside_what_is_new(cast: Cast) -> None:
    first, second = current(cast), current(cast)
    second.guardian_id, second.choice_id = cast.guardians["daan"].pk, 8
    ledger.CURRENT.insert(first)
    ledger.CURRENT.insert(second)
    with in_one_statement():
        for row in (first, second):
            row.answer = "withdrawn"
            ledger.CURRENT.renew(row)
        lay(cast)
    assert set(CurrentChoice.objects.values_list("answer", flat=True)) == {"withdrawn"}
    assert Message.objects.count() == 1


def test_of_two_rows_with_one_key_the_second_is_left_out(cast: Cast) -> None:
    first, second = message(cast), message(cast)
    second.key, second.body = first.key, "another"
    with in_one_statement():
        outbox.MESSAGES.lay(first)
        outbox.MESSAGES.lay(second)
    assert Message.objects.get().body == first.body


def test_outside_a_block_the_number_is_known_at_once(cast: Cast) -> None:
    row = event(cast)
    audit.EVENTS.lay(row)
    assert Event.objects.get(verb="tests.done").pk == row.pk


def test_rows_of_one_table_wait_for_each_other(cast: Cast) -> None:
    row = message(cast)
    with in_one_statement():
        outbox.MESSAGES.lay(row)
        row.subject = "another"
        outbox.MESSAGES.renew(row)
    assert Message.objects.get().subject == "another"


def test_what_is_inserted_at_once_comes_after_what_waits(cast: Cast) -> None:
    first, second = event(cast), event(cast)
    first.subject_id, second.subject_id = "1", "2"
    with in_one_statement():
        audit.EVENTS.lay(first)
        audit.EVENTS.insert(second)
    kept = Event.objects.filter(verb="tests.done").order_by("pk")
    assert list(kept.values_list("subject_id", flat=True)) == ["1", "2"]


def test_a_savepoint_inside_is_refused(cast: Cast) -> None:
    with in_one_statement(), pytest.raises(RuntimeError), transaction.atomic():
        lay(cast)
    assert not Message.objects.exists()


def test_a_part_of_the_same_transaction_is_not_refused(cast: Cast) -> None:
    with in_one_statement(), transaction.atomic(savepoint=False):
        lay(cast)
    assert Message.objects.exists()


def test_behind_a_savepoint_nothing_is_inserted_either(cast: Cast) -> None:
    with in_one_statement(), pytest.raises(RuntimeError), transaction.atomic():
        audit.EVENTS.insert(event(cast))
    assert not Event.objects.filter(verb="tests.done").exists()
