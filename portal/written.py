"""Rows written with SQL that is composed once per process, for what every answer writes (ADR 8).

As `save()` writes them, but without signals: nobody listens to these models.
"""

from collections.abc import Collection
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import AutoField, BooleanField, CharField, Field, Model, TextField
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery

from portal.joint import Statement, is_waiting, send, send_waiting

Row = TypeVar("Row", bound=Model)
AS_IT_IS = (CharField, TextField, BooleanField)
PLAIN = frozenset({str, bool})


class Written(Generic[Row]):
    """The rows of one model. With `once` a row that breaks a unique constraint is left out.

    `fixed` fields never change once the row is there: a renewal leaves them, and the indexes over
    them, alone.
    """

    def __init__(
        self, model: type[Row], *, once: bool = False, fixed: Collection[str] = ()
    ) -> None:
        self._model = model
        self._once = once
        self._fixed = fixed

    def insert(self, row: Row) -> bool:
        """Writes a new row; a number that the database gives becomes its key. False: left out."""
        send_waiting()  # rows of one table keep their order
        database = connections[DEFAULT_DB_ALIAS]
        values = [_value(one, row, database, add=True) for one in self._fields]
        with database.cursor() as cursor:
            cursor.execute(self._insert, values)
            is_there = bool(cursor.rowcount)
            if self._is_numbered:
                given = cursor.fetchone()
                is_there, row.pk = given is not None, given and given[0]
        row._state.adding, row._state.db = not is_there, DEFAULT_DB_ALIAS
        return is_there

    def lay(self, row: Row) -> None:
        """A new row, now or with the others of its block (portal/joint.py): then without the number
        that the database gives.
        """
        if not is_waiting():
            self.insert(row)
            return
        database = connections[DEFAULT_DB_ALIAS]
        values = [_value(one, row, database, add=True) for one in self._fields]
        send(Statement(self._table, self._bare_insert, values))
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS

    def renew(self, row: Row) -> None:
        """The row with this key anew, with the others of its block (portal/joint.py). Raises
        `DoesNotExist` when it is gone.
        """
        database = connections[DEFAULT_DB_ALIAS]
        values = [_value(one, row, database, add=False) for one in [*self._renewed, self._key]]
        send(Statement(self._table, self._update, values, must_be=self._model))

    @property
    def _table(self) -> str:
        return str(self._model._meta.db_table)

    @property
    def _key(self) -> "Field[Any, Any]":
        return self._model._meta.pk

    @property
    def _is_numbered(self) -> bool:
        return isinstance(self._key, AutoField)

    @cached_property
    def _columns(self) -> "list[Field[Any, Any]]":
        return [one for one in self._model._meta.concrete_fields if not one.primary_key]

    @cached_property
    def _fields(self) -> "list[Field[Any, Any]]":
        return self._columns if self._is_numbered else [self._key, *self._columns]

    @cached_property
    def _renewed(self) -> "list[Field[Any, Any]]":
        return [one for one in self._columns if one.name not in self._fixed]

    @cached_property
    def _insert(self) -> str:
        return self._inserting([self._key] if self._is_numbered else None)

    @cached_property
    def _bare_insert(self) -> str:
        return self._inserting(None)

    def _inserting(self, given: "list[Field[Any, Any]] | None") -> str:
        query = InsertQuery(self._model, on_conflict=OnConflict.IGNORE if self._once else None)
        query.insert_values(self._fields, [self._model()])
        compiler = query.get_compiler(using=DEFAULT_DB_ALIAS)
        compiler.returning_fields = given
        return str(compiler.as_sql()[0][0])

    @cached_property
    def _update(self) -> str:
        """Only names of the model stand in it; values are parameters."""
        quoted = connections[DEFAULT_DB_ALIAS].ops.quote_name
        table, key = quoted(self._model._meta.db_table), quoted(str(self._key.column))
        columns = ", ".join(f"{quoted(str(one.column))} = %s" for one in self._renewed)
        return f"UPDATE {table} SET {columns} WHERE {key} = %s"  # noqa: S608  # nosec B608


class Counter:
    """A number in the row with this key. Who counts keeps the row until the transaction ends."""

    def __init__(self, model: type[Model], column: str, *, key: Collection[str]) -> None:
        self._model, self._column, self._names = model, column, key

    def up(self, *key: object) -> int | None:
        """One more than the last; None when there is no row with this key."""
        database = connections[DEFAULT_DB_ALIAS]
        known = zip(self._key, key, strict=True)
        with database.cursor() as cursor:
            cursor.execute(
                self._more, [one.get_db_prep_save(said, database) for one, said in known]
            )
            row = cursor.fetchone()
        return int(row[0]) if row else None

    @cached_property
    def _key(self) -> "list[Field[Any, Any]]":
        named = {one.name: one for one in self._model._meta.concrete_fields}
        return [named[name] for name in self._names]

    @cached_property
    def _more(self) -> str:
        """Only names of the model stand in it; values are parameters."""
        quoted = connections[DEFAULT_DB_ALIAS].ops.quote_name
        table, column = quoted(self._model._meta.db_table), quoted(self._column)
        where = " AND ".join(f"{quoted(str(one.column))} = %s" for one in self._key)
        counted = f"UPDATE {table} SET {column} = {column} + 1"  # noqa: S608  # nosec B608
        return f"{counted} WHERE {where} RETURNING {column}"


def _value(field: "Field[Any, Any]", row: Model, database: Any, *, add: bool) -> Any:
    value = field.pre_save(row, add)
    if value is None or (isinstance(field, AS_IT_IS) and type(value) in PLAIN):
        return value  # most columns: every field keeps these as they are
    return field.get_db_prep_save(value, database)
