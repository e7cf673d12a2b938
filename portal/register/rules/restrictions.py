"""Gestaakte verwerking: when a processing must stop for a pupil (AVG 18(1), 21(1); law.md §1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.register.rules.basis import LegalBasis, objection_possible


class StopReason(StrEnum):
    """Why the processing stands still for this pupil."""

    WEIGHED = "weighed"  # verzet is being weighed: AVG 18(1)(d)
    UPHELD = "upheld"  # verzet was right: AVG 21(1), seed 001 art. 10.5
    ACCURACY = "accuracy"  # the data are contested: AVG 18(1)(a)
    LIMITED = "limited"  # the family asked for beperking and got it: AVG 18(1)(b), (c)


class StopEnd(StrEnum):
    """Why it may go on again, or under which other reason it stays stopped."""

    DECIDED_YES = "decided_yes"  # the same processing then stays stopped as UPHELD
    DECIDED_NO = "decided_no"
    WITHDRAWN = "withdrawn"
    CHECKED = "checked"  # the contested data were checked
    BY_STAFF = "by_staff"  # the family asked, or it was recorded by mistake


# Of several reasons, the one that is told: what is decided goes before what is still weighed.
TOLD_FIRST = (StopReason.UPHELD, StopReason.LIMITED, StopReason.WEIGHED, StopReason.ACCURACY)
GRANTED = frozenset({StopReason.UPHELD, StopReason.LIMITED})
# AVG 18(3): the family is told before a limitation is lifted. The law names no days.
NOTICE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class AfterDecision:
    """What a decision does to what stood still: why it ends, and whether it stays stopped."""

    because: StopEnd
    stays_stopped: bool


def may_stop(basis: LegalBasis, why: StopReason, *, direct_marketing: bool = False) -> bool:
    """Verzet is against basis e or f, or advertising; beperking may freeze any processing."""
    freezes = why in {StopReason.ACCURACY, StopReason.LIMITED}
    return freezes or objection_possible(basis, direct_marketing=direct_marketing)


def after_decision(why: StopReason, *, upheld: bool) -> AfterDecision | None:
    """What follows from a decision; None when it changes nothing (what was granted stands)."""
    if why in GRANTED:
        return None
    if why is StopReason.ACCURACY:
        return AfterDecision(StopEnd.CHECKED, stays_stopped=False)
    return AfterDecision(
        StopEnd.DECIDED_YES if upheld else StopEnd.DECIDED_NO, stays_stopped=upheld
    )


def told_reason(reasons: Iterable[StopReason]) -> StopReason:
    """The one reason that the family reads."""
    return min(reasons, key=TOLD_FIRST.index)


def lifts_from(why: StopReason, today: date) -> date:
    """The first day on which the school may go on, when somebody of the school lifts it today.

    A stop by verzet is no limitation of art. 18: it ends at once when the family asks.
    """
    return today if why is StopReason.UPHELD else today + NOTICE
