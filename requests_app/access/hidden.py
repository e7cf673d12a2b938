"""Ontvangers die het gezin niet ziet: for the privacy officer of the board, and nobody else."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from portal.people.access import Person, scopes_of
from portal.people.models import Board
from portal.people.rules import Duty, RoleKind
from portal.register.models import Disclosure, Processing, Recipient
from requests_app.access.staff import cases_within
from requests_app.models import DataRequest, HiddenNotice
from requests_app.rules import TOLD, Kind


def hidden_recipients_of(row: DataRequest, granted: Iterable[Processing]) -> list[Recipient]:
    """Who got data about these entries by a hidden row; of none named: by any (AVG 19)."""
    pupil = row.subject_pupil
    if pupil is None or Kind(row.kind) not in TOLD:
        return []
    shared = Disclosure.objects.hidden_from(pupil).order_by()
    if codes := {one.code for one in granted}:
        shared = shared.filter(processing__code__in=codes)
    found = Recipient.objects.filter(disclosures__in=shared.values("pk")).distinct()
    return list(found.order_by("name", "pk"))


def hidden_notices(user: Person, today: date) -> QuerySet[HiddenNotice]:
    """What is open first; 403 for who is no privacy officer."""
    if not _boards(user, today):
        raise PermissionDenied
    return _of_officer(user, today)


def get_hidden_notice(user: Person, pk: UUID, today: date) -> HiddenNotice:
    """404 for everybody but the privacy officer of its board."""
    return get_object_or_404(_of_officer(user, today), pk=pk)


def hidden_waiting(user: Person, today: date) -> int:
    """How many wait for this person; nobody but an officer hears that there are any."""
    if not HiddenNotice.objects.filter(told=None).exists() or not _boards(user, today):
        return 0
    return _of_officer(user, today).filter(told=None).count()


def _of_officer(user: Person, today: date) -> QuerySet[HiddenNotice]:
    cases = cases_within(user, today, Duty.DECIDE_CASES)  # never of the own household
    rows = HiddenNotice.objects.filter(request__in=cases.order_by().values("pk"))
    boards = Board.objects.filter(pk__in=_boards(user, today))
    rows = rows.filter(request__board__in=boards, request__anonymised_on=None)
    return rows.select_related("recipient", "request__subject_pupil")


def _boards(user: Person, today: date) -> list[UUID | str]:
    scopes = scopes_of(user, today, Duty.DECIDE_CASES)
    return [str(one.board) for one in scopes if one.kind is RoleKind.OFFICER]
