"""Bijhouden van het register: what AVG art. 30 wants to know, and how a board may be stricter."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from portal.register.rules.disclosure import Reason, Verdict, may_disclose
from portal.register.rules.fields import DataField
from portal.register.rules.recipients import Fact, RuleCode


class DataSubject(StrEnum):
    """Betrokkenen: whose data they are (AVG 30(1)(c))."""

    PUPIL = "pupil"
    GUARDIAN = "guardian"
    FORMER_PUPIL = "former_pupil"
    APPLICANT = "applicant"
    STAFF = "staff"
    VISITOR = "visitor"


class InnerFunction(StrEnum):
    """Who inside the school works with it (seed 001 art. 13.6); not the roles of the portal."""

    TEACHER = "teacher"
    CARE_COORDINATOR = "care_coordinator"
    REMEDIAL_TEACHER = "remedial_teacher"
    DIRECTOR = "director"
    OFFICE = "office"
    BOARD_OFFICE = "board_office"
    SYSTEM_KEEPER = "system_keeper"


class Dpia(StrEnum):
    """Whether the risks were weighed beforehand (AVG 35)."""

    NOT_NEEDED = "not_needed"
    PLANNED = "planned"
    DONE = "done"


class Informing(StrEnum):
    """How the family gets to know (AVG 13, 14; law.md §6)."""

    REGISTER = "register"
    CONSENT = "consent"
    TOLD = "told"
    TOLD_UNLESS_SAFETY = "told_unless_safety"
    LATER = "later"
    SEES_FIRST = "sees_first"


# The European Economic Area: inside it no extra safeguard is asked (AVG 44).
EEA_CODES = (
    "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO"
)
EEA = frozenset(EEA_CODES.split())


class Flaw(StrEnum):
    """Why an entry cannot stand as it is."""

    DPIA_REASON = "dpia_reason"  # not needed: say why
    DPIA_DAY = "dpia_day"  # done: say when
    AGREEMENT_DAY = "agreement_day"  # a version without its date
    WIDER_THAN_RULE = "wider_than_rule"
    SAFEGUARD = "safeguard"  # outside the EEA: on what footing (AVG 46, 30(1)(e))


def dpia_flaw(state: Dpia, *, reason: str, on: date | None) -> Flaw | None:
    """Not needed wants a reason, done wants a day (AVG 5(2), 35)."""
    if state is Dpia.NOT_NEEDED and not reason.strip():
        return Flaw.DPIA_REASON
    if state is Dpia.DONE and on is None:
        return Flaw.DPIA_DAY
    return None


def agreement_flaws(*, on: date | None, version: str, country: str, safeguard: str) -> list[Flaw]:
    """A version has its date; data outside Europe has its safeguard."""
    found = []
    if version.strip() and on is None:
        found.append(Flaw.AGREEMENT_DAY)
    if country not in EEA and not safeguard.strip():
        found.append(Flaw.SAFEGUARD)
    return found


def review_passed(review_on: date | None, today: date) -> bool:
    """The day itself is still in time."""
    return review_on is not None and review_on < today


def reachable(code: RuleCode) -> frozenset[DataField]:
    """What may ever go to a recipient of this kind, with every fact and all consent."""
    facts = frozenset(Fact)
    return frozenset(
        field
        for field in DataField
        if may_disclose(code, {field}, consent=[True], facts=facts).allowed
    )


def widened(code: RuleCode, allowed: Collection[DataField]) -> frozenset[DataField]:
    """What a board's own list allows although the rule never does: a list may only narrow."""
    return frozenset(allowed) - reachable(code)


def narrowed(
    verdict: Verdict,
    asked: Collection[DataField],
    *,
    allowed: Collection[DataField],
    forbidden: Collection[DataField],
) -> Verdict:
    """The rule's verdict after the board's own lists; an empty `allowed` leaves it to the rule."""
    if not verdict.allowed:
        return verdict
    if never := frozenset(asked) & frozenset(forbidden):
        return Verdict(False, Reason.FIELD_NEVER, fields=never)
    if allowed and (outside := frozenset(asked) - frozenset(allowed)):
        return Verdict(False, Reason.FIELD_OUTSIDE_SET, fields=outside)
    return verdict
