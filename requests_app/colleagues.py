"""Collega's: who may take over a case; never of their own household (law.md §3)."""

from datetime import date

from django.db.models import Q

from portal.people.models import Role, User, holds
from portal.people.rules import MAY, Duty
from requests_app.models import CaseTask, DataRequest
from requests_app.reach import cases_within


def colleagues(request: DataRequest, today: date) -> list[User]:
    """Everybody who may decide this case today, by name."""
    kinds = [kind.value for kind, duties in MAY.items() if Duty.DECIDE_CASES in duties]
    roles = Role.objects.filter(holds(today), board=request.board_id, kind__in=kinds)
    roles = roles.filter(Q(school=None) | Q(school=request.school_id))
    found = User.objects.filter(pk__in=roles.values("user")).order_by("pk")
    able = [one for one in found if may_handle(one, request, today)]
    return sorted(able, key=str)


def may_handle(user: User, request: DataRequest, today: date) -> bool:
    """Whether a role of today lets this member of staff decide it, with an account that is open."""
    if not user.is_active:
        return False
    return cases_within(user, today, Duty.DECIDE_CASES).filter(pk=request.pk).exists()


def handlers_of(request: DataRequest, today: date) -> list[User]:
    """Who hears of news in the case: whoever took it up, and when that person may no longer handle
    it everybody who may take it over. Nobody before that: the queue shows it.
    """
    if request.assignee is None:
        return []
    if may_handle(request.assignee, request, today):
        return [request.assignee]
    return colleagues(request, today)


def reminded_of(task: CaseTask, today: date) -> list[User]:
    """Who does it, else whoever handles the case, else everybody who may take the case over."""
    for one in (task.assignee, task.request.assignee):
        if one is not None and may_handle(one, task.request, today):
            return [one]
    return colleagues(task.request, today)
