"""Import: the plan made and written in one transaction. Killed half-way, nothing has happened."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models, transaction

from portal.audit.actions import record
from portal.people.models import (
    Board,
    Enrolment,
    Group,
    Guardian,
    Guardianship,
    Membership,
    Pupil,
    TeachingLink,
    User,
)
from portal.roster.actions.loading import load_known
from portal.roster.plan import Plan, Table, make_plan
from portal.roster.plan.outcome import Values
from portal.roster.readers.opening import Files

MODELS: dict[Table, type[models.Model]] = {
    Table.GROUP: Group,
    Table.PUPIL: Pupil,
    Table.ENROLMENT: Enrolment,
    Table.MEMBERSHIP: Membership,
    Table.TEACHING: TeachingLink,
    Table.GUARDIAN: Guardian,
    Table.LINK: Guardianship,
}


class ImportRefused(Exception):
    """There are problems; nothing was written. The plan tells them."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(f"{len(plan.problems)} problems")
        self.plan = plan


@transaction.atomic
def import_roster(
    board: Board, files: Files, *, by: User | None, today: date, dry_run: bool = False
) -> Plan:
    """Writes what the files change and tells it; a second run of the same files writes nothing.

    Raises ImportRefused when a file has a problem. A dry run writes nothing, no audit row either.
    """
    Board.objects.select_for_update().get(pk=board.pk)  # one import a board at a time
    plan = make_plan(load_known(board, school_years=files.school_years), files, today)
    if plan.problems:
        raise ImportRefused(plan)
    if dry_run:
        return plan
    _write(plan)
    facts: dict[str, Any] = {"sha256": ",".join(files.digests)}
    facts |= {key.replace(".", "_"): number for key, number in sorted(plan.counts.items())}
    record("roster.import", actor=by, subject=board, board_id=board.pk, **facts)
    return plan


def _write(plan: Plan) -> None:
    """Changes first: a row that closes makes room for the one that follows it."""
    TeachingLink.objects.filter(pk__in=plan.gone, confirmed_on__isnull=True).delete()
    for table, model in MODELS.items():
        _change(model, plan.changed.get(table, {}))
    for table, model in MODELS.items():
        model._default_manager.bulk_create([model(**row) for row in plan.new.get(table, [])])


def _change(model: type[models.Model], changes: dict[UUID | int, Values]) -> None:
    """Rows in which the same columns change go together."""
    together: defaultdict[tuple[str, ...], list[models.Model]] = defaultdict(list)
    for pk, values in changes.items():
        together[tuple(sorted(values))].append(model(pk=pk, **values))
    for columns, rows in together.items():
        model._default_manager.bulk_update(rows, columns, batch_size=500)
