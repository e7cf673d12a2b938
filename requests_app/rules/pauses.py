"""Pauze en verlenging: when a question may stop the clock; AVG 12(3), seed 001 art. 10.4."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from requests_app.rules.clock import ONE_DAY, SATURDAY, Suspension, extension_notice_by
from requests_app.rules.kinds import Clock, Facts, Limits, SuspensionReason, clock_of

ASK_WITHIN = 5  # working days after receipt (EDPB 01/2022 §159)
LONG_AFTER = timedelta(weeks=3)
FIRST_REMINDER = timedelta(weeks=1)
SECOND_REMINDER = timedelta(weeks=2)
CLOSING_AFTER = timedelta(weeks=6)
COPY_DAYS = timedelta(days=14)  # law.md §7
PAUSABLE = frozenset({Clock.RIGHT, Clock.PROMISE})  # the other two have no day to move


class No(StrEnum):
    """Why the clock may not be stopped, started or made longer now."""

    STATE = "state"
    KIND = "kind"
    IDENTIFIED = "identified"
    CHECKED = "checked"
    OWN_DATA = "own_data"
    OPEN = "open"
    NO_QUESTION = "no_question"
    BEFORE_RECEIPT = "before_receipt"
    BEFORE_QUESTION = "before_question"
    OVERLAP = "overlap"
    AHEAD = "ahead"
    WORDS = "words"
    EXTENDED = "extended"
    TOO_LATE = "too_late"
    NO_EXCEPTION = "no_exception"
    NOT_EXTENDED = "not_extended"
    TAKEN_BACK = "taken_back"


class Alarm(StrEnum):
    """What the FG must know about the pauses of one request (law.md §2)."""

    ASKED_LATE = "asked_late"
    OPEN_LONG = "open_long"
    ONLY_BY_PAUSE = "only_by_pause"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What decides beside the dates whether a question may stop the clock."""

    is_open: bool = True
    is_identified: bool = False  # signed in with two factors
    is_checked: bool = False  # a document was seen
    own_data: bool = False


def why_not_suspend(
    facts: Facts, asking: Asking, reason: SuspensionReason, *, since: date
) -> No | None:
    """None when the clock may stop on this day for this reason."""
    if not asking.is_open:
        return No.STATE
    if clock_of(facts.kind, direct_marketing=facts.direct_marketing) not in PAUSABLE:
        return No.KIND
    if reason == SuspensionReason.IDENTITY and asking.is_identified:
        return No.IDENTIFIED  # EDPB 01/2022 §73: asking more is disproportionate
    if reason == SuspensionReason.IDENTITY and asking.is_checked:
        return No.CHECKED
    if reason == SuspensionReason.AUTHORITY and asking.own_data:
        return No.OWN_DATA  # about oneself nobody needs authority
    if since < facts.received:
        return No.BEFORE_RECEIPT
    return _collides(facts.pauses, since)


def _collides(suspensions: Iterable[Suspension], since: date) -> No | None:
    for one in suspensions:
        if one.end is None:
            return No.OPEN  # one at a time
        if since < one.end:
            return No.OVERLAP
    return None


def why_not_until(
    one: Suspension, until: date, *, later: Iterable[Suspension], today: date
) -> No | None:
    """None when this pause may end on this day, the first on which the clock runs again."""
    if until < one.start:
        return No.BEFORE_QUESTION
    if until > today:
        return No.AHEAD
    standing = (other for other in later if not other.is_taken_back)
    if any(one.start <= other.start < until for other in standing):
        return No.OVERLAP
    return None


def why_not_extend(facts: Facts, *, is_open: bool, today: date) -> No | None:
    """None when the notice may still go out today; once, and only for a right (AVG 12(3)).

    An extension that was taken back does not count: `facts.extended` is of one that stands.
    """
    if not is_open:
        return No.STATE
    if clock_of(facts.kind, direct_marketing=facts.direct_marketing) != Clock.RIGHT:
        return No.KIND
    if facts.extended:
        return No.EXTENDED
    return No.TOO_LATE if today > extension_notice_by(facts.received) else None


def may_extend(facts: Facts, *, is_open: bool, today: date) -> bool:
    """As `why_not_extend`, yes or no."""
    return why_not_extend(facts, is_open=is_open, today=today) is None


def why_not_take_back_extension(facts: Facts, *, is_open: bool) -> No | None:
    """None when the extension may be taken back, which no day forbids.

    Also after the plain limit, though it makes the school late from then on: the two months are a
    right of the school (AVG 12(3)), and who took them by mistake may give them up. The page shows
    that date first. Not after the answer: its letter states the dates, and history stands.
    """
    if not is_open:
        return No.STATE
    return None if facts.extended else No.NOT_EXTENDED


def why_not_take_back_question(one: Suspension, *, is_open: bool) -> No | None:
    """None when this question may be taken back, whether it waits or was answered (law.md §2)."""
    if not is_open:
        return No.STATE
    return No.TAKEN_BACK if one.is_taken_back else None


def working_day(start: date, number: int, holidays: Collection[date] = frozenset()) -> date:
    """The so many-th working day after `start`, which itself does not count."""
    day = start
    while number > 0:
        day += ONE_DAY
        number -= day.weekday() < SATURDAY and day not in holidays
    return day


def reminders_due(since: date, today: date) -> int:
    """How many reminders the requester should have had of a question that is still open: 0-2."""
    return (today >= since + FIRST_REMINDER) + (today >= since + SECOND_REMINDER)


def proposes_closing(since: date, today: date) -> bool:
    """Six weeks without an answer: staff are asked what to do, nothing closes by itself."""
    return today >= since + CLOSING_AFTER


def alarms(
    facts: Facts, limits: Limits, *, day: date, holidays: Collection[date] = frozenset()
) -> frozenset[Alarm]:
    """What the FG must know; `day` is today, or the day of the answer."""
    found = set()
    ask_by = working_day(facts.received, ASK_WITHIN, holidays)
    if any(one.start > ask_by for one in facts.pauses):
        found.add(Alarm.ASKED_LATE)
    if any((one.end or day) > one.start + LONG_AFTER for one in facts.pauses):
        found.add(Alarm.OPEN_LONG)
    bare = limits.unsuspended_legal_by
    if facts.pauses and bare and bare < day and not limits.overdue(day):
        found.add(Alarm.ONLY_BY_PAUSE)
    return frozenset(found)
