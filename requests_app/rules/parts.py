"""Besluit per onderdeel: one outcome for each entry of the register; AVG 12(4), 15-18, 20-21."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from requests_app.rules.codes import Result, TaskPurpose
from requests_app.rules.kinds import Kind
from requests_app.rules.outcomes import Ground, GroundCode, Outcome, PartOutcome, grounds_for
from requests_app.rules.states import State, open_states

ALWAYS_BY_PARTS = frozenset(
    {Kind.ACCESS, Kind.ERASURE, Kind.LIMITATION, Kind.PORTABILITY, Kind.OBJECTION}
)
# About the request as a whole, never about one part of it (AVG 12(5), UAVG 5).
WHOLE_ONLY = frozenset({GroundCode.UNFOUNDED, GroundCode.EXCESSIVE, GroundCode.NO_AUTHORITY})
NOT_HERE = frozenset({GroundCode.NO_DATA_HELD, GroundCode.OTHER_CONTROLLER})
ALIKE = {
    Outcome.GRANTED: PartOutcome.GRANTED,
    Outcome.REFUSED: PartOutcome.REFUSED,
    Outcome.NOT_HANDLED: PartOutcome.NOT_APPLICABLE,
}
YES = frozenset({PartOutcome.GRANTED, PartOutcome.PARTLY})
CARRIED_OUT_WITHIN = timedelta(days=14)
AT_LEAST = timedelta(days=2)
TOLD = frozenset({Kind.CORRECTION, Kind.ERASURE, Kind.LIMITATION})  # AVG 19
SAYS_WHAT = frozenset({Kind.CORRECTION})  # the name of an entry does not say what was wrong
CAUSES = {
    Kind.CORRECTION: TaskPurpose.CORRECT,
    Kind.ERASURE: TaskPurpose.ERASE,
    Kind.LIMITATION: TaskPurpose.STOP,
    Kind.OBJECTION: TaskPurpose.STOP,
}
EXCUSES = frozenset({Result.IMPOSSIBLE, Result.DISPROPORTIONATE, Result.NOT_RECEIVED})


@dataclass(frozen=True, slots=True)
class Part:
    """What is decided about one entry, and on which ground."""

    outcome: PartOutcome
    ground: GroundCode


def is_by_parts(kind: Kind, *, names_parts: bool) -> bool:
    """A correction has parts only when the request names them; a complaint or question never."""
    return kind in ALWAYS_BY_PARTS or (kind == Kind.CORRECTION and names_parts)


def overall(parts: Iterable[PartOutcome]) -> Outcome:
    """The outcome that follows from the parts; what does not apply weighs nothing."""
    weighed = {one for one in parts if one != PartOutcome.NOT_APPLICABLE}
    if not weighed:
        return Outcome.NOT_HANDLED
    if weighed == {PartOutcome.GRANTED}:
        return Outcome.GRANTED
    return Outcome.REFUSED if weighed == {PartOutcome.REFUSED} else Outcome.PARTLY


def grounds_for_part(kind: Kind, outcome: PartOutcome) -> tuple[Ground, ...]:
    """The grounds that can carry this outcome for one entry."""
    if outcome == PartOutcome.GRANTED:
        return grounds_for(kind, Outcome.GRANTED)
    if outcome == PartOutcome.NOT_APPLICABLE:
        found = grounds_for(kind, Outcome.NOT_HANDLED)
        return tuple(one for one in found if one.code in NOT_HERE)
    found = grounds_for(kind, Outcome(outcome.value))
    return tuple(one for one in found if one.code not in WHOLE_ONLY)


def fits(kind: Kind, outcome: Outcome, ground: GroundCode, parts: Collection[Part]) -> bool:
    """Whether the parts lead to this outcome, each on a ground of its own or of the whole."""
    if overall(one.outcome for one in parts) != outcome:
        return False
    return all(
        one.ground in {g.code for g in grounds_for_part(kind, one.outcome)}
        or (ALIKE.get(outcome) == one.outcome and one.ground == ground)
        for one in parts
    )


def needs_words(part: Part, *, has_term: bool) -> bool:
    """A no, also in part, says why (AVG 12(4)); a legal term with its rule says it by itself."""
    if part.outcome not in (PartOutcome.REFUSED, PartOutcome.PARTLY):
        return False
    return not (part.ground == GroundCode.LEGAL_DUTY and has_term)


def carried_out_by(kind: Kind, promise_by: date, today: date) -> date:
    """The last day for a task: the promise, but never less than two days or more than fourteen.

    An upheld verzet ends the use at once (seed 001 art. 10.5): its tasks are the look whether it
    did everywhere.
    """
    if kind == Kind.OBJECTION:
        return today + AT_LEAST
    return min(max(promise_by, today + AT_LEAST), today + CARRIED_OUT_WITHIN)


def may_reopen(purpose: TaskPurpose, result: Result, state: State) -> bool:
    """Whether how a task ended can be taken back: what somebody said of it, not what ended with
    the case. To stop the use has a sense only while the case is weighed (AVG 18(1)(d)), and in a
    case that is closed or withdrawn nobody is reminded of an open task.
    """
    if purpose == TaskPurpose.COLLECT:
        return False  # there the newest word counts
    has_sense = open_states() if purpose == TaskPurpose.FREEZE else {*open_states(), State.ANSWERED}
    return result in results_for(purpose) and state in has_sense


def results_for(purpose: TaskPurpose) -> tuple[Result, ...]:
    """How a task of this purpose can end."""
    if purpose == TaskPurpose.NOTIFY:
        return (Result.INFORMED, *(one for one in Result if one in EXCUSES))  # AVG 19
    if purpose == TaskPurpose.COLLECT:
        return (Result.DELIVERED, Result.NOTHING_HELD)
    return (Result.DONE, Result.NOTHING_HELD, Result.IMPOSSIBLE)
