"""Rechtsmiddelen: where somebody can go who disagrees; UAVG 34-35, AVG 77, seed 001 art. 14."""

from dataclasses import dataclass
from enum import StrEnum

from requests_app.rules.kinds import Kind
from requests_app.rules.outcomes import RIGHTS


class BoardKind(StrEnum):
    """The kind of board decides the legal remedy; the values are those of `people_board`."""

    PUBLIC = "openbaar"
    PRIVATE = "bijzonder"


class RemedyCode(StrEnum):
    """The ways that are open."""

    OBJECTION = "objection"
    PETITION = "petition"
    AUTHORITY = "authority"
    BOARD_COMPLAINT = "board_complaint"
    NATIONAL_COMPLAINT = "national_complaint"
    FAMILY_COURT = "family_court"


@dataclass(frozen=True, slots=True)
class Remedy:
    """One way, its article, and the weeks it stays open (None: no fixed term)."""

    code: RemedyCode
    law: str
    weeks: int | None = None


OBJECTION = Remedy(RemedyCode.OBJECTION, "UAVG art. 34, Awb art. 6:7", 6)
PETITION = Remedy(RemedyCode.PETITION, "UAVG art. 35 lid 2", 6)
AUTHORITY = Remedy(RemedyCode.AUTHORITY, "AVG art. 77")
BOARD_COMPLAINT = Remedy(RemedyCode.BOARD_COMPLAINT, "")
NATIONAL_COMPLAINT = Remedy(RemedyCode.NATIONAL_COMPLAINT, "")
FAMILY_COURT = Remedy(RemedyCode.FAMILY_COURT, "BW art. 1:377c lid 2")


def remedies(kind: Kind, board: BoardKind) -> tuple[Remedy, ...]:
    """The ways open after a decision, the most binding first."""
    if kind in RIGHTS:
        first = OBJECTION if board == BoardKind.PUBLIC else PETITION
        return (first, AUTHORITY, BOARD_COMPLAINT, NATIONAL_COMPLAINT)
    if kind == Kind.COMPLAINT:
        return (AUTHORITY, NATIONAL_COMPLAINT)  # seed 001 art. 14.2
    if kind == Kind.INFORMATION:
        return (FAMILY_COURT, BOARD_COMPLAINT, NATIONAL_COMPLAINT)
    return (BOARD_COMPLAINT,)
