"""Guardians and authority: the sheets beside what the portal knows.

Authority changes by closing a row and opening the next, and is told one by one. What a court
restricted goes along untouched. What somebody established in the portal outweighs a sheet without
a later date (law.md §3).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from portal.people.rules import Authority, Relation
from portal.roster.plan.known import (
    GUARDIAN_FIELDS,
    Known,
    KnownLink,
    changed,
    is_another_guardian,
)
from portal.roster.plan.outcome import AuthorityChange, Plan, Table
from portal.roster.readers.facts import GuardianFact, GuardianSheet, LinkFact
from portal.roster.readers.flaws import Flaw, Problem
from portal.roster.readers.guardian_sheet import different
from portal.roster.readers.texts import shown

PupilKeys = Mapping[str, Mapping[str, UUID]]  # roster key → BRIN6 → pupil


class GuardianPlanner:
    """Plans all sheets of one run together: they may share guardians."""

    def __init__(self, known: Known, pupils: PupilKeys, plan: Plan, today: date) -> None:
        self.known, self.pupils, self.plan, self.today = known, pupils, plan, today
        self.facts: dict[str, tuple[GuardianFact, str, int]] = {}  # with file and line
        self.ids: dict[str, UUID] = {}
        self.pairs: dict[tuple[UUID, UUID], str] = {}
        self.file = ""

    def run(self, sheets: list[GuardianSheet]) -> None:
        """Fills the plan."""
        for sheet in sheets:
            self.file = sheet.name
            self._gather(sheet)
        for key, (fact, file, line) in self.facts.items():
            self.file = file
            self._guardian(key, fact, line)
        for sheet in sheets:
            self.file = sheet.name
            for link in sheet.links:
                self._link(link)
        self._count_missing()

    def _problem(self, flaw: Flaw, line: int, **facts: str | int) -> None:
        self.plan.problems.join(Problem(flaw, self.file, line, facts))

    def _note(self, flaw: Flaw, line: int, **facts: str | int) -> None:
        self.plan.notes.join(Problem(flaw, self.file, line, facts))

    # -- guardians

    def _gather(self, sheet: GuardianSheet) -> None:
        """A guardian may stand in the sheets of several schools, with the same facts."""
        for key, fact in sheet.guardians.items():
            line = sheet.guardian_lines[key]
            first, file, other = self.facts.setdefault(key, (fact, sheet.name, line))
            if first != fact:
                what = different(first, fact)
                self._problem(Flaw.TWO_ACCOUNTS, line, other=f"{other} ({file})", what=what)

    def _guardian(self, key: str, fact: GuardianFact, line: int) -> None:
        guardian = self.known.guardians.get(key)
        if guardian and is_another_guardian(guardian, fact):
            self._problem(Flaw.OTHER_GUARDIAN, line, key=shown(key))
        if guardian and fact.address_secret is None:
            fact = replace(fact, address_secret=guardian.address_secret)
        wanted: dict[str, Any] = {name: getattr(fact, name) for name in GUARDIAN_FIELDS}
        wanted |= {"kind": fact.kind.value, "address_secret": bool(fact.address_secret)}
        if guardian:
            self.ids[key] = guardian.id
            self.plan.change(Table.GUARDIAN, guardian.id, changed(guardian, wanted))
            return
        self.ids[key] = uuid4()
        where = {"id": self.ids[key], "board_id": self.known.board_id, "roster_key": key}
        self.plan.make(Table.GUARDIAN, where | wanted)

    # -- links

    def _link(self, fact: LinkFact) -> None:
        if fact.established_on and fact.established_on > self.today:
            shown = fact.established_on.strftime("%d-%m-%Y")
            self._problem(Flaw.ESTABLISHED_LATER, fact.line, value=shown)
        pupil = self._find_pupil(fact)
        if pupil is None:
            return
        pair = (pupil, self.ids[fact.guardian_key])
        if pair in self.pairs:
            self._problem(Flaw.ROW_TWICE, fact.line, other=self.pairs[pair])
            return
        self.pairs[pair] = f"{fact.line} ({self.file})"
        link = self.known.links.get(pair)
        if link is None:
            self._make(pair, fact)
        elif link.until and link.until <= self.today:
            self._note(Flaw.LINK_ENDED, fact.line)
            self.plan.counts["links.ended"] += 1
        else:
            self._update(pair, link, fact)

    def _find_pupil(self, fact: LinkFact) -> UUID | None:
        """By key; a key that occurs at several schools needs the BRIN6 beside it."""
        if fact.brin6 and fact.brin6 not in self.known.schools:
            self._problem(Flaw.UNKNOWN_SCHOOL, fact.line, value=fact.brin6[:10])
            return None
        at = self.pupils.get(fact.pupil_key, {})
        if fact.brin6:
            at = {fact.brin6: at[fact.brin6]} if fact.brin6 in at else {}
        found = set(at.values())
        if len(found) == 1:
            return found.pop()
        flaw = Flaw.PUPIL_AT_TWO_SCHOOLS if found else Flaw.UNKNOWN_PUPIL
        self._problem(flaw, fact.line, key=fact.pupil_key[:40])
        return None

    def _make(self, pair: tuple[UUID, UUID], fact: LinkFact) -> None:
        authority = fact.authority or Authority.UNKNOWN
        values = {
            "id": uuid4(),
            "pupil_id": pair[0],
            "guardian_id": pair[1],
            "relation": (fact.relation or Relation.OTHER).value,
            "authority": authority.value,
            "established_on": fact.established_on if fact.authority else None,
            "authority_note": fact.ground if fact.authority else "",
            "since": self.today,
        }
        self.plan.make(Table.LINK, values)
        self.plan.counts[f"links.new_{authority}"] += 1

    def _update(self, pair: tuple[UUID, UUID], link: KnownLink, fact: LinkFact) -> None:
        wanted: dict[str, Any] = {}
        if fact.relation:
            wanted["relation"] = fact.relation.value
        if fact.authority and self._sheet_decides(link, fact):
            wanted["authority"] = fact.authority
            if fact.established_on or fact.authority is not link.authority:
                wanted["established_on"] = fact.established_on
            if fact.ground or fact.authority is not link.authority:
                wanted["authority_note"] = fact.ground
        values = changed(link, wanted)
        if "authority" not in values:
            self.plan.change(Table.LINK, link.id, values)
            return
        values["authority"] = fact.authority.value if fact.authority else ""
        self._turn(pair, link, values, fact)

    def _sheet_decides(self, link: KnownLink, fact: LinkFact) -> bool:
        """What was established on a day only gives way to what was established then or later."""
        if link.established_on is None:
            return True
        if fact.established_on and fact.established_on >= link.established_on:
            return True
        if fact.authority is not link.authority:
            day = link.established_on.strftime("%d-%m-%Y")
            self._note(Flaw.AUTHORITY_KEPT, fact.line, known=link.authority.value, day=day)
            self.plan.counts["authority.kept"] += 1
        return False

    def _turn(
        self, pair: tuple[UUID, UUID], link: KnownLink, values: dict[str, Any], fact: LinkFact
    ) -> None:
        """Another authority from today on; a row that began today had no other day to tell of."""
        after = Authority(values["authority"])
        told = AuthorityChange(fact.pupil_key, fact.guardian_key, link.authority, after)
        self.plan.authority.append(told)
        self.plan.counts[f"authority.to_{after}"] += 1
        if link.since >= self.today:
            self.plan.change(Table.LINK, link.id, values)
            return
        self.plan.change(Table.LINK, link.id, {"until": self.today})
        carried = {
            "relation": link.relation,
            "established_on": link.established_on,
            "authority_note": link.authority_note,
            "until": link.until,
        }
        where = {"id": uuid4(), "pupil_id": pair[0], "guardian_id": pair[1], "since": self.today}
        self.plan.new[Table.LINK].append({**where, **link.order, **carried, **values})

    def _count_missing(self) -> None:
        """Links of pupils in the sheets that no row names: told, never ended."""
        named = {pupil for pupil, _guardian in self.pairs}
        for pair, link in self.known.links.items():
            if pair[0] in named and pair not in self.pairs and link.until is None:
                self.plan.counts["links.missing"] += 1
