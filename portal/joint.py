"""Rows of several tables in one statement: PostgreSQL answers each from another process (ADR 8).

SQLite stands in the same process and waits for nobody: there every row is written at once.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model


@dataclass(frozen=True)
class Statement:
    """What writes one row of a table; `must_be`: the model of a row that has to be there."""

    table: str
    sql: str
    values: Sequence[Any]
    must_be: type[Model] | None = None


@dataclass
class _Block:
    """What waits for its end; `savepoints`: how many there were at its beginning."""

    savepoints: int
    waiting: list[Statement] = field(default_factory=list)


class _Current(threading.local):
    """The block that each thread is in."""

    block: _Block | None = None


_current = _Current()


@contextmanager
def in_one_statement() -> Iterator[None]:
    """What is sent inside leaves at the end, and nothing of it when the block raises.

    For rows that nobody reads before the end, inside the transaction that they are part of, and
    without a savepoint of their own. A block inside a block is part of it.
    """
    if _current.block is not None:
        yield
        return
    _current.block = block = _Block(_savepoints())
    try:
        yield
    finally:
        _current.block = None
    _leave(block.waiting)


def is_waiting() -> bool:
    """Whether what is sent now waits for the end of a block. Raises `RuntimeError` behind a
    savepoint inside it: what is undone there would be written all the same.
    """
    if _current.block is None:
        return False
    if _current.block.savepoints != _savepoints():
        raise RuntimeError("no savepoint inside one statement")
    return connections[DEFAULT_DB_ALIAS].vendor == "postgresql"


def send(statement: Statement) -> None:
    """Now, or with the others of its block: one of each table at a time, since the database does
    not keep their order. Raises `DoesNotExist` when `must_be` is not there.
    """
    block = _current.block
    if block is None or not is_waiting():
        _ask([statement])
        return
    if any(one.table == statement.table for one in block.waiting):
        send_waiting()
    block.waiting.append(statement)


def send_waiting() -> None:
    """What waits, before something that must come after it."""
    if is_waiting() and _current.block is not None:
        waiting, _current.block.waiting = _current.block.waiting, []
        _leave(waiting)


def _leave(statements: list[Statement]) -> None:
    """Of one statement the database counts the last row: what must be there stands last."""
    others = [one for one in statements if one.must_be is None]
    for one in statements:
        if one.must_be is not None:
            _ask([*others, one])
            others = []
    if others:
        _ask(others)


def _ask(statements: list[Statement]) -> None:
    values = [value for one in statements for value in one.values]
    must_be = statements[-1].must_be
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(_as_one(tuple(one.sql for one in statements)), values)
        if must_be is not None and cursor.rowcount != 1:
            raise must_be.DoesNotExist  # type: ignore[attr-defined]


@cache
def _as_one(texts: tuple[str, ...]) -> str:
    """Each text is of a model, never of a person; they do not look at each other's rows."""
    *before, last = texts
    named = (f"wrote_{number} AS ({text})" for number, text in enumerate(before))
    return f"WITH {', '.join(named)} {last}" if before else last


def _savepoints() -> int:
    return sum(one is not None for one in connections[DEFAULT_DB_ALIAS].savepoint_ids)
