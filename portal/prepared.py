"""A query whose SQL is written once per process, for the few questions behind every page (ADR 8).

Django writes the SQL of a queryset anew at every request, which costs several times what the
database needs to answer it. What is remembered is the text only: the values come with each call.
"""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable
from django.db.models.signals import post_init, pre_init

Row = TypeVar("Row")
Id = UUID | int
Value = Id | Collection[UUID] | Collection[int]
Shape = tuple[tuple[int, bool], ...]  # per value: how many ids fit, 0 for one; are they numbers

NOBODY = UUID(int=0)  # fills the free places of a list: no row has this id
NO_NUMBER = 0  # the same where rows are numbered
LASTING = frozenset({UUID, date, datetime, bool, type(None)})  # shared, since nothing changes it
MOST_READ = 10_000  # that are remembered of one kind
UNREAD = object()
Column = tuple[int, Any, Any, dict[Any, Any]]  # place, steps, expression, what was read before
_read_before: dict[tuple[Any, ...], dict[Any, Any]] = {}
LONGEST = 64  # a list of more ids is asked in the ordinary way


class Prepared(Generic[Row]):
    """Call it with the values that `build` takes, ids or lists of ids; it gives the rows.

    An empty list counts as one of UUIDs. `build` must use every value, and must not look at them:
    it is called once, with ids of nobody. Raises `ValueError` when a value does not reach the
    SQL, or rows are prefetched.
    """

    def __init__(self, build: Callable[..., "QuerySet[Any, Row]"]) -> None:
        self._build = build
        self._texts = _Texts()

    def __call__(self, *values: Value) -> list[Row]:
        shape = tuple((_places(value), _are_numbers(value)) for value in values)
        if max(shape, default=(0, False))[0] > LONGEST:
            return list(self._build(*values))
        text = self._texts.by_shape.get(shape)
        if text is None:
            text = self._texts.by_shape[shape] = _write(self._build, shape)
        return text.rows([one for value in values for one in _filled(value)])


class _Texts(threading.local):
    """Of each thread, since a text holds the values of the call that runs."""

    def __init__(self) -> None:
        self.by_shape: dict[Shape, _Text[Any]] = {}


@dataclass
class _Text(Generic[Row]):
    """SQL with its places; `places` maps a position among the parameters to an id of a call."""

    queryset: Any  # its compiler and iterable are no public part of Django
    compiler: Any
    parameters: list[object]
    places: dict[int, int]
    as_hex: bool  # SQLite keeps an id as text
    model: "_Model | None"
    now: list[object] = field(default_factory=list)

    def rows(self, ids: list[Id]) -> list[Row]:
        """Ask the database."""
        self.compiler.connection = connections[self.queryset.db]  # whichever is current
        self.now = list(self.parameters)
        for position, number in self.places.items():
            one = ids[number]
            self.now[position] = one.hex if self.as_hex and isinstance(one, UUID) else one
        iterable = self.queryset._iterable_class
        if self.model:
            return [self.model.made(row) for row in self._fetched()]
        if iterable is ValuesListIterable:
            return [tuple(row) for row in self._fetched()]  # type: ignore[misc]  # such a Row
        if iterable is FlatValuesListIterable:
            return [row[0] for row in self._fetched()]
        return list(iterable(self.queryset))

    def _fetched(self) -> Iterable[Sequence[Any]]:
        with self.compiler.connection.cursor() as cursor:
            cursor.execute(*self.compiler.as_sql())
            rows: list[Sequence[Any]] = cursor.fetchall()
        if converters := self.compiler.get_converters([]):
            return self.compiler.apply_converters(rows, converters)  # type: ignore[no-any-return]
        return rows


class _Model:
    """Where a model stands in a row of the answer, and those that are fetched beside it.

    It makes what Django makes of a row, without the two signals for each. Raises `ValueError` when
    somebody listens to them.
    """

    def __init__(self, info: dict[str, Any], compiler: Any, database: str) -> None:
        columns = info["select_fields"]
        self._class, self._database = info["model"], database
        if pre_init.has_listeners(self._class) or post_init.has_listeners(self._class):
            raise ValueError("somebody waits for a signal of this model")
        self._place = slice(columns[0], columns[-1] + 1)
        self._names = [one[0].target.attname for one in compiler.select[self._place]]
        self._key = columns[0] + self._names.index(self._class._meta.pk.attname)
        self._annotations: dict[str, int] = {}
        self._beside = [
            (one["local_setter"], one["remote_setter"], _Model(one, compiler, database))
            for one in info.get("related_klass_infos", ())
        ]

    @classmethod
    def of(cls, queryset: Any, compiler: Any) -> "_Model | None":
        """None for a queryset that gives no models."""
        if queryset._iterable_class is not ModelIterable:
            return None
        model = cls(compiler.klass_info, compiler, queryset.db)
        model._annotations = compiler.annotation_col_map or {}
        return model

    def made(self, row: Sequence[Any]) -> Any:
        """The model of this row, with those beside it; None when an outer join found none."""
        if row[self._key] is None:
            return None
        one = self._class.__new__(self._class)
        facts = one.__dict__
        facts.update(zip(self._names, row[self._place], strict=True))
        facts["_state"] = state = ModelState()
        state.adding, state.db = False, self._database
        for name, column in self._annotations.items():
            facts[name] = row[column]
        for local_setter, remote_setter, beside in self._beside:
            local_setter(one, other := beside.made(row))
            if other is not None:
                remote_setter(other, one)
        return one


def _write(build: Callable[..., Any], shape: Shape) -> _Text[Any]:
    """Compile once with ids that nobody has, to see where they land among the parameters."""
    marks = [[_mark(numbers) for _ in range(size or 1)] for size, numbers in shape]
    asked = zip(marks, shape, strict=True)
    queryset = build(*(row if size else row[0] for row, (size, _numbers) in asked))
    if queryset._prefetch_related_lookups:
        raise ValueError("a prepared query fetches no rows beside its own")
    compiler = queryset.query.get_compiler(using=queryset.db)
    sql, parameters = compiler.as_sql()
    places, as_hex = _landed(parameters, [one for row in marks for one in row])
    model = _Model.of(queryset, compiler)
    text: _Text[Any] = _Text(queryset, compiler, list(parameters), places, as_hex, model)
    converters = compiler.get_converters([column[0] for column in compiler.select])
    # The compiler keeps what it found out about the columns; only the writing is left out.
    compiler.as_sql = lambda *_args, **_options: (sql, tuple(text.now))
    compiler.get_converters = lambda _columns: converters
    columns = [
        (at, steps, expression, _memory(steps)) for at, (steps, expression) in converters.items()
    ]
    compiler.apply_converters = lambda rows, _known: _read(rows, columns, compiler.connection)
    queryset.query.get_compiler = lambda *_args, **_options: compiler
    return text


def _memory(steps: Iterable[Any]) -> dict[Any, Any]:
    """Columns that are read alike share what was read, of one connection."""
    return _read_before.setdefault(tuple(steps), {})


def _read(
    rows: Iterable[Sequence[Any]], columns: list[Column], connection: Any
) -> Iterator[list[Any]]:
    """As the compiler reads them, but an id or a day that comes many times is read once."""
    for row in map(list, rows):
        for at, steps, expression, known in columns:
            value = row[at]
            read = known.get(value, UNREAD)
            if read is UNREAD:
                read = value
                for step in steps:
                    read = step(read, expression, connection)
                if type(read) in LASTING:
                    if len(known) >= MOST_READ:
                        known.clear()
                    known[value] = read
            row[at] = read
        yield row


def _mark(is_number: bool) -> Id:
    """An id that nobody has."""
    return -(uuid4().int >> 66) - 1 if is_number else uuid4()


def _landed(parameters: Iterable[object], marks: list[Id]) -> tuple[dict[int, int], bool]:
    """Where each mark stands among the parameters, and whether as text."""
    known: dict[object, int] = {mark: number for number, mark in enumerate(marks)}
    known |= {mark.hex: number for number, mark in enumerate(marks) if isinstance(mark, UUID)}
    found = [(at, one) for at, one in enumerate(parameters) if isinstance(one, UUID | str | int)]
    places = {at: known[one] for at, one in found if one in known}
    if set(places.values()) != set(range(len(marks))):
        raise ValueError("a value does not reach the SQL of this query")
    return places, any(isinstance(one, str) for _at, one in found if one in known)


def _places(value: Value) -> int:
    """How many places a list of ids takes: a power of two, so that few texts are kept."""
    return 0 if isinstance(value, UUID | int) else 1 << max(len(value) - 1, 0).bit_length()


def _are_numbers(value: Value) -> bool:
    one = value if isinstance(value, UUID | int) else next(iter(value), NOBODY)
    return isinstance(one, int)


def _filled(value: Value) -> Iterator[Id]:
    if isinstance(value, UUID | int):
        yield value
        return
    yield from value
    for _ in range(_places(value) - len(value)):
        yield NO_NUMBER if _are_numbers(value) else NOBODY


def hand_out(rows: Iterable[Model], *, to: Collection[Model], via: str, as_: str) -> None:
    """Give each owner its rows, as `prefetch_related` does: `owner.<as_>.all()` asks nothing more.

    `via` is the foreign key of a row to its owner. Rows of others are left aside; of each owner
    all rows must be among them.
    """
    owners = {owner.pk: owner for owner in to}
    mine: dict[object, list[Model]] = {key: [] for key in owners}
    for row in rows:
        if owner := owners.get(getattr(row, f"{via}_id")):
            setattr(row, via, owner)
            mine[owner.pk].append(row)
    for key, owner in owners.items():
        relation = owner._meta.get_field(as_)
        known: QuerySet[Any] = QuerySet(relation.related_model)
        known._result_cache = mine[key]
        owner.__dict__.setdefault("_prefetched_objects_cache", {})[as_] = known


def is_handed_out(owner: Model, relation: str) -> bool:
    """Whether the rows of a relation are there already."""
    return relation in owner.__dict__.get("_prefetched_objects_cache", {})
