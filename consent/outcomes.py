"""The effective consent of pupils: the facts for the rules, in a constant number of queries.

Beside the rooms, since both must weigh: who asks (access) and what a new answer ends (actions).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from django.db.models import prefetch_related_objects

from consent.elsewhere import codes_of, noes_elsewhere
from consent.holders import fill_guardianships, held_by_guardians
from consent.last import Last
from consent.models import CurrentChoice, Purpose, PurposeText, text_in_force
from consent.models.purposes import LEADING_LANGUAGE
from consent.rules import (
    Capacity,
    Effective,
    Held,
    PupilFacts,
    Told,
    Word,
    asked_about,
    confirm_by,
    effective,
    told,
    with_noes_elsewhere,
)
from consent.whereabouts import whereabouts_of
from portal.people.access import fill_mandates, mandates_of, subject_of
from portal.people.models import Pupil
from portal.people.rules import turns
from portal.prepared import Prepared

LEDGER = attrgetter("nr")
NR = Word._fields.index("nr")  # the last one: of it only the order counts
Row = CurrentChoice | Last


@dataclass(frozen=True)
class Outcome:
    """The effective consent, with whether a second voice counts in it.

    `confirm_by` is the last day of the guardians' yes for a pupil of 16 who has not answered.
    """

    effective: Effective
    shared: bool
    confirm_by: date | None = None

    @property
    def told(self) -> Told:
        """The neutral wording."""
        return told(self.effective, shared=self.shared)


class Law(NamedTuple):
    """A question as the rules take it; `version`: the oldest with the meaning of today."""

    key: UUID
    code: str
    both_needed: bool
    version: int


@dataclass(frozen=True)
class Asked:
    """A question that is asked, with the Dutch text in force and the one to read."""

    purpose: Purpose
    leading: PurposeText
    text: PurposeText

    @property
    def law(self) -> Law:
        """What the rules need of it."""
        one = self.purpose
        return Law(one.pk, one.code, one.both_needed, self.leading.meaning)


Outcomes = dict[UUID, dict[UUID, Outcome]]
Words = dict[UUID, list[CurrentChoice]]
Purposes = dict[UUID, list[Asked]]

# Behind the page of choices; see portal/prepared.py.
CHOICES_OF = Prepared(lambda pupils: CurrentChoice.objects.filter(pupil__in=pupils))


def outcomes_of(pupils: Collection[Pupil], today: date) -> Outcomes:
    """Pupil → purpose → outcome, for whoever must obey it: photo check, disclosures."""
    prefetch_related_objects(list(pupils), "board", "enrolments__school")
    return weigh(pupils, purposes_of(pupils, today), words_of(pupils), today)


def allowed_for(purpose: Purpose, pupils: Collection[Pupil], today: date) -> dict[UUID, bool]:
    """Pupil → whether this purpose is allowed; what is not asked is not allowed."""
    outcomes = outcomes_of(pupils, today)
    return {
        pupil.pk: purpose.pk in outcomes[pupil.pk]
        and outcomes[pupil.pk][purpose.pk].effective.allowed
        for pupil in pupils
    }


def purposes_of(pupils: Collection[Pupil], today: date, *languages: str) -> Purposes:
    """What is asked about each pupil today; `board` and `enrolments` should be there already.

    `languages` are those of the reader, the dearest first; Dutch when there is none of them.
    """
    rows = asked_by({pupil.board_id for pupil in pupils}, today, *languages)
    asked = {one.purpose.pk: one for one in rows}
    reaches = {key: one.purpose.reach for key, one in asked.items()}
    places = whereabouts_of(pupils, reaches.values(), today)
    single = {reach.pupil for reach in reaches.values()}
    known: dict[tuple[object, ...], list[Asked]] = {}
    found = {}
    for pupil, where in places.items():  # pupils who are at the same places are asked the same
        alike = (where.board, where.schools, where.groups, pupil if pupil in single else None)
        if alike not in known:
            known[alike] = [asked[key] for key in asked_about(reaches, where)]
        found[pupil] = known[alike]
    return found


def asked_by(boards: Collection[UUID], today: date, *languages: str) -> list[Asked]:
    """All that these boards ask today, in one query, in the order of the page."""
    purposes: dict[UUID, Purpose] = {}
    texts: dict[UUID, list[PurposeText]] = defaultdict(list)
    for row in _texts_in(*languages)(boards):
        if row.purpose.is_on(today):
            purposes[row.purpose_id] = row.purpose
            texts[row.purpose_id].append(row)
    found = []
    for purpose in sorted(purposes.values(), key=lambda one: (one.position, one.code, one.id)):
        mine = texts[purpose.id]
        leading = text_in_force(mine, today)
        text = text_in_force(mine, today, *languages) if len(mine) > 1 else leading
        if leading and text:
            found.append(Asked(purpose, leading, text))
    return found


@cache
def _texts_in(*languages: str) -> Prepared[PurposeText]:
    """The texts of boards in the languages of the reader and in the one that decides."""
    read = sorted({*languages, LEADING_LANGUAGE})
    return Prepared(
        lambda boards: (
            PurposeText.objects.filter(purpose__board__in=boards, language__in=read)
            .select_related("purpose")
            .order_by()
        )
    )


def words_of(pupils: Iterable[Pupil], choices: Prepared[CurrentChoice] = CHOICES_OF) -> Words:
    """Pupil → the last answer of every giver; never to be shown as it is."""
    rows: Words = defaultdict(list)
    for row in choices([pupil.pk for pupil in pupils]):
        rows[row.pupil_id].append(row)
    return rows


def weigh(
    pupils: Collection[Pupil],
    purposes: Purposes,
    words: Mapping[UUID, Sequence[Row]],
    today: date,
) -> Outcomes:
    """The rules' answer for every pupil and purpose."""
    fill_guardianships(pupils)
    fill_mandates(pupils, today)
    asked = (one.purpose for found in purposes.values() for one in found)
    codes = codes_of(asked, (row for pupil in pupils for row in words.get(pupil.pk, ())))
    return {
        pupil.pk: _weigh_one(pupil, purposes[pupil.pk], words.get(pupil.pk, ()), codes, today)
        for pupil in pupils
    }


def facts_of(pupil: Pupil) -> PupilFacts:
    """What the rules need of a pupil; `enrolments` should be there already."""
    return PupilFacts(
        sixteen_on=turns(pupil.born_on, 16) if pupil.born_on else None,
        eighteen_on=turns(pupil.born_on, 18) if pupil.born_on else None,
        in_primary=subject_of(pupil).primary,
    )


def effective_of(
    laws: Sequence[Law],
    rows: Sequence[Row],
    codes: Mapping[UUID, str],
    held: Mapping[UUID, Held],
    *,
    pupil: PupilFacts,
    today: date,
) -> dict[UUID, Effective]:
    """Of one pupil, from nothing but these facts: question → what the law says."""
    known: dict[tuple[object, ...], Effective] = {}
    found = {}
    for law, said in zip(laws, _said(laws, rows, codes), strict=True):
        alike = (law.both_needed, law.version, *(word[:NR] for word in said))
        outcome = known.get(alike)
        if outcome is None:  # most families say the same to many questions
            outcome = known[alike] = effective(
                said,
                held,
                both_needed=law.both_needed,
                version=law.version,
                pupil=pupil,
                today=today,
            )
        found[law.key] = outcome
    return found


def _weigh_one(
    pupil: Pupil,
    asked: list[Asked],
    rows: Sequence[Row],
    codes: Mapping[UUID, str],
    today: date,
) -> dict[UUID, Outcome]:
    facts, held = facts_of(pupil), held_by_guardians(pupil, today)
    shared = _is_shared(pupil, held, today)
    last_day = confirm_by(facts.sixteen_on) if facts.sixteen_on else None
    laws = [one.law for one in asked]
    found = effective_of(laws, rows, codes, held, pupil=facts, today=today)
    return {key: Outcome(one, shared, last_day) for key, one in found.items()}


def _said(
    laws: Sequence[Law], rows: Sequence[Row], codes: Mapping[UUID, str]
) -> Iterator[list[Word]]:
    """For each question what counts, in the order of the ledger: the answers, and a no to the same
    question elsewhere.
    """
    said: dict[UUID, list[Word]] = {law.key: [] for law in laws}
    elsewhere = []
    for row in rows:
        mine = said.get(row.purpose_id)
        if mine is None:
            elsewhere.append(row)
        else:
            mine.append(row.word)
    for law in laws:
        words = said[law.key]
        if elsewhere:
            words = with_noes_elsewhere(words, noes_elsewhere(law.code, elsewhere, codes))
        yield sorted(words, key=LEDGER)


def _is_shared(pupil: Pupil, held: dict[UUID, Held], today: date) -> bool:
    """Whether more than one voice counts: from the links alone, never from what was answered."""
    if pupil.born_on and turns(pupil.born_on, 16) <= today:
        return any(mandates_of(pupil, today)) or any(
            one.mandated_since is not None for one in held.values()
        )
    guardians = {row.guardian_id for row in pupil.guardianships.all()}
    denied = {key for key, one in held.items() if one.capacity is Capacity.DENIED}
    return len(guardians - denied) > 1
