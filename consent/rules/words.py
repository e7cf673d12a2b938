"""Antwoord, hoedanigheid en uitkomst: the words of consent (AVG 4(11), 7)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID


class Answer(StrEnum):
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # AVG 7(3): a yes taken back; weighs exactly as much as a refusal


class Capacity(StrEnum):
    """As what somebody speaks; on giving (proof, AVG 7(1)) and on the date asked about."""

    PUPIL = "pupil"
    AUTHORITY = "authority"
    MANDATE = "mandate"
    UNKNOWN = "unknown"
    DENIED = "denied"


class State(StrEnum):
    ALLOWED = "allowed"
    NOT_ALLOWED = "not_allowed"
    UNANSWERED = "unanswered"
    WAITS_FOR_SECOND = "waits_for_second"
    NO_AGREEMENT = "no_agreement"
    ASKED_AGAIN = "asked_again"
    NOT_CONFIRMED_BY_PUPIL = "not_confirmed_by_pupil"


class Told(StrEnum):
    """What a family is told of the outcome: never more than these words (law.md §4)."""

    ALLOWED = "allowed"
    ALLOWED_FOR_NOW = "allowed_for_now"
    NO_JOINT_CONSENT = "no_joint_consent"
    NOT_ALLOWED = "not_allowed"
    BIRTH_DATE_NEEDED = "birth_date_needed"


class GivenVia(StrEnum):
    """The channel of an answer, part of the proof (AVG 7(1))."""

    PORTAL = "portal"
    PAPER = "paper"
    DESK = "desk"
    IMPORT = "import"  # read from a sheet of the app that the school used before


class Medium(StrEnum):
    """Where a purpose publishes or hands over: each channel by its own name (law.md §4)."""

    SCHOOL_GUIDE = "school_guide"
    WEBSITE = "website"
    INSTAGRAM = "instagram"
    FACEBOOK = "facebook"
    YOUTUBE = "youtube"
    TIKTOK = "tiktok"
    LINKEDIN = "linkedin"
    NEWSLETTER = "newsletter"
    PARENT_APP = "parent_app"  # both in one question; new ones choose (PAST_MEDIA)
    CLOSED_APP = "closed_app"
    PRESS = "press"
    LESSON_VIDEO = "lesson_video"
    PHOTOGRAPHER = "photographer"
    CLASS_PHOTO = "class_photo"
    CONTACT_LIST = "contact_list"
    RESEARCH = "research"
    YOUTH_HEALTH = "youth_health"
    FAMILY_CARERS = "family_carers"
    OWN_CHANNEL = "own_channel"  # pictures, on what the board itself names
    OTHER = "other"


PAST_MEDIA = frozenset({Medium.PARENT_APP})  # of older questions: one asks for one (law.md §4)
NAMED_MEDIA = frozenset({Medium.OWN_CHANNEL, Medium.OTHER})  # whose name the board gives


class Reason(StrEnum):
    YES = "yes"
    NO_STANDS = "no_stands"
    NOBODY_ANSWERED = "nobody_answered"
    SECOND_YES_MISSING = "second_yes_missing"
    TEXT_CHANGED = "text_changed"
    AUTHORITY_ENDED = "authority_ended"
    GUARDIANS_YES_FOR_NOW = "guardians_yes_for_now"
    NOT_CONFIRMED_IN_TIME = "not_confirmed_in_time"
    NO_BIRTH_DATE = "no_birth_date"


class Word(NamedTuple):
    """The last word of one giver: `by` is a guardian, or None for the pupil.

    `nr` is its place in the ledger; a paper may be older than a row before it.
    """

    by: UUID | None
    answer: Answer
    version: int
    capacity: Capacity
    on: date
    nr: int

    @property
    def is_yes(self) -> bool:
        return self.answer is Answer.GIVEN

    @property
    def moment(self) -> tuple[date, int]:
        """When it was said: by day, and within a day by the ledger."""
        return (self.on, self.nr)


@dataclass(frozen=True)
class Held:
    """What a guardian is today, and since when without a break; no `since` is always.

    `mandated_since` is set while a mandate of the pupil, or a representation, lets the guardian
    act; `represents` when that outlives the 18th birthday (mentor, curator). `before` is the first
    day that was recorded, when nothing since speaks against authority: of the days before it no
    record says anything, and a yes of such a day is only there under a statement (ADR 19).
    """

    capacity: Capacity
    since: date | None = None
    mandated_since: date | None = None
    represents: bool = False
    before: date | None = None

    def is_before_records(self, day: date) -> bool:
        """Whether what holds today also says what held on that day."""
        return self.before is not None and day < self.before

    def carries(self, word: Word) -> bool:
        """Whether a yes still rests on what carried it when it was given."""
        if word.capacity is Capacity.MANDATE:
            return self.mandated_since is not None and self.mandated_since <= word.on
        unbroken = self.since is None or self.since <= word.on
        known = unbroken or self.is_before_records(word.on)
        return self.capacity is word.capacity and known


NOT_LINKED = Held(Capacity.UNKNOWN)  # a link that vanished is not a denial: a no goes on standing


@dataclass(frozen=True)
class PupilFacts:
    """The birthdays of the pupil; None when no birth date is known."""

    sixteen_on: date | None
    eighteen_on: date | None
    in_primary: bool

    def is_sixteen(self, today: date) -> bool:
        return self.sixteen_on is not None and self.sixteen_on <= today

    def is_eighteen(self, today: date) -> bool:
        return self.eighteen_on is not None and self.eighteen_on <= today


@dataclass(frozen=True)
class Effective:
    """The outcome: `allowed` decides, `state` is what is told, `reason` is why."""

    allowed: bool
    state: State
    reason: Reason


def is_same_word(last: Word | None, *, answer: Answer, version: int, capacity: Capacity) -> bool:
    """A repeated tap says nothing new; the same yes to a newer text does."""
    if last is None:
        return False
    return (last.answer, last.version, last.capacity) == (answer, version, capacity)


def answer_for(last: Answer | None, *, says_yes: bool) -> Answer:
    """A no after a yes is a withdrawal (AVG 7(3)); a repeated no stays what it was."""
    if says_yes:
        return Answer.GIVEN
    if last is Answer.GIVEN:
        return Answer.WITHDRAWN
    return last or Answer.REFUSED


def may_say(answer: Answer, capacity: Capacity, *, has_right: bool) -> bool:
    """A yes needs the right to consent; a no of somebody not denied authority is always taken, and
    whoever said yes may take it back, whatever became of the right (AVG 7(3)).
    """
    if has_right or answer is Answer.WITHDRAWN:
        return True
    return answer is not Answer.GIVEN and capacity in {Capacity.AUTHORITY, Capacity.UNKNOWN}
