"""De deur naar rapporten: for staff by role, for a family by who is asked (seed 001 art. 13.3)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.people.access import Person, Tie, household_of, scopes_of, ties_of, within
from portal.people.models import Pupil, School, User
from portal.people.rules import Duty, Right
from portal.register.access.handover import PUPIL, get_about
from portal.register.models import OwnView, Recipient, Report, ReportSeen
from portal.register.models.reports import ReportQuerySet, days_off
from portal.register.rules import RuleCode
from portal.register.rules.reports import Asked, Closed, look_by

ITSELF = "leerling"  # in a form: the pupil; a guardian stands there by id


@dataclass(frozen=True)
class Reader:
    """Somebody who is asked, for staff: by name, with what was done. `has_mail`: is told so."""

    who: Asked
    name: str
    seen: ReportSeen | None
    view: OwnView | None
    has_mail: bool

    @property
    def key(self) -> str:
        """The value in a form."""
        return str(self.who or ITSELF)


@dataclass(frozen=True)
class Line:
    """A report in the list of staff, or on its own page. `last_day` None: nobody can count."""

    row: Report
    readers: tuple[Reader, ...]
    last_day: date | None

    @property
    def seen(self) -> int:
        """How many of those who are asked saw it."""
        return sum(one.seen is not None for one in self.readers)

    @property
    def all_seen(self) -> bool:
        """Whether nobody is waited for."""
        return bool(self.readers) and self.seen == len(self.readers)


@dataclass(frozen=True)
class Mine:
    """A report as one of those who are asked finds it: never what another did or wrote."""

    row: Report
    tie: Tie

    @property
    def who(self) -> Asked:
        """As whom one is asked."""
        return self.tie.guardian_id

    @property
    def is_about_me(self) -> bool:
        """Whether the pupil reads it."""
        return self.who is None

    @property
    def seen(self) -> ReportSeen | None:
        """One's own row."""
        return next((row for row in self.row.seen_by.all() if row.guardian_id == self.who), None)

    @property
    def view(self) -> str:
        """One's own words."""
        rows = self.row.own_views.all()
        return next((row.text for row in rows if row.guardian_id == self.who), "")

    @property
    def waits(self) -> bool:
        """Whether it is this person's turn."""
        return self.row.is_open and self.seen is None


def reports_for(user: Person, today: date) -> ReportQuerySet:
    """What stands inside one's roles, the open ones on top; 403 without such a role."""
    if not scopes_of(user, today, Duty.SEE_DISCLOSURES):
        raise PermissionDenied
    rows = _reach(user, today, Duty.SEE_DISCLOSURES).standing().ready()
    return rows.open_first()


def get_report(user: Person, pk: UUID, today: date, *, duty: Duty = Duty.SEE_DISCLOSURES) -> Report:
    """404 outside one's roles or in one's own household; 403 for who sees it without the duty."""
    rows = _reach(user, today, Duty.SEE_DISCLOSURES).ready()
    found: Report = get_object_or_404(rows, pk=pk)
    if not may_on_report(user, found, duty, today):
        raise PermissionDenied
    return found


def may_on_report(user: Person, row: Report, duty: Duty, today: date) -> bool:
    """Whether some role of today carries this duty for this report."""
    return _reach(user, today, duty).filter(pk=row.pk).exists()


def get_reportable(user: Person, pupil_id: UUID, today: date) -> tuple[Pupil, School]:
    """The pupil, and one's school that the report comes from: where it was last.

    403 for who may not record; 404 outside one's roles and for one's own household.
    """
    pupil = get_about(user, f"{PUPIL}-{pupil_id}", today)
    if not isinstance(pupil, Pupil):
        raise Http404
    scopes = scopes_of(user, today, Duty.RECORD_DISCLOSURES)
    rows = pupil.enrolments.filter(within(scopes, board="school__board", school="school"))
    there = sorted(rows.select_related("school"), key=lambda row: row.until or date.max)
    return pupil, there[-1].school


def new_schools(board_id: UUID) -> list[Recipient]:
    """Schools that something went to before, by their own name."""
    rows = Recipient.objects.filter(board=board_id, rule=RuleCode.NEW_SCHOOL.value)
    return list(rows.filter(is_category=False))


def lines_of(rows: Collection[Report], today: date) -> list[Line]:
    """Who is asked and the last day to look; the calendar is read once a school."""
    days: dict[UUID, list[date]] = {}
    for row in rows:
        days.setdefault(row.school_id, []).append(row.put_up_on)
    schools = {row.school_id: row.school for row in rows}
    off = {pk: days_off(schools[pk], min(found), max(found)) for pk, found in days.items()}
    return [line_of(row, off[row.school_id].around(row.put_up_on), today) for row in rows]


def line_of(row: Report, closed: Closed, today: date) -> Line:
    """One report with the people around it."""
    last = look_by(row.put_up_on, closed) if closed.is_known else None
    people = [_reader(row, who) for who in row.asked_on(today)]
    return Line(row, tuple(sorted(people, key=lambda one: one.name)), last)


def mine_of(ties: Collection[Tie], today: date) -> list[Mine]:
    """The reports that these ties are asked about; one query when there is none."""
    seeing = [tie for tie in ties if tie.may(Right.VIEW)]
    if not seeing:
        return []
    rows = Report.objects.standing().filter(pupil__in={tie.pupil.pk for tie in seeing})
    return [
        Mine(row, tie)
        for row in rows.ready()
        for tie in seeing
        if tie.pupil.pk == row.pupil_id and tie.guardian_id in row.asked_on(today)
    ]


def get_mine(user: Person, pupil_id: UUID, pk: UUID, today: date) -> Mine:
    """A report of one who is asked; 404 for everybody else, a parent without authority too."""
    ties = [tie for tie in ties_of(user, today) if tie.pupil.pk == pupil_id]
    for found in mine_of(ties, today):
        if found.row.pk == pk:
            return found
    raise Http404


def _reader(row: Report, who: Asked) -> Reader:
    guardians = {one.guardian_id: one.guardian for one in row.pupil.guardianships.all()}
    person = guardians[who] if who else row.pupil
    user: User | None = person.user
    mail = (user.email if user else "") or getattr(person, "contact_email", "")
    seen = {one.guardian_id: one for one in row.seen_by.all()}
    views = {one.guardian_id: one for one in row.own_views.all()}
    return Reader(who, person.full_name, seen.get(who), views.get(who), bool(mail))


def _reach(user: Person, today: date, duty: Duty) -> ReportQuerySet:
    """Inside one's roles, without a child of one's own."""
    scopes = scopes_of(user, today, duty)
    rows: ReportQuerySet = Report.objects.filter(within(scopes, board="pupil__board"))
    return rows.exclude(pupil__in=household_of(user).values("pk"))
