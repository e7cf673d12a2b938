"""Laatste antwoord: what each giver said last, as plain rows; a whole class is read at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast

from consent.models import CurrentChoice, PublicationPupil
from consent.rules import Answer, Capacity, Word
from portal.prepared import Prepared

# Behind the pages in class; as text, since most ids and days come many times (portal/prepared.py).
LAST_OF: Prepared[Any] = Prepared(
    lambda pupils: (
        CurrentChoice.objects.filter(pupil__in=pupils)
        .order_by()
        .values_list(
            *(Cast(key, CharField()) for key in ("pupil_id", "purpose_id", "guardian_id", "on")),
            *("answer", "version", "capacity", "choice_id"),
        )
    )
)
IS_PUBLISHED = Exists(PublicationPupil.objects.filter(pupil_id=OuterRef("pupil_id")))
# What one giver said last to one question; the pupil's own word has no guardian.
SAID_BY_GUARDIAN: Prepared[Any] = Prepared(
    lambda purpose, pupil, guardian: (
        CurrentChoice.objects.filter(purpose=purpose, pupil=pupil, guardian=guardian)
        .select_related("purpose")
        .annotate(is_published=IS_PUBLISHED)
    )
)
SAID_BY_PUPIL: Prepared[Any] = Prepared(
    lambda purpose, pupil: (
        CurrentChoice.objects.filter(purpose=purpose, pupil=pupil, guardian=None)
        .select_related("purpose")
        .annotate(is_published=IS_PUBLISHED)
    )
)
ANSWERS = {one.value: one for one in Answer}
CAPACITIES = {one.value: one for one in Capacity}


class Last(NamedTuple):
    """A `CurrentChoice` as far as the rules need it; never to be shown as it is."""

    purpose_id: UUID
    answer: Answer
    word: Word


def last_by(purpose: UUID, pupil: UUID, guardian: UUID | None) -> Any:
    """The `CurrentChoice` of this giver to this question, or None; with the question, and with
    `is_published`: whether anything was published of the pupil.
    """
    if guardian is None:
        return next(iter(SAID_BY_PUPIL(purpose, pupil)), None)
    return next(iter(SAID_BY_GUARDIAN(purpose, pupil, guardian)), None)


def read_last(rows: Iterable[Any]) -> dict[UUID, list[Last]]:
    """Rows of `LAST_OF`: pupil → the last answer of every giver."""
    found: dict[str, list[Last]] = defaultdict(list)
    ids, days = Read(UUID), Read(date.fromisoformat)
    for pupil, purpose, by, on, said, version, capacity, nr in rows:
        answer, giver = ANSWERS[said], ids[by] if by else None
        word = Word(giver, answer, version, CAPACITIES[capacity], days[on], nr)
        found[pupil].append(Last(ids[purpose], answer, word))
    return {ids[pupil]: mine for pupil, mine in found.items()}


class Read(dict[str, Any]):
    """What stands in a text; each text is read once."""

    def __init__(self, read: Callable[[str], object]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, text: str) -> object:
        self[text] = self.read(text)
        return self[text]
