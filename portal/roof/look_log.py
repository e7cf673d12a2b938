"""Het kijklog voor FG en privacy officer: who looked at what, by name, with filters (AVG 5(2)).

What concerns one's own household is left out (law.md §3); opening the log is a look itself.
"""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portal.audit.actions import looked
from portal.audit.models import Look
from portal.days import DayField
from portal.people.access import household_of, in_name, scopes_of
from portal.people.models import Pupil, User
from portal.people.rules import Duty
from portal.roof.look_words import (
    ACCOUNT,
    PUPIL,
    REQUEST,
    SUBJECT_WORDS,
    roles_of_look,
    subject_of_look,
)
from portal.signin.access import account
from portal.signin.staff import boards_in
from portal.web import page
from requests_app.models import DataRequest

PER_PAGE = 50


class FilterForm(forms.Form):
    """All may stay empty."""

    medewerker = forms.CharField(label=_("Naam van de medewerker"), max_length=80, required=False)
    leerling = forms.CharField(label=_("Naam van de leerling"), max_length=80, required=False)
    soort = forms.ChoiceField(
        label=_("Waarnaar"),
        choices=[("", _("Alles")), *SUBJECT_WORDS.items()],
        required=False,
    )
    vanaf = DayField(label=_("Vanaf (dag-maand-jaar)"), required=False)
    tot = DayField(label=_("Tot en met (dag-maand-jaar)"), required=False)


class Line(NamedTuple):
    """One look with its names."""

    look: Look
    name: str
    role: str
    what: str
    whom: str


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Newest first, fifty a page."""
    today = timezone.localdate()
    by = account(request.user)
    boards = boards_in(scopes_of(by, today, Duty.SEE_LOOKS))
    if not boards:
        raise PermissionDenied
    for board in boards:
        looked(by, board, today=today)
    form = FilterForm(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = _chosen(_outside_household(by).filter(board_id__in=[one.pk for one in boards]), chosen)
    rows = Paginator(found.order_by("-on", "-id"), PER_PAGE).get_page(request.GET.get("page"))
    kept = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    context = {
        "form": form,
        "rows": rows,
        "lines": _lines(list(rows.object_list)),
        "query": f"{urlencode(kept)}&" if kept else "",
    }
    return page(request, "roof/look_log.html", context)


def _outside_household(user: User) -> QuerySet[Look]:
    """Without looks at the own children, their requests and the accounts of the family."""
    pupils = list(household_of(user))
    own = set(_requests_about(pupils)) | {str(one.pk) for one in pupils}
    accounts = User.objects.filter(guardian_records__guardianships__pupil__in=pupils)
    own |= {str(pk) for pk in accounts.values_list("pk", flat=True)}
    own |= {str(one.user_id) for one in pupils if one.user_id}
    return Look.objects.exclude(subject_type__in=[PUPIL, REQUEST, ACCOUNT], subject_id__in=own)


def _chosen(rows: QuerySet[Look], chosen: dict[str, Any]) -> QuerySet[Look]:
    if chosen.get("medewerker"):
        named = User.objects.filter(display_name__icontains=chosen["medewerker"])
        rows = rows.filter(user_id__in=named.values("pk"))
    if chosen.get("leerling"):
        rows = rows.filter(_about(chosen["leerling"]))
    if chosen.get("soort"):
        rows = rows.filter(subject_type=chosen["soort"])
    if chosen.get("vanaf"):
        rows = rows.filter(on__gte=chosen["vanaf"])
    if chosen.get("tot"):
        rows = rows.filter(on__lte=chosen["tot"])
    return rows


def _about(words: str) -> Q:
    """Looks at pupils with these words in their name, and at requests about them."""
    named = Q()
    for word in words.split()[:6]:
        named &= in_name(word)
    pupils = list(Pupil.objects.filter(named)[:200])
    keys = [str(one.pk) for one in pupils]
    about = Q(subject_type=PUPIL, subject_id__in=keys)
    return about | Q(subject_type=REQUEST, subject_id__in=_requests_about(pupils))


def _requests_about(pupils: list[Pupil]) -> list[str]:
    rows = DataRequest.objects.filter(subject_pupil__in=pupils).order_by()
    return [str(pk) for pk in rows.values_list("pk", flat=True)]


def _lines(rows: list[Look]) -> list[Line]:
    """Names of a page, three queries whatever its length."""
    people = User.objects.in_bulk({row.user_id for row in rows})
    pupils = Pupil.objects.in_bulk([row.subject_id for row in rows if row.subject_type == PUPIL])
    asked = DataRequest.objects.in_bulk(
        [row.subject_id for row in rows if row.subject_type == REQUEST]
    )
    whom = {str(key): one.full_name for key, one in pupils.items()}
    whom |= {str(key): one.reference for key, one in asked.items()}
    return [
        Line(
            look=row,
            name=str(people.get(row.user_id, "–")),
            role=roles_of_look(row),
            what=subject_of_look(row),
            whom=whom.get(row.subject_id, ""),
        )
        for row in rows
    ]
