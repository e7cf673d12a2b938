"""Wie keek er: which staff looked at a child's data, by role and day, never by name.

A family sees looks at the pupil, at the lists the pupil stood on, and at its own requests. A look
at anything else leaves no trace: a hidden row, the request of a co-guardian, or one's own family.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.audit.models import Look
from portal.people.access import Person, Tie, get_tie
from portal.people.models import Enrolment, Membership
from portal.people.rules import Right
from portal.roof.look_words import (
    ACCOUNT,
    GROUP,
    PUPIL,
    REQUEST,
    SCHOOL,
    roles_of_look,
    subject_of_look,
)
from portal.web import page
from requests_app.access import own_requests

PER_PAGE = 30


class Seen(NamedTuple):
    """One line: the day, the role, and what was looked at."""

    on: date
    role: str
    what: str


@require_safe
def looks(request: HttpRequest, pupil_id: UUID) -> HttpResponse:
    """Newest first; a fixed number of queries."""
    tie = get_tie(request.user, pupil_id, Right.VIEW, timezone.localdate())
    own = _own(request.user, tie)
    rows = Paginator(looks_at(tie, own), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "pupil": tie.pupil,
        "is_self": tie.guardian_id is None,
        "rows": rows,
        "seen": [line_of(look, own) for look in rows.object_list],
    }
    return page(request, "roof/looks.html", context)


def looks_at(tie: Tie, own: Iterable[str]) -> QuerySet[Look]:
    """The looks that this person may know of; `own`: ids of their own requests about the pupil."""
    pupil = tie.pupil
    wanted = Q(subject_type=PUPIL, subject_id=str(pupil.pk))
    wanted |= Q(subject_type=REQUEST, subject_id__in=list(own))
    if tie.guardian_id is None:
        wanted |= Q(subject_type=ACCOUNT, subject_id=str(pupil.user_id), board_id=pupil.board_id)
    for row in Membership.objects.filter(pupil=pupil):
        wanted |= _while(row, GROUP, row.group_id)
    for one in pupil.enrolments.all():
        wanted |= _while(one, SCHOOL, one.school_id)
    return Look.objects.filter(wanted).exclude(user_id__in=_household(tie)).order_by("-on", "-id")


def _while(row: Membership | Enrolment, kind: str, key: UUID | int) -> Q:
    """Looks at a list on a day on which the pupil stood on it."""
    term = Q(on__gte=row.since) & (Q(on__lt=row.until) if row.until else Q())
    return Q(subject_type=kind, subject_id=str(key)) & term


def _household(tie: Tie) -> list[UUID]:
    """Accounts of the pupil's own people, staff or not: what they see is no look of the school."""
    accounts = tie.pupil.guardianships.filter(guardian__user__isnull=False)
    found = set(accounts.values_list("guardian__user_id", flat=True))
    return sorted(found | ({tie.pupil.user_id} if tie.pupil.user_id else set()))


def _own(user: Person, tie: Tie) -> dict[str, str]:
    """The numbers of one's own requests about this pupil, by id; never a co-guardian's."""
    rows = own_requests(user, tie.today).filter(subject_pupil=tie.pupil)
    return {str(one.pk): one.reference for one in rows.select_related(None).order_by()}


def line_of(look: Look, own: dict[str, str]) -> Seen:
    """A look in words; `own`: the numbers of the reader's own requests, by id."""
    number = own.get(look.subject_id, "")
    what = _("verzoek %s") % number if number else subject_of_look(look)
    return Seen(look.on, roles_of_look(look), what)
