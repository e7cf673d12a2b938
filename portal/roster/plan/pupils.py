"""Pupils, enrolments, groups and memberships: one EDEXML file beside what the portal knows.

A pupil is known by the school's key. Nobody is unenrolled because a file does not name them.
"""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from portal.people.rules import LeavingReason
from portal.roster.plan.known import (
    PUPIL_FIELDS,
    Known,
    KnownEnrolment,
    KnownMembership,
    changed,
    is_another_pupil,
)
from portal.roster.plan.outcome import MissingPupil, Plan, Table
from portal.roster.readers.facts import PupilFact, SchoolFile
from portal.roster.readers.flaws import Flaw, Problem
from portal.roster.readers.texts import shown, year_start, year_start_before


class SchoolPlanner:
    """Plans one file. `pupils` are afterwards the pupils of the school by key, new ones too."""

    def __init__(self, known: Known, file: SchoolFile, plan: Plan, today: date) -> None:
        self.known, self.file, self.plan, self.today = known, file, plan, today
        self.school = known.schools[file.brin6]
        self.year_start = year_start(file.school_year)
        self.groups: dict[str, UUID] = {}
        self.pupils: dict[str, UUID] = {}

    def run(self) -> None:
        """Fills the plan."""
        if self._older():
            return
        self._plan_groups()
        for fact in self.file.pupils.values():
            self._pupil(fact)
        self._plan_teaching()
        self._tell_missing()

    def _problem(self, flaw: Flaw, line: int | None = None, **facts: str | int) -> None:
        self.plan.problems.join(Problem(flaw, self.file.name, line, facts))

    def _older(self) -> bool:
        """A file of an earlier year would undo what is known of this one."""
        years = [key[1] for key in self.known.groups if key[0] == self.school]
        if not years or max(years) <= self.file.school_year:
            return False
        self._problem(Flaw.OLDER_YEAR, year=self.file.school_year, known=max(years))
        return True

    # -- groups and their teachers

    def _plan_groups(self) -> None:
        for fact in self.file.groups.values():
            wanted = {
                "name": fact.name,
                "year_group": fact.year_group,
                "composite": fact.composite,
            }
            group = self.known.groups.get((self.school, self.file.school_year, fact.key))
            self.groups[fact.key] = group.id if group else uuid4()
            if group:
                self.plan.change(Table.GROUP, group.id, changed(group, wanted))
                continue
            where = {"school_id": self.school, "school_year": self.file.school_year}
            pk = self.groups[fact.key]
            self.plan.make(Table.GROUP, {"id": pk, "key": fact.key, **where, **wanted})

    def _plan_teaching(self) -> None:
        """Who teaches which group, as the file says it. It grants nothing by itself."""
        named: set[tuple[UUID, str]] = set()
        for teacher in self.file.staff.values():
            for group in (self.groups[key] for key in teacher.group_keys):
                named.add((group, teacher.key))
                link = self.known.teaching.get(group, {}).get(teacher.key)
                values = {"name": teacher.name or teacher.key[:160]}
                if link:
                    self.plan.change(Table.TEACHING, link.id, changed(link, values))
                    continue
                where = {"id": uuid4(), "school_id": self.school, "group_id": group}
                self.plan.make(Table.TEACHING, {**where, "staff_key": teacher.key, **values})
        for group in self.groups.values():
            for key, link in self.known.teaching.get(group, {}).items():
                if (group, key) not in named:
                    self._teaching_gone(link.id, confirmed=link.confirmed)

    def _teaching_gone(self, pk: UUID, *, confirmed: bool) -> None:
        if confirmed:
            self.plan.counts["teaching.confirmed_but_missing"] += 1
            return
        self.plan.gone.append(pk)
        self.plan.counts["teaching.gone"] += 1

    # -- pupils

    def _pupil(self, fact: PupilFact) -> None:
        if fact.born_on and fact.born_on > self.today:
            self._problem(Flaw.BORN_LATER, fact.line, value=fact.born_on.strftime("%d-%m-%Y"))
        wanted: dict[str, Any] = {name: getattr(fact, name) for name in PUPIL_FIELDS}
        stays = self.known.enrolments.get((self.school, fact.key))
        if stays:
            pk = stays[-1].pupil_id
            if is_another_pupil(self.known.pupils[pk], fact):
                self._problem(Flaw.OTHER_PUPIL, fact.line, key=shown(fact.key))
            self.plan.change(Table.PUPIL, pk, changed(self.known.pupils[pk], wanted))
            since = self._stay_on(fact, stays)
        else:
            pk = uuid4()
            self.plan.make(Table.PUPIL, {"id": pk, "board_id": self.known.board_id, **wanted})
            since = self._enrol(fact, pk)
        self.pupils[fact.key] = pk
        self._plan_memberships(fact, pk, since)

    def _start(self, fact: PupilFact) -> date:
        """The first day: as given, or else 1 August of the year of the file, or of leaving."""
        if fact.since:
            return fact.since
        if fact.until and fact.until <= self.year_start:
            return year_start_before(fact.until)
        return self.year_start

    def _enrol(self, fact: PupilFact, pk: UUID) -> date:
        since = self._start(fact)
        values = {
            "pupil_id": pk,
            "school_id": self.school,
            "roster_key": fact.key,
            "since": since,
            "until": fact.until,
            "leaving_reason": LeavingReason.UNKNOWN.value if fact.until else "",
        }
        self.plan.make(Table.ENROLMENT, values)
        if fact.until:
            self.plan.counts["enrolments.left"] += 1
        return since

    def _stay_on(self, fact: PupilFact, stays: list[KnownEnrolment]) -> date:
        """The last stay goes on, ends, is corrected, or is followed by a new one."""
        last, starts = stays[-1], {stay.since for stay in stays}
        start = self._start(fact)
        again = last.until and start >= last.until and fact.until != last.until
        if again and start not in starts:
            return self._enrol(fact, last.pupil_id)
        since = last.since if fact.since is None or fact.since in starts else fact.since
        if fact.until and fact.until < since:
            since = year_start_before(fact.until)
        wanted: dict[str, Any] = changed(last, {"since": since, "until": fact.until})
        if "until" in wanted:
            wanted["leaving_reason"] = LeavingReason.UNKNOWN.value if fact.until else ""
            self.plan.counts["enrolments.left" if fact.until else "enrolments.reopened"] += 1
        self.plan.change(Table.ENROLMENT, last.id, wanted)
        return since

    # -- memberships

    def _plan_memberships(self, fact: PupilFact, pk: UUID, since: date) -> None:
        mine = [
            stay for stay in self.known.memberships.get(pk, ()) if stay.school_id == self.school
        ]
        wanted = {self.groups[key] for key in fact.group_keys}
        for group in wanted:
            self._join(group, pk, mine, since=since, until=fact.until)
        for stay in mine:
            if stay.until is None and stay.group_id not in wanted:
                old = stay.school_year < self.file.school_year
                ends = fact.until or (self.year_start if old else self.today)
                values = {"until": max(ends, stay.since)}
                self.plan.change(Table.MEMBERSHIP, stay.id, values)

    def _join(
        self,
        group: UUID,
        pk: UUID,
        mine: list[KnownMembership],
        *,
        since: date,
        until: date | None,
    ) -> None:
        """A first group of the year counts from its start; a change in the year from today."""
        stays = [stay for stay in mine if stay.group_id == group]
        first = not any(stay.school_year == self.file.school_year for stay in mine)
        starts = max(since, self.year_start if first else self.today)
        for stay in stays:
            if stay.until is None or stay.until == until or stay.since == starts:
                ends = max(until, stay.since) if until else None
                self.plan.change(Table.MEMBERSHIP, stay.id, changed(stay, {"until": ends}))
                return
        if until is None or starts < until:
            values = {"pupil_id": pk, "group_id": group, "since": starts, "until": until}
            self.plan.make(Table.MEMBERSHIP, values)

    # -- who is not in the file

    def _tell_missing(self) -> None:
        for (school, key), stays in self.known.enrolments.items():
            if school == self.school and key not in self.file.pupils and not stays[-1].until:
                self.plan.missing.append(MissingPupil(self.file.brin6, key))
                self.plan.counts["pupils.missing"] += 1
