"""Plan: the difference between the files and what the portal knows. Nothing is written here."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from portal.roster.plan.guardians import GuardianPlanner
from portal.roster.plan.known import Known
from portal.roster.plan.outcome import AuthorityChange, MissingPupil, Plan, Table
from portal.roster.plan.pupils import SchoolPlanner
from portal.roster.readers.flaws import Flaw, Problem
from portal.roster.readers.opening import Files

__all__ = ["AuthorityChange", "Known", "MissingPupil", "Plan", "Table", "make_plan"]


def make_plan(known: Known, files: Files, today: date) -> Plan:
    """What an import would do. When a file has a problem, the others are still looked at."""
    plan = Plan()
    plan.problems.join(*files.unreadable)
    for file in files.read:
        plan.problems.merge(file.problems)
        plan.notes.merge(file.notes)
        plan.counts.update({f"dropped.{kind}": number for kind, number in file.dropped.items()})
    _check_schools(known, files, plan)
    if plan.problems:
        return plan
    pupils = _pupils_by_key(known)
    for file in files.schools:
        planner = SchoolPlanner(known, file, plan, today)
        planner.run()
        for key, pupil in planner.pupils.items():
            pupils[key][file.brin6] = pupil
    if not plan.problems:
        GuardianPlanner(known, pupils, plan, today).run(files.sheets)
    return plan


def _check_schools(known: Known, files: Files, plan: Plan) -> None:
    """Every file is about a school of this board, and about another one than the other files."""
    seen: dict[str, str] = {}
    for file in files.schools:
        if not file.brin6:
            continue  # the reader complained already
        facts: dict[str, str | int] = {"value": file.brin6}
        if file.brin6 not in known.schools:
            plan.problems.join(Problem(Flaw.UNKNOWN_SCHOOL, file.name, facts=facts))
        if file.brin6 in seen:
            facts["other"] = seen[file.brin6]
            plan.problems.join(Problem(Flaw.SCHOOL_TWICE, file.name, facts=facts))
        seen.setdefault(file.brin6, file.name)


def _pupils_by_key(known: Known) -> defaultdict[str, dict[str, UUID]]:
    brins = {school: brin6 for brin6, school in known.schools.items()}
    pupils: defaultdict[str, dict[str, UUID]] = defaultdict(dict)
    for (school, key), stays in known.enrolments.items():
        pupils[key][brins[school]] = stays[-1].pupil_id
    return pupils
