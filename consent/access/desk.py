"""Balie: about which pupil, and whose answer, a member of staff may write down (law.md §4)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, prefetch_related_objects
from django.shortcuts import get_object_or_404

from consent.holders import capacity_of, held_by_guardians
from consent.models import Choice, Publication, Purpose
from consent.outcomes import outcomes_of, purposes_of
from consent.rules import Capacity, GivenVia, Told
from consent.wording import LINES, Line
from portal.people.access import (
    Person,
    Tie,
    fill_mandates,
    household_of,
    pupils_named,
    scopes_of,
    tie_about,
    within,
)
from portal.people.models import Enrolment, Pupil, holds
from portal.people.rules import Duty, Reason, Right, Scope, Term

FOUND = 20  # of a search; more means: type more of the name
ENTRIES = 20
ITSELF = "leerling"  # in a form: the pupil; a guardian stands there by id


@dataclass(frozen=True)
class Speaker:
    """Somebody whose answer may be written down; of whom authority is unknown, a no only."""

    guardian_id: UUID | None
    name: str
    only_no: bool

    @property
    def key(self) -> str:
        """The value in a form."""
        return str(self.guardian_id or ITSELF)


@dataclass(frozen=True)
class Giving:
    """Whose answer it is: as it was on the day of the paper, and as it is today."""

    tie: Tie
    now: Tie
    capacity: Capacity
    is_before: bool = False  # of a day before the records of a holder of authority


@dataclass(frozen=True)
class AskedAtDesk:
    """A question as staff see it: what holds now in neutral words, and nobody's answer.

    `only_no`: it is not asked any more, but something of the pupil was published on it.
    """

    purpose: Purpose
    title: str
    meaning: int
    told: Line
    only_no: bool = False

    def is_outdated(self, on: date) -> bool:
        """Whether a yes of that day was said to a text that changed since."""
        then = self.purpose.text_on(on) or self.purpose.first_text
        return then is not None and then.meaning != self.meaning


@dataclass(frozen=True)
class Entry:
    """A paper that was typed in before: whose, of which day, and where it is; not what it says."""

    name: str
    on: date
    via: str
    entered_on: date | None
    reference: str


def may_find(user: Person, today: date) -> bool:
    """Whether this person may look for a pupil here at all."""
    return bool(scopes_of(user, today, Duty.ENTER_CONSENT))


def find_at_desk(user: Person, words: str, today: date) -> list[Pupil]:
    """By name, of one's own school, without one's own household; at most 20. 403 for others."""
    scopes = scopes_of(user, today, Duty.ENTER_CONSENT)
    if not scopes:
        raise PermissionDenied
    rows = _pupils(user, scopes, today)
    return pupils_named(rows, words)


def get_at_desk(user: Person, pupil_id: UUID, today: date) -> Pupil:
    """The only door to a pupil from the desk; 404 for everybody else, colleagues too."""
    rows = _pupils(user, scopes_of(user, today, Duty.ENTER_CONSENT), today)
    rows = rows.select_related("board").prefetch_related(
        "enrolments__school", "guardianships__guardian"
    )
    found: Pupil = get_object_or_404(rows, pk=pupil_id)
    fill_mandates([found], today)
    return found


def speakers_of(pupil: Pupil, today: date) -> list[Speaker]:
    """Who may answer today, by name; the pupil on top."""
    names = {row.guardian_id: row.guardian.full_name for row in pupil.guardianships.all()}
    found = [_speaker(pupil, key, name, today) for key, name in names.items()]
    people = sorted((one for one in found if one), key=lambda one: (one.name, one.key))
    itself = _speaker(pupil, None, pupil.full_name, today)
    return [itself, *people] if itself else people


def giving_of(
    pupil: Pupil, speaker: Speaker, on: date, today: date, *, stated: bool = False
) -> Giving:
    """What the verb needs of somebody who stands in `speakers_of`. `stated`: on a day before the
    records the giver was what he is today, says the school (ADR 19).
    """
    tie, now = (tie_about(pupil, speaker.guardian_id, day) for day in (on, today))
    assert tie is not None and now is not None  # noqa: S101, PT018 - whoever is listed has a link
    held = held_by_guardians(pupil, today)
    mine = held.get(speaker.guardian_id) if speaker.guardian_id else None
    is_before = mine is not None and mine.is_before_records(on)
    if not (stated and is_before):
        return Giving(tie, now, capacity_of(tie), is_before)
    then = replace(tie, link=replace(now.link, term=Term(on, now.link.term.until)))
    capacity = Capacity.AUTHORITY if then.may(Right.CONSENT) else Capacity.UNKNOWN
    return Giving(then, now, capacity, is_before)


def asked_at_desk(pupil: Pupil, today: date) -> list[AskedAtDesk]:
    """The questions of today, each with all its texts: a paper may be older than the newest."""
    asked = purposes_of([pupil], today)[pupil.pk]
    prefetch_related_objects([one.purpose for one in asked], "texts")
    outcomes = outcomes_of([pupil], today)[pupil.pk]
    return [
        AskedAtDesk(
            one.purpose,
            one.leading.title,
            one.leading.meaning,
            _at_desk(outcomes[one.purpose.pk].told),
        )
        for one in asked
    ] + _published(pupil, {one.purpose.pk for one in asked}, today)


def _at_desk(told: Told) -> Line:
    """Of families that do not agree the school reads simply no (product.md rule 7)."""
    return LINES[Told.NOT_ALLOWED if told is Told.NO_JOINT_CONSENT else told]


def _published(pupil: Pupil, asked: set[UUID], today: date) -> list[AskedAtDesk]:
    """What is not asked any more, but may still be online: a yes can be taken back (AVG 7(3))."""
    there = Publication.objects.filter(pupils__pupil_id=pupil.pk).values("purpose")
    rows = Purpose.objects.filter(pk__in=there).exclude(pk__in=asked).prefetch_related("texts")
    found = [(row, row.text_on(today)) for row in rows]
    return [
        AskedAtDesk(row, text.title, text.meaning, LINES[Told.NOT_ALLOWED], only_no=True)
        for row, text in found
        if text
    ]


def entries_of(pupil: Pupil) -> list[Entry]:
    """The last papers that were typed in about this pupil, the newest first."""
    rows = Choice.objects.filter(pupil_id=pupil.pk).exclude(given_via=GivenVia.PORTAL.value)
    rows = rows.select_related("proof").order_by("-id")[: ENTRIES * 10]
    names = {row.guardian_id: row.guardian.full_name for row in pupil.guardianships.all()}
    return list(dict.fromkeys(_entry(row, names, pupil) for row in rows))[:ENTRIES]


def _entry(row: Choice, names: dict[UUID, str], pupil: Pupil) -> Entry:
    name = names.get(row.guardian_id, "–") if row.guardian_id else pupil.full_name
    proof = getattr(row, "proof", None)
    where = proof.reference if proof else ""
    return Entry(name, row.on, row.get_given_via_display(), row.entered_on, where)


def _speaker(pupil: Pupil, guardian_id: UUID | None, name: str, today: date) -> Speaker | None:
    tie = tie_about(pupil, guardian_id, today)
    if tie is None:
        return None
    verdict = tie.verdict(Right.CONSENT)
    in_doubt = verdict.reason is Reason.AUTHORITY_UNKNOWN
    return Speaker(guardian_id, name, only_no=in_doubt) if verdict.allowed or in_doubt else None


def _pupils(user: Person, scopes: Iterable[Scope], today: date) -> QuerySet[Pupil]:
    there = Enrolment.objects.filter(
        holds(today), within(scopes, board="school__board", school="school")
    )
    rows = Pupil.objects.filter(pk__in=there.order_by().values("pupil"))
    return rows.exclude(pk__in=household_of(user).order_by().values("pk"))
