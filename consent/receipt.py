"""Bewijs van toestemming: the facts of one person's own choices for one pupil (AVG 7(1))."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from consent.languages import NAMES
from consent.models import Choice
from consent.rules import Answer, Capacity, GivenVia, Medium
from consent.wording import ANSWERS, CHANNELS


@dataclass(frozen=True)
class Wording:
    """What was read: a version of a text. Without `question` the words are no longer as they were;
    the fingerprint, which stands in the ledger, is left.
    """

    purpose_id: UUID
    version: int
    language: str
    fingerprint: str
    medium: Medium | None = None
    channel: str = ""  # the name of it, where the board gives that
    in_force_on: date | None = None
    title: str = ""
    question: str = ""
    explanation: str = ""
    withdrawal: str = ""
    audience: str = ""
    kept: str = ""
    for_child: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """All that was read, in the order in which the fingerprint has it; none when it is lost."""
        if not self.question:
            return ()
        first = (self.question, self.explanation, self.withdrawal)
        return (*first, self.audience, self.kept, self.for_child)

    @property
    def language_name(self) -> str:
        """In words."""
        return str((NAMES | dict(settings.LANGUAGES)).get(self.language, self.language))

    @property
    def heading(self) -> str:
        """What a reader knows the question by."""
        return self.title or _("Een vraag van de school")


@dataclass(frozen=True)
class Said:
    """One answer. No number of the ledger: the gaps would tell how often another answered."""

    wording: Wording
    answer: Answer
    capacity: Capacity
    on: date
    via: GivenVia
    entered_on: date | None = None

    @property
    def is_read(self) -> bool:
        """Whether these words stood with the question. Another app has its own, and a paper older
        than the text had none of it: then the school only put the answer with it (AVG 7(1)).
        """
        since = self.wording.in_force_on
        return self.via is not GivenVia.IMPORT and (since is None or since <= self.on)

    @property
    def is_taken_over(self) -> bool:
        """Whether it came out of the app of before."""
        return self.via is GivenVia.IMPORT

    @property
    def answer_words(self) -> str:
        """Ja, nee, or a yes taken back."""
        return str(ANSWERS[self.answer])

    @property
    def via_words(self) -> str:
        """By which channel it came."""
        return str(CHANNELS[self.via])

    @property
    def capacity_words(self) -> str | Promise:
        """As what somebody spoke."""
        return dict(Choice.CAPACITIES)[self.capacity.value]


@dataclass(frozen=True)
class Party:
    """Somebody in the receipt, by id and name."""

    pk: UUID
    name: str


@dataclass(frozen=True)
class Receipt:
    """Who said what for whom; `said` the oldest first. `giver` equals `pupil` for a pupil."""

    pupil: Party
    giver: Party
    board: Party
    made_on: date
    said: tuple[Said, ...]

    @property
    def is_self(self) -> bool:
        """Whether the pupil spoke."""
        return self.giver == self.pupil

    @property
    def by_purpose(self) -> dict[UUID, list[Said]]:
        """The answers to each question, in the order in which they were first answered."""
        found: dict[UUID, list[Said]] = {}
        for one in self.said:
            found.setdefault(one.wording.purpose_id, []).append(one)
        return found

    @property
    def wordings(self) -> dict[Wording, bool]:
        """Every text once, and whether it was read before an answer."""
        return wordings_of(self.said)


def wordings_of(said: Iterable[Said]) -> dict[Wording, bool]:
    """The same of some answers."""
    found: dict[Wording, bool] = {}
    for one in said:
        found[one.wording] = found.get(one.wording, False) or one.is_read
    return found
