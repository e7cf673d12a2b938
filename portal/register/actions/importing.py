"""Importeren: apply a plan of the sheet as a whole, or not at all."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.actions import record
from portal.people.models import Board, User
from portal.register.actions.keeping import add_processing, edit_processing
from portal.register.actions.versions import Change
from portal.register.sheet.plan import Lines, Plan, make_plan


class PlanRefusedError(Exception):
    """The plan has flaws, or the register changed since it was shown; nothing is written."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(_("Het register is intussen gewijzigd. Bekijk het plan opnieuw."))
        self.plan = plan


@transaction.atomic
def import_register(
    board: Board, *, lines: Lines, state: str | None, approved_by: str, by: User, today: date
) -> Plan:
    """Makes the plan again and applies it; `state` is the mark of the plan that a person saw."""
    list(board.processings.select_for_update().values_list("pk"))
    plan = make_plan(board, lines)
    if not plan.may_apply or (state is not None and plan.state != state):
        raise PlanRefusedError(plan)
    _write(board, plan, Change(_("Ingelezen uit een rekenblad."), approved_by), by, today)
    new, changed = len(plan.new), len(plan.changed)
    record(
        "register.imported", actor=by, subject=board, board_id=board.pk, new=new, changed=changed
    )
    return plan


def _write(board: Board, plan: Plan, change: Change, by: User, today: date) -> None:
    for row in plan.new:
        add_processing(
            board,
            school=row.school,
            code=row.code,
            facts={"consent_needed": False} | row.facts,
            recipients=row.recipients,
            change=change,
            by=by,
            today=today,
        )
    for one in plan.changed:
        edit_processing(
            one.current,
            facts=one.row.facts,
            recipients=one.row.recipients,
            version=one.current.version,
            change=change,
            by=by,
            today=today,
        )
