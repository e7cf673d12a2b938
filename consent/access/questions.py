"""The door to consent: one's own choices and the neutral outcome, never another's choice."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import get_language

from consent.access.outcomes import Asked, Outcome, purposes_of, weigh, words_of
from consent.models import CurrentChoice, Purpose, PurposeText
from consent.rules import Answer
from consent.wording import LINES, Line
from portal.people.access import Person, Tie, get_tie
from portal.people.rules import Right


@dataclass(frozen=True)
class Question:
    """One purpose for one pupil as one person may see it."""

    purpose: Purpose
    text: PurposeText
    own: CurrentChoice | None
    told: Line
    confirm_by: date | None
    may_answer: bool

    @property
    def own_yes(self) -> bool:
        """Whether this person's last answer is yes."""
        return self.own is not None and self.own.answer == Answer.GIVEN

    @property
    def is_asked_again(self) -> bool:
        """This person's own yes was to an older text."""
        return self.own_yes and self.own is not None and self.own.version != self.text.version

    @property
    def current(self) -> str:
        """The button that holds now: "ja", "nee" or neither."""
        if self.own is None or self.is_asked_again:
            return ""
        return "ja" if self.own_yes else "nee"


def get_pupil(user: Person, pupil_id: UUID, today: date) -> Tie:
    """Who may see the choices about this pupil; 404 for everybody else."""
    return get_tie(user, pupil_id, Right.VIEW, today)


def get_answering(user: Person, pupil_id: UUID, today: date) -> Tie:
    """Who may answer: 404 for a stranger, 403 for whoever sees the pupil but may not consent."""
    tie = get_pupil(user, pupil_id, today)
    if not tie.may(Right.CONSENT):
        raise PermissionDenied
    return tie


def get_purpose(tie: Tie, purpose_id: UUID) -> Purpose:
    """A purpose that is asked about this pupil today; any other does not exist."""
    for asked in purposes_of([tie.pupil], tie.today)[tie.pupil.pk]:
        if asked.purpose.pk == purpose_id:
            return asked.purpose
    raise Http404


def questions_of(tie: Tie) -> list[Question]:
    """Every purpose that is asked, with this person's own answer and the neutral outcome."""
    return open_questions([tie])[tie.pupil.pk]


def open_questions(ties: Collection[Tie]) -> dict[UUID, list[Question]]:
    """The questions about several pupils; the number of queries does not depend on how many."""
    if not ties:
        return {}
    pupils = [tie.pupil for tie in ties]
    today = next(iter(ties)).today
    language = (get_language() or "nl")[:2]
    purposes, words = purposes_of(pupils, today, language), words_of(pupils)
    outcomes = weigh(pupils, purposes, words, today)
    return {
        tie.pupil.pk: [
            _question(tie, asked, words[tie.pupil.pk], outcomes[tie.pupil.pk][asked.purpose.pk])
            for asked in purposes[tie.pupil.pk]
        ]
        for tie in ties
    }


def _own(tie: Tie, purpose: Purpose, words: list[CurrentChoice]) -> CurrentChoice | None:
    giver = (purpose.pk, tie.guardian_id)
    return next((row for row in words if (row.purpose_id, row.guardian_id) == giver), None)


def _question(tie: Tie, asked: Asked, words: list[CurrentChoice], outcome: Outcome) -> Question:
    return Question(
        purpose=asked.purpose,
        text=asked.text,
        own=_own(tie, asked.purpose, words),
        told=LINES[outcome.told],
        confirm_by=outcome.confirm_by,
        may_answer=tie.may(Right.CONSENT),
    )
