"""Wat volgt op een besluit: what the school does, and by when; AVG 16-19, 21.

The letter and the page say it, the tasks carry it out: both are made of the same steps.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from portal.register.models import Processing, Recipient
from portal.register.rules.restrictions import StopReason
from requests_app.models import Case, CaseTask, DataRequest
from requests_app.rules import (
    CAUSES,
    PART_YES,
    Kind,
    Outcome,
    Result,
    TaskPurpose,
    Way,
    carried,
    carried_out_by,
)
from requests_app.rules.collecting import Entry, Holds, holders

OFFICE, STATEMENT = "administratie", "eigen-verklaring"
OF_OFFICE = frozenset({TaskPurpose.CORRECT, TaskPurpose.STOP})  # a yes is never silently nothing
NAMES = {OFFICE: "Administratie van de school", STATEMENT: "Dossier van de leerling"}
STOPS = {Kind.LIMITATION: StopReason.LIMITED, Kind.OBJECTION: StopReason.UPHELD}
YES = frozenset({Outcome.GRANTED, Outcome.PARTLY})


@dataclass(frozen=True)
class Caused:
    """What follows from a decision: the entries that were granted, and who must be told.

    `others`: the entries that were not granted; of a correction: that stood still meanwhile.
    """

    entries: tuple[Processing, ...]
    recipients: tuple[Recipient, ...]
    others: tuple[Processing, ...] = ()


@dataclass(frozen=True)
class Step:
    """One thing to do; `key` makes it once a case, `task` is there once the portal made it."""

    purpose: TaskPurpose
    key: str
    holder: str
    recipient: Recipient | None = None
    task: CaseTask | None = None


@dataclass(frozen=True)
class Follows:
    """The steps with their last day, and the names of what stands still from the decision on.

    `again`: what stood still while a verzet was weighed, and goes on after a no (AVG 18(3)).
    """

    kind: Kind
    steps: tuple[Step, ...]
    still: tuple[str, ...]
    by: date
    again: tuple[str, ...] = ()
    is_named: bool = False  # by entries of the register
    at_once: bool = False  # verzet against advertising: nothing is weighed (AVG 21(3))

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.steps or self.again)

    @property
    def acts(self) -> list[Step]:
        """Where data are corrected, erased, or no longer used."""
        own = (TaskPurpose.NOTIFY, TaskPurpose.COLLECT)
        return [one for one in self.steps if one.purpose not in own and one.key != STATEMENT]

    @property
    def went_otherwise(self) -> bool:
        """Whether it could not be done somewhere, or nowhere was anything to do: then a page says
        how it went, and no longer that the school does it.
        """
        tasks = [one.task for one in self.acts]
        results = [Result(one.result) if one and one.done_on else None for one in tasks]
        done = carried(results)
        return done.not_everywhere or done.way == Way.NOTHING_HELD

    @property
    def told(self) -> list[Step]:
        """Which recipients are told (AVG 19)."""
        return [one for one in self.steps if one.purpose == TaskPurpose.NOTIFY]

    @property
    def told_broadly(self) -> bool:
        """A correction that names no entry: the log does not show who got just these data."""
        return self.kind == Kind.CORRECTION and not self.is_named

    @property
    def adds_statement(self) -> bool:
        """Whether the family's own view goes into the file (AVG 16)."""
        return any(one.key == STATEMENT for one in self.steps)


def follows(
    case: Case, outcome: Outcome, caused: Caused, *, adds_statement: bool, today: date
) -> Follows:
    """What this outcome, given on `today`, makes the school do."""
    row = case.request
    return Follows(
        kind=Kind(row.kind),
        steps=tuple(steps_of(row, outcome, caused, adds_statement=adds_statement)),
        still=tuple(one.name for one in standing_still(row, caused)),
        by=carried_out_by(Kind(row.kind), case.promise_by, today),
        again=tuple(one.name for one in going_on(row, caused.others)),
        is_named=bool(caused.entries),
        at_once=row.direct_marketing,
    )


def steps_of(
    row: DataRequest, outcome: Outcome, caused: Caused, *, adds_statement: bool
) -> Iterator[Step]:
    """In the order in which the letter names them."""
    purpose, systems = CAUSES.get(Kind(row.kind)), list(systems_of(caused.entries))
    if adds_statement:
        yield Step(TaskPurpose.CORRECT, STATEMENT, NAMES[STATEMENT])
    if purpose is None or outcome not in YES:
        return
    if purpose in OF_OFFICE and not systems:
        yield Step(purpose, OFFICE, NAMES[OFFICE])
    for key, name in systems:
        yield Step(purpose, key, name)
    for one in caused.recipients:
        yield Step(TaskPurpose.NOTIFY, str(one.pk), one.name, one)


def systems_of(entries: Iterable[Processing]) -> Iterator[tuple[str, str]]:
    """The systems of the register that hold these entries, each once; people are no systems."""
    for one in holders(Entry(str(row.pk), row.name, row.systems) for row in entries):
        if one.kind is not Holds.FUNCTION:
            yield one.key, one.name


def standing_still(row: DataRequest, caused: Caused) -> list[Processing]:
    """What may no longer be done for this pupil: beperking and verzet that were granted."""
    why = STOPS.get(Kind(row.kind))
    if why is None or row.subject_pupil_id is None:
        return []
    return [one for one in caused.entries if one.may_stop_for(why)]


def going_on(row: DataRequest, others: Iterable[Processing]) -> list[Processing]:
    """Of what was not granted: what stood still while the verzet was weighed (AVG 18(1)(d)).

    Of a correction: what stood still because the data were contested (18(1)(a)).
    """
    if row.kind == Kind.CORRECTION:
        return list(others)
    if row.kind != Kind.OBJECTION or row.direct_marketing:
        return []
    return [one for one in others if one.may_stop_for(StopReason.WEIGHED)]


def weighed_of(row: DataRequest) -> list[Processing]:
    """What a verzet names and may be stopped while it is weighed; empty when it names nothing."""
    return [one for one in named_in(row) if one.may_stop_for(StopReason.WEIGHED)]


def named_in(row: DataRequest) -> list[Processing]:
    """The entries of the register that a request names, each once."""
    parts = row.parts.select_related("processing").order_by("processing__position", "pk")
    rows = [one.processing for one in parts]
    rows += [row.processing] if row.processing else []
    return list({one.pk: one for one in rows}.values())


def going_on_after(row: DataRequest) -> list[Processing]:
    """The same of a decision that stands, by its parts."""
    parts = row.decision.parts.exclude(outcome__in=[one.value for one in PART_YES])
    rows = parts.select_related("processing").order_by("processing__position", "pk")
    return going_on(row, [one.processing for one in rows])


def names_at(key: str, entries: Iterable[Processing]) -> tuple[str, ...]:
    """The entries of which this holder has data; the office has them of all."""
    return tuple(one.name for one in entries if keys_of(one, [key]))


def keys_of(entry: Processing, keys: Iterable[str]) -> list[str]:
    """Which of these holders have data of this entry."""
    own = {OFFICE, *dict(systems_of([entry]))}
    return [key for key in keys if key in own]
