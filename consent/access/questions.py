"""The door to consent: one's own choices and the neutral outcome, never another's choice."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F
from django.utils.translation import get_language

from consent.access.coming_down import ComingDown, along, found_along
from consent.models import CurrentChoice, Purpose, PurposeText
from consent.models.purposes import LEADING_LANGUAGE
from consent.outcomes import Asked, Outcome, Words, purposes_of, weigh, words_of
from consent.rules import Answer, Medium, asked_about
from consent.whereabouts import whereabouts_of
from consent.wording import DRAWINGS, LINES, Line
from portal.people.access import Person, Tie, get_tie, is_grown
from portal.people.rules import Right
from portal.prepared import Prepared, hand_out

# Behind the page of choices; what comes down, and the code of what may not be asked any more, are
# read along (portal/prepared.py).
CHOICES_AND_TASKS: Prepared[Any] = Prepared(
    lambda pupils: CurrentChoice.objects.filter(pupil__in=pupils).annotate(
        asked_code=F("purpose__code"), **along("pupil")
    )
)
# Behind every answer: the texts of a question, and of those that may stand in its place.
ALIKE = Prepared(
    lambda board, purpose: (
        PurposeText.objects.filter(
            purpose__board=board,
            purpose__code__in=Purpose.objects.filter(pk=purpose).values("code"),
        )
        .select_related("purpose")
        .order_by()
    )
)


class Gone(NamedTuple):
    """What comes down because of the outcome: one line below a question.

    `kind`: "open", "printed", or how it ended (`Removal`). `on`: the last day of what is open;
    `days`: those on which it ended, the first one first.
    """

    kind: str
    number: int
    on: date | None = None
    days: tuple[date, ...] = ()


class Shown(NamedTuple):
    """All that stands on the page of a question; equal for everybody who answered alike.

    `own` is this person's answer: "ja", "nee", "again" when the text is newer, or none. One that
    the school typed in has `entered_on`.
    """

    key: str
    version: int
    language: str
    title: str
    question: str
    explanation: str
    withdrawal: str
    audience: str
    kept: str
    for_child: str
    picture: str
    told: Line
    confirm_by: date | None
    own: str
    own_on: date | None
    own_via: str
    entered_on: date | None
    may_answer: bool
    is_self: bool
    gone: tuple[Gone, ...]
    is_dutch_only: bool


@dataclass(frozen=True)
class Question:
    """One purpose for one pupil as one person may see it."""

    purpose: Purpose
    text: PurposeText
    own: CurrentChoice | None
    told: Line
    confirm_by: date | None
    may_answer: bool
    is_self: bool
    wanted: str = LEADING_LANGUAGE  # the language that this person likes best to read
    gone: tuple[Gone, ...] = ()

    @property
    def key(self) -> str:
        """The purpose, as it stands in addresses."""
        return str(self.purpose.pk)

    @property
    def shown(self) -> Shown:
        """What the page says and its form sends."""
        text = self.text
        return Shown(
            key=self.key,
            version=text.version,
            language=text.language,
            title=text.title,
            question=text.question,
            explanation=text.explanation,
            withdrawal=text.withdrawal,
            audience=text.audience,
            kept=text.kept,
            for_child=text.for_child,
            picture=DRAWINGS[Medium(self.purpose.medium)],
            told=self.told,
            confirm_by=self.confirm_by,
            own=self.own_word,
            own_on=self.own.on if self.own else None,
            own_via=self.own.given_via if self.own else "",
            entered_on=self.own.entered_on if self.own else None,
            may_answer=self.may_answer,
            is_self=self.is_self,
            gone=self.gone,
            is_dutch_only=text.language == LEADING_LANGUAGE != self.wanted,
        )

    @property
    def own_word(self) -> str:
        """This person's own answer, as `Shown.own` has it."""
        if self.own is None:
            return ""
        if self.own.answer != Answer.GIVEN:
            return "nee"
        return "ja" if self.own.version >= self.text.meaning else "again"


def get_pupil(user: Person, pupil_id: UUID, today: date) -> Tie:
    """Who may see the choices about this pupil; 404 for everybody else."""
    return get_tie(user, pupil_id, Right.VIEW, today)


def find_purpose(tie: Tie, purpose_id: UUID) -> Purpose | None:
    """A purpose that is asked about this pupil, with its texts; None for any other.

    One that stopped while its page was open is there still: the verb says that it is over.
    """
    rows = ALIKE(tie.pupil.board_id, purpose_id)
    alike = {row.purpose_id: row.purpose for row in rows}
    wanted = alike.get(purpose_id)
    if wanted is None or wanted.since > tie.today:
        return None
    reaches = {key: one.reach for key, one in alike.items() if one.is_on(tie.today)}
    reaches[purpose_id] = wanted.reach
    where = whereabouts_of([tie.pupil], reaches.values(), tie.today)[tie.pupil.pk]
    if purpose_id not in asked_about(reaches, where):
        return None
    hand_out(rows, to=[wanted], via="purpose", as_="texts")
    return wanted


def questions_of(tie: Tie) -> list[Question]:
    """Every purpose that is asked, with this person's own answer and the neutral outcome."""
    return open_questions([tie])[tie.pupil.pk]


def questions_and_more(
    tie: Tie, *languages: str
) -> tuple[list[Question], list[CurrentChoice], ComingDown]:
    """The same, the yeses of this person to what they cannot answer there, and what comes down;
    as many queries.

    `languages` are those of the reader, the dearest first.
    """
    found, words = _opened([tie], *languages)
    questions = found[tie.pupil.pk]
    there = {one.purpose.pk for one in questions if one.may_answer}
    own = (row for row in words[tie.pupil.pk] if row.guardian_id == tie.guardian_id)
    given = [row for row in own if row.purpose_id not in there and row.word.is_yes]
    return questions, given, found_along(words[tie.pupil.pk], tie.today)


def to_read_together(tie: Tie, questions: Collection[Question]) -> list[Question]:
    """Those with words for a child, to read beside a pupil under 16; none for the pupil itself."""
    if tie.guardian_id is None or is_grown(tie.pupil, tie.today):
        return []
    return [one for one in questions if one.text.for_child]


def open_questions(ties: Collection[Tie]) -> dict[UUID, list[Question]]:
    """The questions about several pupils; the number of queries does not depend on how many."""
    return _opened(ties)[0] if ties else {}


def _opened(ties: Collection[Tie], *languages: str) -> tuple[dict[UUID, list[Question]], Words]:
    pupils = [tie.pupil for tie in ties]
    today = next(iter(ties)).today
    read = languages or ((get_language() or LEADING_LANGUAGE)[:2],)
    purposes, words = purposes_of(pupils, today, *read), words_of(pupils, CHOICES_AND_TASKS)
    outcomes = weigh(pupils, purposes, words, today)
    questions = {
        tie.pupil.pk: _questions(
            tie, purposes[tie.pupil.pk], words[tie.pupil.pk], outcomes[tie.pupil.pk], read[0]
        )
        for tie in ties
    }
    return questions, words


def _questions(
    tie: Tie,
    asked: list[Asked],
    words: list[CurrentChoice],
    outcomes: dict[UUID, Outcome],
    wanted: str,
) -> list[Question]:
    may_answer = tie.may(Right.CONSENT)
    own = {row.purpose_id: row for row in words if row.guardian_id == tie.guardian_id}
    return [
        Question(
            purpose=one.purpose,
            text=one.text,
            own=own.get(one.purpose.pk),
            told=LINES[outcomes[one.purpose.pk].told],
            confirm_by=outcomes[one.purpose.pk].confirm_by,
            may_answer=may_answer,
            is_self=tie.guardian_id is None,
            wanted=wanted,
        )
        for one in asked
    ]
