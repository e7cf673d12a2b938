"""Eerder gezegd: a yes to what is not asked any more, which can be taken back (AVG 7(3))."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from consent.access.questions import find_purpose, get_pupil
from consent.last import last_by
from consent.models import CurrentChoice, Purpose, PurposeText
from consent.models.purposes import LEADING_LANGUAGE
from portal.people.access import Person, Tie
from portal.people.rules import Right
from portal.prepared import Prepared, hand_out

# With a no to what may not be answered any more; see portal/prepared.py.
TEXTS_OF = Prepared(
    lambda purpose: PurposeText.objects.filter(purpose=purpose).order_by("version", "language")
)


@dataclass(frozen=True)
class Earlier:
    """What this person said yes to; the question ended, or is no longer about the pupil."""

    key: str
    title: str
    version: int
    on: date


def get_to_answer(
    user: Person, pupil_id: UUID, purpose_id: UUID, today: date, *, says_yes: bool
) -> tuple[Tie, Purpose]:
    """Who may answer, and to what. 404 for a stranger and for what is not asked; 403 for whoever
    sees the pupil but may not consent. Taking back one's own yes is open to whoever gave it, as
    long as they see the pupil: also after the question, the school or the right ended.
    """
    tie = get_pupil(user, pupil_id, today)
    may_consent = tie.may(Right.CONSENT)
    asked = find_purpose(tie, purpose_id) if may_consent else None
    if asked is None and not says_yes:
        asked = _said_yes_to(tie, purpose_id)
    if asked is not None:
        return tie, asked
    if may_consent:
        raise Http404
    raise PermissionDenied


def _said_yes_to(tie: Tie, purpose_id: UUID) -> Purpose | None:
    """The question to which this person's last word is yes."""
    last = last_by(purpose_id, tie.pupil.pk, tie.guardian_id)
    if last is None or not last.word.is_yes:
        return None
    purpose: Purpose = last.purpose
    hand_out(TEXTS_OF(purpose_id), to=[purpose], via="purpose", as_="texts")
    return purpose


def earlier_of(given: Collection[CurrentChoice]) -> list[Earlier]:
    """These yeses with the titles that were read, the newest first; mostly nothing is asked."""
    if not given:
        return []
    keys = [row.purpose_id for row in given]
    texts = PurposeText.objects.filter(purpose__in=keys, language=LEADING_LANGUAGE)
    titles = {(text.purpose_id, text.version): text.title for text in texts}
    rows = sorted(given, key=lambda row: row.word.moment, reverse=True)
    return [
        Earlier(str(row.purpose_id), titles[row.purpose_id, row.version], row.version, row.on)
        for row in rows
    ]
