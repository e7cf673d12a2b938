"""Gezag, machtiging en leeftijd: who may act for whom (AVG 12, 15-22; UAVG 5; BW 1:377c)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class BoardKind(StrEnum):
    """Decides the legal remedy against a decision (UAVG 34 and 35)."""

    PUBLIC = "openbaar"
    PRIVATE = "bijzonder"


class Sector(StrEnum):
    """The kind of education of one location."""

    PRIMARY = "bao"
    SPECIAL_PRIMARY = "sbo"
    SPECIAL = "so"
    SPECIAL_SECONDARY = "vso"
    SECONDARY = "vo"
    PRACTICAL = "pro"


PRIMARY_SECTORS = frozenset({Sector.PRIMARY, Sector.SPECIAL_PRIMARY})


class Region(StrEnum):
    """The region of the school holidays."""

    NORTH = "noord"
    MIDDLE = "midden"
    SOUTH = "zuid"


class Authority(StrEnum):
    """Ouderlijk gezag (BW 1:245). Unknown is never yes (law.md §3)."""

    YES = "ja"
    NO = "nee"
    UNKNOWN = "onbekend"


class Relation(StrEnum):
    """What the guardian is to the pupil. It says nothing about authority."""

    MOTHER = "moeder"
    FATHER = "vader"
    PARENT = "ouder"
    STEP_PARENT = "stiefouder"
    FOSTER_PARENT = "pleegouder"
    GUARDIAN = "voogd"
    CARER = "verzorger"
    OTHER = "anders"


class GuardianKind(StrEnum):
    """A guardian may be an institution (gecertificeerde instelling)."""

    PERSON = "persoon"
    INSTITUTION = "instelling"


class MandateScope(StrEnum):
    """What a pupil of 16 or older lets a guardian do."""

    LOOK = "kijken"
    ACT = "handelen"


class RepresentationBasis(StrEnum):
    """Why somebody acts for a pupil of 16 or older who cannot judge (law.md §3)."""

    UNABLE = "unable"  # 16 and 17 only: decided by the privacy officer and a second person
    MENTOR = "mentor"  # BW 1:450
    CURATOR = "curator"  # BW 1:378


class LeavingReason(StrEnum):
    """Why an enrolment ended; decides the retention period (seed 001 art. 11)."""

    LEFT = "vertrokken"
    REFERRED = "verwezen"
    FINISHED = "uitgestroomd"
    UNKNOWN = "onbekend"


class Right(StrEnum):
    """What somebody may want to do for or about a pupil."""

    REGISTER = "register"  # read what the school processes in general (AVG 13-14)
    VIEW = "view"  # see what concerns this pupil
    REQUEST = "request"  # the rights of AVG 15-21 for this pupil
    INFORMATION = "information"  # BW 1:377c
    CONSENT = "consent"  # AVG 7; UAVG 5


class Reason(StrEnum):
    """Why a verdict fell as it did; the page puts it into words."""

    OWN_DATA = "own_data"
    AUTHORITY = "authority"
    MANDATE = "mandate"
    EVERYBODY = "everybody"
    PARENT = "parent"
    NO_LINK = "no_link"
    NO_AUTHORITY = "no_authority"
    AUTHORITY_UNKNOWN = "authority_unknown"
    RESTRICTED = "restricted"
    SIXTEEN = "sixteen"
    ADULT = "adult"
    TOO_YOUNG = "too_young"
    NO_BIRTH_DATE = "no_birth_date"
    NOT_KEPT = "not_kept"
    LEFT = "left"
    HAS_AUTHORITY = "has_authority"
    PROVISIONAL = "provisional"


@dataclass(frozen=True)
class Term:
    """A half-open stretch of days: `until` is the first day that no longer counts."""

    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies inside."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class CourtRestriction:
    """A court order about one guardian; what is not set is denied (law.md §3)."""

    term: Term
    may_view: bool = False
    may_request: bool = False
    may_be_informed: bool = False


@dataclass(frozen=True)
class MandateGiven:
    """A mandate as the pupil gave it; a revoked one has its last day in the term."""

    scope: MandateScope
    term: Term


@dataclass(frozen=True)
class Link:
    """What ties one person to one pupil."""

    term: Term
    is_self: bool = False
    authority: Authority = Authority.UNKNOWN
    restriction: CourtRestriction | None = None
    mandates: tuple[MandateGiven, ...] = field(default=())
    provisional: bool = False  # the account was opened with a letter alone, short ago


@dataclass(frozen=True)
class Subject:
    """What the rules must know of a pupil.

    `left_on` is the first day outside the school, `kept_until` the first day on which the school
    keeps no file any more; both None while no end is known.
    """

    born_on: date | None
    primary: bool
    left_on: date | None = None
    kept_until: date | None = None


@dataclass(frozen=True)
class Verdict:
    """Allowed or not, with the reason as data."""

    allowed: bool
    reason: Reason


def turns(born_on: date, years: int) -> date:
    """The day on which somebody reaches an age; born on 29 February: 1 March (law.md §3)."""
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1)


def age(born_on: date, today: date) -> int:
    """Whole years on a date."""
    years = today.year - born_on.year
    return years if turns(born_on, years) <= today else years - 1


def has_turned(subject: Subject, years: int, today: date) -> bool | None:
    """Whether the pupil has reached the age; None when no birth date is known and it may matter.

    Without a birth date a pupil in primary education counts as younger than 16 (law.md §3).
    """
    if subject.born_on is not None:
        return turns(subject.born_on, years) <= today
    return False if subject.primary else None


def kept_until(left_on: date, reason: LeavingReason, *, file_years: int = 2) -> date:
    """The first day without a file: 2 years after leaving, 3 after a referral (law.md §7)."""
    years = max(file_years, 3) if reason is LeavingReason.REFERRED else file_years
    return turns(left_on, years)


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

    So may a parent with authority whom a court left nothing else.
    """
    restricted = _restricted(link, today)
    if restricted and not _order_allows(Right.INFORMATION, link):
        return Verdict(False, Reason.RESTRICTED)
    if has_turned(subject, 18, today):
        return Verdict(False, Reason.ADULT)
    if link.authority is Authority.YES and not restricted:
        return Verdict(False, Reason.HAS_AUTHORITY)
    return Verdict(True, Reason.PARENT)


def _guardian(right: Right, link: Link, subject: Subject, today: date) -> Verdict:
    if _restricted(link, today) and not _order_allows(right, link):
        return Verdict(False, Reason.RESTRICTED)
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


def _restricted(link: Link, today: date) -> bool:
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
