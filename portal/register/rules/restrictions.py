"""Gestaakte verwerking: when a processing must stop for a pupil (AVG 18(1), 21(1); law.md §1)."""

from dataclasses import dataclass
from enum import StrEnum

from portal.register.rules.basis import LegalBasis, objection_possible


class StopReason(StrEnum):
    """Why the processing stands still for this pupil."""

    WEIGHED = "weighed"  # verzet is being weighed: AVG 18(1)(d)
    UPHELD = "upheld"  # verzet was right: AVG 21(1), seed 001 art. 10.5
    ACCURACY = "accuracy"  # the data are contested: AVG 18(1)(a)


class StopEnd(StrEnum):
    """Why it may go on again, or under which other reason it stays stopped."""

    DECIDED_YES = "decided_yes"  # the same processing then stays stopped as UPHELD
    DECIDED_NO = "decided_no"
    WITHDRAWN = "withdrawn"
    CHECKED = "checked"  # the contested data were checked
    BY_STAFF = "by_staff"  # the family asked, or it was recorded by mistake


@dataclass(frozen=True, slots=True)
class AfterDecision:
    """What a decision does to what stood still: why it ends, and whether it stays stopped."""

    because: StopEnd
    stays_stopped: bool


def may_stop(basis: LegalBasis, why: StopReason) -> bool:
    """Verzet is only against basis e or f; contested accuracy may freeze any processing."""
    return why is StopReason.ACCURACY or objection_possible(basis)


def after_decision(why: StopReason, *, upheld: bool) -> AfterDecision | None:
    """What follows from a decision; None when it changes nothing (an upheld verzet stands)."""
    if why is StopReason.UPHELD:
        return None
    if why is StopReason.ACCURACY:
        return AfterDecision(StopEnd.CHECKED, stays_stopped=False)
    return AfterDecision(
        StopEnd.DECIDED_YES if upheld else StopEnd.DECIDED_NO, stays_stopped=upheld
    )
