"""What was done stays done: the database itself refuses to change or forget it."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from portal.audit import guards
from portal.audit.actions import erasing, looked, record
from portal.audit.models import Erasure, Event, Look
from tests.cast import Cast


def _write(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def event(cast: Cast) -> Event:
    return record("test.done", actor=cast.fatima, subject=cast.noor, outcome="ok")


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_event SET verb = 'x'", "DELETE FROM audit_event"]
)
def test_an_event_is_neither_changed_nor_deleted(event: Event, statement: str) -> None:
    with pytest.raises(DatabaseError):
        _write(statement)
    event.refresh_from_db()
    assert event.verb == "test.done"


@pytest.mark.parametrize("table", guards.guarded_tables())
def test_a_row_is_not_replaced_by_another(db: None, table: str) -> None:
    """PostgreSQL does not even know the word."""
    refusal = f"append-only: {table}" if connection.vendor == "sqlite" else "syntax error"
    with transaction.atomic(), connection.cursor() as cursor:
        width = len(connection.introspection.get_table_description(cursor, table))
        row = f"INTO {table} VALUES ({', '.join(['1'] * width)})"
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints=ON")  # any row will do
            cursor.execute(f"INSERT {row}")
        with pytest.raises(DatabaseError, match=refusal):
            _write(f"INSERT OR REPLACE {row}")
        transaction.set_rollback(True)
    if connection.vendor == "sqlite":
        _write("PRAGMA ignore_check_constraints=OFF")


def test_every_table_of_the_list_is_guarded(db: None) -> None:
    assert guards.expected()
    assert guards.standing() == guards.expected()


def test_a_missing_guard_is_reported_and_put_back(db: None) -> None:
    guards.take_down()
    assert guards.standing() == set()
    guards.put_up()
    guards.put_up()
    assert guards.standing() == guards.expected()


def test_the_check_speaks_when_a_guard_is_missing(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    guards.take_down()
    call_command("check", databases=["default"])
    assert "guard_audit_event" in capsys.readouterr().err


def test_an_erasure_lets_rows_go_and_leaves_its_own_trace(event: Event, cast: Cast) -> None:
    with erasing("test", by=cast.petra) as erasure:
        erasure.rows, _ = Event.objects.filter(pk=event.pk).delete()
    assert not Event.objects.filter(pk=event.pk).exists()
    assert Erasure.objects.get().rows == 1


def test_after_an_erasure_the_guards_refuse_again(event: Event, cast: Cast) -> None:
    with erasing("test", by=cast.petra):
        pass
    with pytest.raises(DatabaseError):
        _write("DELETE FROM audit_event")


def test_an_erasure_never_lets_a_row_change(event: Event, cast: Cast) -> None:
    with pytest.raises(DatabaseError), erasing("test", by=cast.petra):
        _write("UPDATE audit_event SET verb = 'x'")


def test_an_event_holds_ids_and_codes(event: Event, cast: Cast) -> None:
    assert event.actor_id == cast.fatima.pk
    assert (event.subject_type, event.subject_id) == ("people.pupil", str(cast.noor.pk))
    assert event.facts == {"outcome": "ok"}


def test_looking_twice_a_day_is_one_row(cast: Cast, today: date) -> None:
    looked(cast.iris, cast.noor, today=today)
    looked(cast.iris, cast.noor, today=today)
    looked(cast.iris, cast.noor, today=date(2026, 11, 26))
    assert Look.objects.count() == 2
