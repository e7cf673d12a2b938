"""Voorgenomen verstrekking: told first, a window to object, then done or not (seed 001 art. 6c)."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from portal.register.rules.basis import LegalBasis, objection_possible
from portal.register.rules.disclosure import starts_hidden
from portal.register.rules.handover import ExclusionCode
from portal.register.rules.recipients import RuleCode


class IntentState(StrEnum):
    """Where an intention stands; `NO_WINDOW` is announced too, but does not wait."""

    ANNOUNCED = "announced"
    NO_WINDOW = "no_window"
    CARRIED_OUT = "carried_out"
    DROPPED = "dropped"


class IntentReason(StrEnum):
    """Why somebody may or may not object, carry out, or announce."""

    ALLOWED = "allowed"
    BASIS = "basis"  # no objection against this legal basis (AVG 21(1))
    WINDOW_OPEN = "window_open"
    WINDOW_OVER = "window_over"
    CLOSED = "closed"  # carried out or dropped
    BEFORE_PLANNED = "before_planned"
    NOBODY_LEFT = "nobody_left"
    NO_REASON = "no_reason"
    NOT_OFFICER = "not_officer"
    NO_DAYS = "no_days"
    STAYS_UNSEEN = "stays_unseen"


OPEN = frozenset({IntentState.ANNOUNCED, IntentState.NO_WINDOW})


@dataclass(frozen=True)
class Intent:
    """What the rules must know; `last_day` counts in full, None where nobody can object."""

    state: IntentState
    basis: LegalBasis
    planned_on: date
    last_day: date | None


@dataclass(frozen=True)
class Going:
    """Whether it may be carried out, and whom it leaves out and why."""

    reason: IntentReason
    excluded: dict[UUID, ExclusionCode] = field(default_factory=dict)

    @property
    def allowed(self) -> bool:
        """Whether it may."""
        return self.reason is IntentReason.ALLOWED


def last_day(announced_on: date, days: int) -> date:
    """The last day to object: the day of the announcement does not count.

    A promise of the board and no term of a law, so it moves for no weekend (seed 001 art. 6c).
    ValueError without a single day.
    """
    if days < 1:
        raise ValueError("a window has at least one day")
    return announced_on + timedelta(days=days)


def window_for(basis: LegalBasis, announced_on: date, days: int, *, skipped: bool) -> date | None:
    """The last day to object; None when nobody can (AVG 21(1)) or the window is skipped."""
    if skipped or not objection_possible(basis):
        return None
    return last_day(announced_on, days)


def may_announce(codes: Collection[RuleCode]) -> IntentReason:
    """What starts unseen by the family is never announced (law.md §6)."""
    if any(starts_hidden(code) for code in codes):
        return IntentReason.STAYS_UNSEEN
    return IntentReason.ALLOWED


def may_skip_window(*, reason: str, is_officer: bool) -> IntentReason:
    """The exception: only the privacy officer, and only with a reason the family reads."""
    if not is_officer:
        return IntentReason.NOT_OFFICER
    return IntentReason.ALLOWED if reason.strip() else IntentReason.NO_REASON


def may_object(intent: Intent, today: date) -> IntentReason:
    """Whether an objection still blocks; after the window the ordinary verzet remains."""
    if intent.state not in OPEN:
        return IntentReason.CLOSED
    if not objection_possible(intent.basis):
        return IntentReason.BASIS
    if intent.last_day is None or today > intent.last_day:
        return IntentReason.WINDOW_OVER
    return IntentReason.ALLOWED


def may_carry_out(
    intent: Intent,
    on: date,
    *,
    pupils: Collection[UUID],
    told: Collection[UUID],
    objecting: Collection[UUID],
) -> Going:
    """Whether and about whom it may go on a day: not those who object, nor those never told.

    `told`: who was there on the day of the announcement; it matters only after a window.
    """
    if intent.state not in OPEN:
        return Going(IntentReason.CLOSED)
    if intent.last_day is not None and on <= intent.last_day:
        return Going(IntentReason.WINDOW_OPEN)
    if on < intent.planned_on:
        return Going(IntentReason.BEFORE_PLANNED)
    out = {}
    if intent.last_day is not None:
        out = {one: ExclusionCode.NOT_TOLD for one in pupils if one not in told}
    out |= {one: ExclusionCode.OBJECTED for one in pupils if one in objecting}
    if pupils and len(out) == len(set(pupils)):
        return Going(IntentReason.NOBODY_LEFT, out)
    return Going(IntentReason.ALLOWED, out)
