"""Invoeren: what a giver answered on paper or at the desk, written down by the school."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from consent.actions.ledger import Spoken, append, hold, last_of, tell
from consent.actions.take_down import follow
from consent.models import Choice, CurrentChoice, PaperProof, Purpose, text_answered
from consent.rules import (
    Answer,
    Capacity,
    EntryRefusal,
    GivenVia,
    LastSaid,
    answer_for,
    entry_refusal,
    is_same_entry,
    is_same_word,
    may_say,
)
from portal.people.access import Tie
from portal.people.models import User
from portal.people.rules import Right


class EntryRefusedError(Exception):
    """Nothing was written; `why` says which purpose was refused, and for what."""

    def __init__(self, why: Mapping[UUID, EntryRefusal]) -> None:
        super().__init__(", ".join(sorted(set(why.values()))))
        self.why = why


@transaction.atomic
def enter(
    answers: Mapping[Purpose, bool],
    *,
    tie: Tie,
    now: Tie,
    capacity: Capacity,
    via: GivenVia,
    reference: str,
    by: User,
    stated: bool = False,
) -> list[Choice]:
    """Appends the answers of one paper, to the texts that were in force on its day.

    `tie` and `capacity` are of the day of the paper, `now` of today: a yes needs the right on both.
    `stated`: what the school says of the days before its records (ADR 19).
    `reference` says where the paper is; empty when there is none. All or nothing: raises
    `EntryRefusedError`. The rows that were new come back.
    """
    hold(tie.pupil.pk)
    spoken, why, on = [], {}, tie.today
    for purpose, says_yes in answers.items():
        last = last_of(purpose, tie)
        text = text_answered(purpose, on=on, says_yes=says_yes, today=now.today, stated=stated)
        answer = answer_for(Answer(last.answer) if last else None, says_yes=says_yes)
        said = Spoken(text, tie, answer, capacity, via, by, stated and says_yes) if text else None
        found = _weigh(said, last, answer, says_yes, tie=tie, now=now, capacity=capacity, via=via)
        if isinstance(found, EntryRefusal):
            why[purpose.pk] = found
        elif not _is_repeated(last, found):
            spoken.append((found, last))
    if why:
        raise EntryRefusedError(why)
    made = [append(one, last) for one, last in spoken]
    if reference:
        PaperProof.objects.bulk_create(PaperProof(choice=one, reference=reference) for one in made)
    tell(made, tie=tie)
    follow([tie.pupil.pk], today=now.today)
    return made


def _weigh(
    spoken: Spoken | None,
    last: CurrentChoice | None,
    answer: Answer,
    says_yes: bool,
    *,
    tie: Tie,
    now: Tie,
    capacity: Capacity,
    via: GivenVia,
) -> Spoken | EntryRefusal:
    """The answer as it would be written, or why not."""
    if spoken and _is_repeated(last, spoken):
        return spoken
    refusal = entry_refusal(_said(last), on=tie.today, via=via, says_yes=says_yes, today=now.today)
    if refusal or spoken is None:
        return refusal or EntryRefusal.NOT_ASKED
    has_right = tie.may(Right.CONSENT) and now.may(Right.CONSENT)
    if not may_say(answer, capacity, has_right=has_right):
        return EntryRefusal.NO_RIGHT
    return spoken


def _said(last: CurrentChoice | None) -> LastSaid | None:
    return LastSaid(last.on, GivenVia(last.given_via)) if last else None


def _is_repeated(last: CurrentChoice | None, spoken: Spoken) -> bool:
    same = is_same_word(
        last.word if last else None,
        answer=spoken.answer,
        version=spoken.text.version,
        capacity=spoken.capacity,
    )
    return is_same_entry(_said(last), is_same_word=same, on=spoken.tie.today)
