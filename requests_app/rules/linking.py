"""Koppelen: when a case of somebody outside the roster may be tied to who was found; AVG 12(2)."""

from dataclasses import dataclass
from enum import StrEnum

from requests_app.rules.kinds import Kind


class NoLink(StrEnum):
    """Why a case cannot be linked to this pupil or this person."""

    STATE = "state"
    KNOWN = "known"
    OWN_DATA = "own_data"
    BOARD = "board"
    OTHER_PUPIL = "other_pupil"
    NOTHING = "nothing"
    NOT_TIED = "not_tied"
    YOUNG = "young"
    KIND = "kind"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """What decides; `pupil_known`: the case names a pupil of the roster, `same_pupil`: this one.

    `finds_asker`: who asked is found too, as a guardian of this pupil (`is_tied`) or as the pupil
    (`is_self`, `is_grown` on this day).
    """

    kind: Kind
    is_open: bool = True
    is_noted: bool = True
    is_own_data: bool = False
    same_board: bool = True
    pupil_known: bool = False
    same_pupil: bool = False
    finds_asker: bool = False
    is_tied: bool = True
    is_self: bool = False
    is_grown: bool = False


def why_not_link(facts: Linking) -> NoLink | None:
    """None when the case may be linked. It is as if it had been entered so (law.md §3).

    Whoever asked about themselves is another question; a pupil of another board is another
    controller's; under 16 a pupil asks nothing, and informatie is for a parent (BW 1:377c).
    """
    refusals = (
        (not facts.is_open, NoLink.STATE),
        (not facts.is_noted, NoLink.KNOWN),
        (facts.is_own_data, NoLink.OWN_DATA),
        (not facts.same_board, NoLink.BOARD),
        (facts.pupil_known and not facts.same_pupil, NoLink.OTHER_PUPIL),
        (facts.pupil_known and not facts.finds_asker, NoLink.NOTHING),
        (facts.finds_asker and not facts.is_tied and not facts.is_self, NoLink.NOT_TIED),
        (facts.is_self and not facts.is_grown, NoLink.YOUNG),
        (facts.is_self and facts.kind == Kind.INFORMATION, NoLink.KIND),
    )
    return next((code for holds, code in refusals if holds), None)
