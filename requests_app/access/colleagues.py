"""Collega's: who may take over a case; never of their own household (law.md §3)."""

from datetime import date

from django.db.models import Q

from portal.people.models import Role, User, holds
from portal.people.rules import MAY, Duty
from requests_app.access.staff import cases_within
from requests_app.models import Case


def colleagues(case: Case, today: date) -> list[User]:
    """Everybody who may decide this case today, by name."""
    row = case.request
    kinds = [kind.value for kind, duties in MAY.items() if Duty.DECIDE_CASES in duties]
    roles = Role.objects.filter(holds(today), board=row.board_id, kind__in=kinds)
    roles = roles.filter(Q(school=None) | Q(school=row.school_id))
    found = User.objects.filter(pk__in=roles.values("user")).order_by("pk")
    able = [one for one in found if _reaches(one, case, today)]
    return sorted(able, key=str)


def _reaches(user: User, case: Case, today: date) -> bool:
    return cases_within(user, today, Duty.DECIDE_CASES).filter(pk=case.request.pk).exists()
