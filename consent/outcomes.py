"""The effective consent of pupils: the facts for the rules, in a constant number of queries.

Beside the rooms, since both must weigh: who asks (access) and what a new answer ends (actions).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from django.db.models import prefetch_related_objects

from consent.elsewhere import codes_of, noes_elsewhere
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
from portal.people.access import (
    Tie,
    fill_mandates,
    mandates_of,
    represented_since,
    subject_of,
)
from portal.people.models import Guardianship, Pupil
from portal.people.rules import Authority, MandateScope, Right, has_turned, may_mandate, turns
from portal.prepared import Prepared, hand_out, is_handed_out


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


@dataclass(frozen=True)
class Asked:
    """A question that is asked, with the Dutch text in force and the one to read."""

    purpose: Purpose
    leading: PurposeText
    text: PurposeText


Outcomes = dict[UUID, dict[UUID, Outcome]]
Words = dict[UUID, list[CurrentChoice]]
Purposes = dict[UUID, list[Asked]]

# Behind the page of choices; see portal/prepared.py.
CHOICES_OF = Prepared(lambda pupils: CurrentChoice.objects.filter(pupil__in=pupils))
GUARDIANSHIPS_ABOUT = Prepared(lambda pupils: Guardianship.objects.filter(pupil__in=pupils))


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


def purposes_of(pupils: Collection[Pupil], today: date, language: str = "nl") -> Purposes:
    """What is asked about each pupil today; `board` and `enrolments` should be there already."""
    rows = asked_by({pupil.board_id for pupil in pupils}, today, language)
    asked = {one.purpose.pk: one for one in rows}
    reaches = {key: one.purpose.reach for key, one in asked.items()}
    places = whereabouts_of(pupils, reaches.values(), today)
    about = {pupil: asked_about(reaches, where) for pupil, where in places.items()}
    return {pupil: [asked[key] for key in keys] for pupil, keys in about.items()}


def asked_by(boards: Collection[UUID], today: date, language: str = "nl") -> list[Asked]:
    """All that these boards ask today, in one query, in the order of the page."""
    purposes: dict[UUID, Purpose] = {}
    texts: dict[UUID, list[PurposeText]] = defaultdict(list)
    for row in _texts_in(language)(boards):
        if row.purpose.is_on(today):
            purposes[row.purpose_id] = row.purpose
            texts[row.purpose_id].append(row)
    found = []
    for purpose in sorted(purposes.values(), key=lambda one: (one.position, one.code, one.pk)):
        leading = text_in_force(texts[purpose.pk], today)
        text = text_in_force(texts[purpose.pk], today, language)
        if leading and text:
            found.append(Asked(purpose, leading, text))
    return found


@cache
def _texts_in(language: str) -> Prepared[PurposeText]:
    """The texts of boards in the language of the reader and in the one that decides."""
    languages = sorted({language, LEADING_LANGUAGE})
    return Prepared(
        lambda boards: (
            PurposeText.objects.filter(purpose__board__in=boards, language__in=languages)
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


def weigh(pupils: Collection[Pupil], purposes: Purposes, words: Words, today: date) -> Outcomes:
    """The rules' answer for every pupil and purpose."""
    fill_guardianships(pupils)
    fill_mandates(pupils, today)
    asked = (one.purpose for found in purposes.values() for one in found)
    codes = codes_of(asked, (row for pupil in pupils for row in words[pupil.pk]))
    return {
        pupil.pk: _weigh_one(pupil, purposes[pupil.pk], words[pupil.pk], codes, today)
        for pupil in pupils
    }


def fill_guardianships(pupils: Collection[Pupil]) -> None:
    """Fetches what ties guardians to these pupils, all at once."""
    bare = [one for one in pupils if not is_handed_out(one, "guardianships")]
    if bare:
        rows = GUARDIANSHIPS_ABOUT([pupil.pk for pupil in bare])
        hand_out(rows, to=bare, via="pupil", as_="guardianships")


def capacity_of(tie: Tie) -> Capacity:
    """As what this person speaks for the pupil today."""
    if tie.guardian_id is None:
        return Capacity.PUPIL
    if has_turned(tie.subject, 16, tie.today) and tie.may(Right.CONSENT):
        return Capacity.MANDATE
    fill_guardianships([tie.pupil])
    held = held_by_guardians(tie.pupil, tie.today).get(tie.guardian_id)
    return held.capacity if held else Capacity.UNKNOWN


def held_by_guardians(pupil: Pupil, today: date) -> dict[UUID, Held]:
    """What each guardian is today. A link that ended without a denial is left out."""
    by_guardian: dict[UUID, list[Guardianship]] = defaultdict(list)
    for row in sorted(pupil.guardianships.all(), key=lambda row: row.since):
        if row.since <= today:
            by_guardian[row.guardian_id].append(row)
    found = {key: _held(rows, today) for key, rows in by_guardian.items()}
    mandated = _mandated_since(pupil, today)
    return {
        key: Held(held.capacity, held.since, *mandated.get(key, (None, False)))
        for key, held in found.items()
        if held is not None
    }


def _weigh_one(
    pupil: Pupil,
    asked: list[Asked],
    words: list[CurrentChoice],
    codes: Mapping[UUID, str],
    today: date,
) -> dict[UUID, Outcome]:
    subject = subject_of(pupil)
    held = held_by_guardians(pupil, today)
    facts = PupilFacts(
        sixteen_on=turns(pupil.born_on, 16) if pupil.born_on else None,
        eighteen_on=turns(pupil.born_on, 18) if pupil.born_on else None,
        in_primary=subject.primary,
    )
    shared = _is_shared(pupil, held, today)
    last_day = confirm_by(facts.sixteen_on) if facts.sixteen_on else None
    said = _said(asked, words, codes)
    return {
        key: Outcome(_effective(one, said[key], held, facts, today), shared, last_day)
        for one in asked
        for key in [one.purpose.pk]
    }


def _said(
    asked: list[Asked], words: list[CurrentChoice], codes: Mapping[UUID, str]
) -> dict[UUID, list[Word]]:
    """Purpose → what counts for it: the answers, and a no to the same question elsewhere."""
    said: dict[UUID, list[Word]] = defaultdict(list)
    for row in words:
        said[row.purpose_id].append(row.word)
    keys = {one.purpose.pk for one in asked}
    return {
        one.purpose.pk: with_noes_elsewhere(
            said[one.purpose.pk], noes_elsewhere(one.purpose, keys, words, codes)
        )
        for one in asked
    }


def _effective(
    asked: Asked,
    words: list[Word],
    held: dict[UUID, Held],
    facts: PupilFacts,
    today: date,
) -> Effective:
    return effective(
        words,
        held,
        both_needed=asked.purpose.both_needed,
        version=asked.leading.meaning,
        pupil=facts,
        today=today,
    )


def _is_shared(pupil: Pupil, held: dict[UUID, Held], today: date) -> bool:
    """Whether more than one voice counts: from the links alone, never from what was answered."""
    if pupil.born_on and turns(pupil.born_on, 16) <= today:
        return any(mandates_of(pupil, today)) or any(
            one.mandated_since is not None for one in held.values()
        )
    guardians = {row.guardian_id for row in pupil.guardianships.all()}
    denied = {key for key, one in held.items() if one.capacity is Capacity.DENIED}
    return len(guardians - denied) > 1


def _held(rows: list[Guardianship], today: date) -> Held | None:
    last = rows[-1]
    if last.authority == Authority.NO:
        return Held(Capacity.DENIED)
    if last.until is not None and last.until <= today:
        return None
    if last.authority == Authority.UNKNOWN or _is_restricted(last, today):
        return Held(Capacity.UNKNOWN)
    return Held(Capacity.AUTHORITY, _unbroken_since(rows, today))


def _unbroken_since(rows: list[Guardianship], today: date) -> date:
    """Since when authority is held without a day between; an order that ended is a break too."""
    start = rows[-1].since
    for row in reversed(rows[:-1]):
        if row.authority != Authority.YES or row.until != start:
            break
        start = row.since
    ends = (row.restriction_until for row in rows)
    return max([start, *(end for end in ends if end is not None and end <= today)])


def _is_restricted(row: Guardianship, today: date) -> bool:
    if row.restriction_since is None or today < row.restriction_since:
        return False
    return row.restriction_until is None or today < row.restriction_until


def _mandated_since(pupil: Pupil, today: date) -> dict[UUID, tuple[date, bool]]:
    """Guardian → since when a mandate or a representation lets act; and whether also past 18."""
    found = {
        row.guardian_id: (row.since, False)
        for row in mandates_of(pupil, today)
        if row.scope == MandateScope.ACT and row.is_on(today) and may_mandate(pupil.born_on, today)
    }
    for row in pupil.guardianships.all():
        counts = row.is_on(today) and not _is_restricted(row, today)
        since = represented_since(pupil, row, today) if counts else None
        if since is not None:
            mandated, _adult = found.get(row.guardian_id, (since, True))
            found[row.guardian_id] = (min(since, mandated), True)
    return found
