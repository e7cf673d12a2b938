"""Wat er bij een verzoek hoort: which details say something for which kind; AVG 15-17, 21."""

from enum import StrEnum

from requests_app.rules.kinds import Clock, Kind, clock_of


class Detail(StrEnum):
    """A field of the form; the value is its name."""

    SHOULD_BE = "should_be"
    SHOWN_BY = "shown_by"
    PARTS = "parts"
    FROM = "scope_from"
    UNTIL = "scope_until"
    ABOUT = "about_request"


FITS: dict[Kind, frozenset[Detail]] = {
    Kind.ACCESS: frozenset({Detail.PARTS, Detail.FROM, Detail.UNTIL}),
    Kind.CORRECTION: frozenset({Detail.SHOULD_BE, Detail.SHOWN_BY, Detail.PARTS}),
    Kind.ERASURE: frozenset({Detail.PARTS}),
    Kind.LIMITATION: frozenset({Detail.PARTS}),
    Kind.PORTABILITY: frozenset({Detail.PARTS}),
    Kind.OBJECTION: frozenset({Detail.PARTS}),
    Kind.COMPLAINT: frozenset({Detail.ABOUT}),
}


def fits_kind(kind: Kind, detail: Detail) -> bool:
    """Whether this detail belongs to this kind; what does not fit is left out."""
    return detail in FITS.get(kind, frozenset())


def may_turn_into(kind: Kind) -> bool:
    """A question can turn out to be a right, and then counts from its receipt (law.md §1)."""
    return clock_of(kind) == Clock.RIGHT
