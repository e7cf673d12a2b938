"""Overnemen: what each line of a sheet would do. Nothing here changes a row."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects

from consent.access.desk import ITSELF, Speaker, giving_of, speakers_of
from consent.imported import Imported
from consent.models import CurrentChoice, Purpose
from consent.outcomes import Asked, purposes_of, words_of
from consent.rules import UNREADABLE, ImportRefusal
from portal.numbers import spans
from portal.people.access import Person, fill_facts, household_of, scopes_of
from portal.people.models import Enrolment, Guardian, Pupil, School, holds
from portal.people.rules import Duty
from portal.sheets import unsafe

HEADS = ("leerling", "vraag", "antwoord", "dag", "ouder")
YES_NO = {"ja": True, "nee": False}
Cells = Mapping[str, str]


@dataclass(frozen=True)
class Planned:
    """A line of the sheet and what comes of it; `refusal` None: it becomes a row."""

    line: int
    cells: Cells
    pupil: Pupil | None = None
    title: str = ""
    imported: Imported | None = None
    refusal: ImportRefusal | None = None

    @property
    def is_yes(self) -> bool:
        """What the cell says, whether or not it is taken."""
        return YES_NO.get(self.cells.get("antwoord", "").casefold()) is True

    @property
    def is_lost_no(self) -> bool:
        """Perhaps a no, and nobody can tell of whom or of when."""
        return self.refusal in UNREADABLE and not self.is_yes

    @property
    def key(self) -> tuple[UUID, UUID, UUID | None] | None:
        """Whose answer to which question about whom."""
        if self.imported is None:
            return None
        one = self.imported
        return (one.tie.pupil.pk, one.purpose.pk, one.tie.guardian_id)


class _Known:
    """What a line may name: the pupils of one school, and what is asked there."""

    def __init__(self, user: Person, school: School, keys: set[str], today: date) -> None:
        rows = Enrolment.objects.filter(holds(today), school=school, roster_key__in=keys)
        home = household_of(user).order_by().values("pk")
        rows = rows.exclude(pupil__in=home).select_related("pupil__board")
        self.today, self.stated = today, False
        self.spoken: dict[UUID, dict[UUID | None, Speaker]] = {}
        self.pupils = {row.roster_key: row.pupil for row in rows}
        pupils = list({one.pk: one for one in self.pupils.values()}.values())
        fill_facts(pupils, today)
        prefetch_related_objects(pupils, "guardianships__guardian")
        self.words = words_of(pupils)
        asked = purposes_of(pupils, today)
        self.asked: dict[tuple[UUID, str], Asked] = {
            (pupil, one.purpose.code): one
            for pupil, found in asked.items()
            for one in found
            if one.purpose.school_id in (None, school.pk)
        }
        purposes = {one.purpose.pk: one.purpose for one in self.asked.values()}
        prefetch_related_objects(list(purposes.values()), "texts")

    def speakers(self, pupil: Pupil) -> dict[UUID | None, Speaker]:
        """Who may answer about this pupil; found out once."""
        if pupil.pk not in self.spoken:
            found = speakers_of(pupil, self.today)
            self.spoken[pupil.pk] = {one.guardian_id: one for one in found}
        return self.spoken[pupil.pk]

    def last(self, one: Imported) -> CurrentChoice | None:
        """What this giver said last."""
        rows = self.words[one.tie.pupil.pk]
        mine = (row for row in rows if row.guardian_id == one.tie.guardian_id)
        return next((row for row in mine if row.purpose_id == one.purpose.pk), None)


def schools_to_import(user: Person, today: date) -> list[School]:
    """The schools whose earlier choices this person may take over; 403 without."""
    scopes = scopes_of(user, today, Duty.LINK_SYSTEMS)
    if not scopes:
        raise PermissionDenied
    rows = School.objects.filter(board__in=[one.board for one in scopes])
    return list(rows.order_by("name", "pk"))


def plan_import(
    user: Person,
    school: School,
    lines: Iterable[tuple[int, Cells]],
    today: date,
    *,
    stated: bool = False,
) -> list[Planned]:
    """Every line with its outcome; the number of queries does not depend on how many.

    `stated`: what the school says of the days before its records (ADR 19).
    """
    read = [(number, _read(cells)) for number, cells in lines]
    known = _Known(user, school, {cells["leerling"] for _number, cells in read}, today)
    known.stated = stated
    found = [_plan(number, cells, known) for number, cells in read]
    times = Counter(planned.key for planned in found if planned.key is not None)
    found = [  # which of two lines is the last word is never guessed: a no could be lost
        replace(planned, refusal=ImportRefusal.DOUBLE)
        if planned.key and times[planned.key] > 1
        else planned
        for planned in found
    ]
    lost = {_about(planned) for planned in found if planned.is_lost_no}
    return [
        replace(planned, refusal=ImportRefusal.NO_BESIDE)
        if planned.refusal is None and planned.is_yes and _about(planned) in lost
        else planned
        for planned in found
    ]


def _about(planned: Planned) -> tuple[UUID | None, str]:
    return (planned.pupil.pk if planned.pupil else None, planned.cells.get("vraag", ""))


def _read(cells: Cells) -> dict[str, str]:
    """Only the columns that are known: what else stands in the sheet is dropped here."""
    return {head: unsafe(cells.get(head, "")).replace("\x00", "").strip() for head in HEADS}


def _plan(line: int, cells: Cells, known: _Known) -> Planned:
    planned = Planned(line, cells)
    if any(spans(text) for text in cells.values()):
        return replace(planned, cells={}, refusal=ImportRefusal.NUMBER)
    pupil = known.pupils.get(cells["leerling"])
    if pupil is None:
        return replace(planned, refusal=ImportRefusal.NO_PUPIL)
    planned = replace(planned, pupil=pupil)
    asked = known.asked.get((pupil.pk, cells["vraag"]))
    if asked is None:
        return replace(planned, refusal=ImportRefusal.NO_PURPOSE)
    planned = replace(planned, title=asked.leading.title)
    says_yes, on = YES_NO.get(cells["antwoord"].casefold()), _day(cells["dag"])
    if says_yes is None:
        return replace(planned, refusal=ImportRefusal.NO_ANSWER)
    if on is None:
        return replace(planned, refusal=ImportRefusal.NO_DAY)
    found = _imported(pupil, asked.purpose, cells["ouder"], says_yes, on, known)
    if isinstance(found, ImportRefusal):
        return replace(planned, refusal=found)
    return replace(planned, imported=found, refusal=found.refusal(known.last(found)))


def _imported(
    pupil: Pupil, purpose: Purpose, giver: str, says_yes: bool, on: date, known: _Known
) -> Imported | ImportRefusal:
    """The answer of somebody who may speak today; who did not say it is never guessed."""
    if not giver:
        return ImportRefusal.NO_GIVER
    guardian = None if giver.casefold() == ITSELF else _guardian(pupil, giver)
    if isinstance(guardian, ImportRefusal):
        return guardian
    speaker = known.speakers(pupil).get(guardian)
    if speaker is None:
        return ImportRefusal.NO_RIGHT
    stated = known.stated and says_yes  # a no is taken of any day, without it
    giving = giving_of(pupil, speaker, on, known.today, stated=stated)
    facts = (giving.tie, giving.now, giving.capacity, says_yes)
    return Imported(purpose, *facts, stated=stated, is_before=giving.is_before)


def _guardian(pupil: Pupil, giver: str) -> UUID | ImportRefusal:
    """By the key, or by the whole name where only one of the pupil's has it."""
    people: dict[UUID, Guardian] = {
        row.guardian_id: row.guardian for row in pupil.guardianships.all()
    }
    for key, one in people.items():
        if one.roster_key == giver:
            return key
    alike = [key for key, one in people.items() if _plain(one.full_name) == _plain(giver)]
    if len(alike) > 1:
        return ImportRefusal.ALIKE
    return alike[0] if alike else ImportRefusal.NOT_TIED


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _day(text: str) -> date | None:
    """2027-01-31 or 31-1-2027."""
    for shape in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
