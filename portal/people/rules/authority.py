"""Gezag, machtiging en leeftijd: who may act for whom (AVG 12, 15-22; UAVG 5; BW 1:377c)."""

from dataclasses import dataclass, field
from datetime import date

from portal.people.rules.ages import Term, turns
from portal.people.rules.mandates import MandateGiven
from portal.people.rules.representation import RepresentationGiven, represents
from portal.people.rules.words import Authority, MandateScope, Reason, Right


@dataclass(frozen=True)
class CourtRestriction:
    """A court order about one guardian; what is not set is denied (law.md §3)."""

    term: Term
    may_view: bool = False
    may_request: bool = False
    may_be_informed: bool = False


@dataclass(frozen=True)
class Link:
    """What ties one person to one pupil."""

    term: Term
    is_self: bool = False
    authority: Authority = Authority.UNKNOWN
    restriction: CourtRestriction | None = None
    mandates: tuple[MandateGiven, ...] = field(default=())
    representations: tuple[RepresentationGiven, ...] = field(default=())
    provisional: bool = False  # the account was opened with a letter alone, short ago


@dataclass(frozen=True)
class Subject:
    """What the rules must know of a pupil.

    `left_on` is the first day outside the school, `kept_until` the first day on which the school
    keeps no file any more; both None while no end is known. `special` is special education.
    """

    born_on: date | None
    primary: bool
    left_on: date | None = None
    kept_until: date | None = None
    special: bool = False


@dataclass(frozen=True)
class Verdict:
    """Allowed or not, with the reason as data."""

    allowed: bool
    reason: Reason


def has_turned(subject: Subject, years: int, today: date) -> bool | None:
    """Whether the pupil has reached the age; None when no birth date is known and it may matter.

    Without a birth date a pupil in primary education counts as younger than 16 (law.md §3).
    """
    if subject.born_on is not None:
        return turns(subject.born_on, years) <= today
    return False if subject.primary else None


def may_act(right: Right, link: Link, subject: Subject, today: date) -> Verdict:
    """The table of law.md §3: may this person exercise this right for this pupil today?"""
    if not link.term.holds(today):
        return Verdict(False, Reason.NO_LINK)
    if right is Right.REGISTER:
        return Verdict(True, Reason.EVERYBODY)
    if link.provisional:
        return Verdict(False, Reason.PROVISIONAL)  # an ex-partner can open a letter
    if subject.kept_until is not None and subject.kept_until <= today:
        return Verdict(False, Reason.NOT_KEPT)
    if right is Right.CONSENT and subject.left_on is not None and subject.left_on <= today:
        return Verdict(False, Reason.LEFT)  # of a former pupil nothing is asked any more
    if link.is_self:
        return _self(right, subject, today)
    if right is Right.INFORMATION:
        return _information(link, subject, today)
    return _guardian(right, link, subject, today)


def _self(right: Right, subject: Subject, today: date) -> Verdict:
    """From 16 the rights are the pupil's own (AVG 8; UAVG 5); BW 1:377c is for parents."""
    if right is Right.INFORMATION:
        return Verdict(False, Reason.OWN_DATA)
    if not has_turned(subject, 16, today):
        reason = Reason.NO_BIRTH_DATE if subject.born_on is None else Reason.TOO_YOUNG
        return Verdict(False, reason)
    return Verdict(True, Reason.OWN_DATA)


def _information(link: Link, subject: Subject, today: date) -> Verdict:
    """A parent without authority may ask for important facts about the child (BW 1:377c).

    So may a parent with authority whom a court left nothing else; at 16 the order adds nothing.
    """
    restricted = is_restricted(link, today)
    if restricted and not _order_allows(Right.INFORMATION, link):
        return Verdict(False, Reason.RESTRICTED)
    if has_turned(subject, 18, today):
        return Verdict(False, Reason.ADULT)
    if link.authority is Authority.YES and (not restricted or has_turned(subject, 16, today)):
        return Verdict(False, Reason.HAS_AUTHORITY)
    return Verdict(True, Reason.PARENT)


def _guardian(right: Right, link: Link, subject: Subject, today: date) -> Verdict:
    if is_restricted(link, today) and not _order_allows(right, link):
        return Verdict(False, Reason.RESTRICTED)
    if is_represented(link, subject, today):
        return Verdict(True, Reason.REPRESENTATIVE)
    if has_turned(subject, 18, today):
        return Verdict(False, Reason.ADULT)  # 18 and over: self only
    if has_turned(subject, 16, today):
        return _by_mandate(right, link, today)
    if link.authority is Authority.NO:
        return Verdict(False, Reason.NO_AUTHORITY)
    if link.authority is Authority.UNKNOWN:
        return Verdict(False, Reason.AUTHORITY_UNKNOWN)
    if has_turned(subject, 16, today) is None and right is not Right.REQUEST:
        return Verdict(False, Reason.NO_BIRTH_DATE)  # perhaps 16: the office must fill it in
    return Verdict(True, Reason.AUTHORITY)


def _by_mandate(right: Right, link: Link, today: date) -> Verdict:
    """Of a pupil of 16 or 17 a guardian may do what the mandate says (law.md §3)."""
    scopes = {given.scope for given in link.mandates if given.term.holds(today)}
    enough = {MandateScope.ACT, MandateScope.LOOK} if right is Right.VIEW else {MandateScope.ACT}
    if scopes & enough:
        return Verdict(True, Reason.MANDATE)
    return Verdict(False, Reason.SIXTEEN)


def is_represented(link: Link, subject: Subject, today: date) -> bool:
    """Whether this person acts for a pupil who cannot judge (law.md §3)."""
    return any(
        represents(
            given,
            born_on=subject.born_on,
            special=subject.special,
            authority=link.authority,
            today=today,
        )
        for given in link.representations
    )


def is_restricted(link: Link, today: date) -> bool:
    """Whether a court order about this guardian is in force."""
    return link.restriction is not None and link.restriction.term.holds(today)


def _order_allows(right: Right, link: Link) -> bool:
    """A restricted guardian never consents; the rest is only what the order sets (law.md §3)."""
    order = link.restriction
    if order is None:
        return True
    allowed = {
        Right.VIEW: order.may_view,
        Right.REQUEST: order.may_request,
        Right.INFORMATION: order.may_be_informed,
    }
    return allowed.get(right, False)
