"""Besluit: the possible outcomes, and on which ground; AVG 11, 12(4)-(5), 15-21, UAVG 41."""

from dataclasses import dataclass
from enum import StrEnum

from requests_app.rules.kinds import Kind

RIGHTS = frozenset(Kind) - {Kind.COMPLAINT, Kind.INFORMATION, Kind.QUESTION}
EVERY_KIND = frozenset(Kind)


class Outcome(StrEnum):
    """What the board decides."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    NOT_HANDLED = "not_handled"


class PartOutcome(StrEnum):
    """What the board decides about one part of a request."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    NOT_APPLICABLE = "not_applicable"


class GroundCode(StrEnum):
    """Why; the words are the letter's."""

    AS_ASKED = "as_asked"
    OTHERS_RIGHTS = "others_rights"
    UNFOUNDED = "unfounded"
    EXCESSIVE = "excessive"
    NATIONAL_EXCEPTION = "national_exception"
    FACTS_ARE_RIGHT = "facts_are_right"
    PROFESSIONAL_OPINION = "professional_opinion"
    LEGAL_DUTY = "legal_duty"
    LEGAL_CLAIM = "legal_claim"
    NO_FREEZE_GROUND = "no_freeze_ground"
    NO_CONSENT_OR_CONTRACT = "no_consent_or_contract"
    COMPELLING_GROUNDS = "compelling_grounds"
    INTEREST_OF_CHILD = "interest_of_child"
    NOT_GIVEN_TO_OTHER = "not_given_to_other"
    RULES_WERE_KEPT = "rules_were_kept"
    NO_DATA_HELD = "no_data_held"
    NO_AUTHORITY = "no_authority"
    IDENTITY_UNKNOWN = "identity_unknown"
    OTHER_CONTROLLER = "other_controller"


@dataclass(frozen=True, slots=True)
class Ground:
    """A reason, the article it rests on, and where it may be used."""

    code: GroundCode
    law: str
    outcomes: frozenset[Outcome]
    kinds: frozenset[Kind]


_NO = frozenset({Outcome.PARTLY, Outcome.REFUSED})
_REFUSED = frozenset({Outcome.REFUSED})
_CLOSED = frozenset({Outcome.NOT_HANDLED})
_YES = frozenset({Outcome.GRANTED})

LAW_OF_KIND = {
    Kind.ACCESS: "AVG art. 15",
    Kind.CORRECTION: "AVG art. 16",
    Kind.ERASURE: "AVG art. 17",
    Kind.LIMITATION: "AVG art. 18",
    Kind.PORTABILITY: "AVG art. 20",
    Kind.OBJECTION: "AVG art. 21",
    Kind.COMPLAINT: "",
    Kind.INFORMATION: "BW art. 1:377c",
    Kind.QUESTION: "",
}

GROUNDS = (
    Ground(GroundCode.AS_ASKED, "", _YES, EVERY_KIND),
    Ground(GroundCode.OTHERS_RIGHTS, "AVG art. 15 lid 4", _NO, frozenset({Kind.ACCESS})),
    Ground(GroundCode.OTHERS_RIGHTS, "AVG art. 20 lid 4", _NO, frozenset({Kind.PORTABILITY})),
    Ground(GroundCode.FACTS_ARE_RIGHT, "AVG art. 16", _NO, frozenset({Kind.CORRECTION})),
    Ground(GroundCode.PROFESSIONAL_OPINION, "AVG art. 16", _NO, frozenset({Kind.CORRECTION})),
    Ground(GroundCode.LEGAL_DUTY, "AVG art. 17 lid 3 onder b", _NO, frozenset({Kind.ERASURE})),
    Ground(GroundCode.LEGAL_CLAIM, "AVG art. 17 lid 3 onder e", _NO, frozenset({Kind.ERASURE})),
    Ground(GroundCode.NO_FREEZE_GROUND, "AVG art. 18 lid 1", _NO, frozenset({Kind.LIMITATION})),
    Ground(
        GroundCode.NO_CONSENT_OR_CONTRACT,
        "AVG art. 20 lid 1 onder a",
        _NO,
        frozenset({Kind.PORTABILITY}),
    ),
    Ground(GroundCode.COMPELLING_GROUNDS, "AVG art. 21 lid 1", _NO, frozenset({Kind.OBJECTION})),
    Ground(
        GroundCode.INTEREST_OF_CHILD,
        "BW art. 1:377c lid 2",
        _NO,
        frozenset({Kind.INFORMATION}),
    ),
    Ground(
        GroundCode.NOT_GIVEN_TO_OTHER,
        "BW art. 1:377c lid 1",
        _NO,
        frozenset({Kind.INFORMATION}),
    ),
    Ground(
        GroundCode.RULES_WERE_KEPT,
        # Seed 001 art. 14; a board's own reglement may number it otherwise, so no number here.
        "privacyreglement van het bestuur",
        _NO,
        frozenset({Kind.COMPLAINT}),
    ),
    Ground(GroundCode.NATIONAL_EXCEPTION, "UAVG art. 41", _NO, RIGHTS),
    Ground(GroundCode.UNFOUNDED, "AVG art. 12 lid 5 onder b", _REFUSED, RIGHTS),
    Ground(GroundCode.EXCESSIVE, "AVG art. 12 lid 5 onder b", _REFUSED, RIGHTS),
    Ground(GroundCode.NO_AUTHORITY, "UAVG art. 5", _REFUSED, RIGHTS),
    Ground(GroundCode.NO_DATA_HELD, "", _CLOSED, EVERY_KIND),
    Ground(GroundCode.IDENTITY_UNKNOWN, "AVG art. 12 lid 2 en 6", _CLOSED, EVERY_KIND),
    Ground(GroundCode.OTHER_CONTROLLER, "AVG art. 4 lid 7", _CLOSED, EVERY_KIND),
)


def outcomes_for(kind: Kind, *, direct_marketing: bool = False) -> tuple[Outcome, ...]:
    """The outcomes that some ground can carry; direct marketing is only upheld (AVG 21(3))."""
    if direct_marketing:
        return (Outcome.GRANTED,)
    return tuple(outcome for outcome in Outcome if grounds_for(kind, outcome))


def grounds_for(kind: Kind, outcome: Outcome, *, identified: bool = False) -> tuple[Ground, ...]:
    """The grounds that can carry this outcome for this kind.

    Of somebody signed in with two factors the identity is beyond doubt (EDPB 01/2022 §73).
    """
    doubts = frozenset({GroundCode.IDENTITY_UNKNOWN}) if identified else frozenset()
    fitting = (g for g in GROUNDS if kind in g.kinds and outcome in g.outcomes)
    return tuple(g for g in fitting if g.code not in doubts)


def law_of(kind: Kind, ground: GroundCode) -> str:
    """The article that a letter names: of the ground, or else of the right itself."""
    found = next(g for g in GROUNDS if g.code == ground and kind in g.kinds)
    return found.law or LAW_OF_KIND[kind]


def needs_reasons(outcome: Outcome) -> bool:
    """A refusal, also a partial one, is never silent (AVG 12(4))."""
    return outcome != Outcome.GRANTED


def owes_words(kind: Kind, outcome: Outcome) -> bool:
    """A no is never silent (AVG 12(4)). Of informatie and of a question the words are the answer
    (BW 1:377c); of a complaint they are what was found and what comes of it (Awb 9:12 (?)).
    """
    return needs_reasons(outcome) or kind not in RIGHTS


def may_deliver(outcome: Outcome, *, has_right: bool) -> bool:
    """A yes holds data of the pupil; a no holds none and always reaches who asked (AVG 12(4))."""
    return has_right or outcome in (Outcome.REFUSED, Outcome.NOT_HANDLED)
