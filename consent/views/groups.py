"""In de klas: what the pupils of a group may, the fotocheck, and the list for a photographer."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consent import access
from consent.forms import groups as forms
from portal import pdf, web
from portal.audit.actions import looked
from portal.people.models import Group
from portal.signin.access import account

MOST = 8  # groups on one list
UPRIGHT = 7  # so many channels fit on a page that stands


@dataclass(frozen=True)
class Tools:
    """Above the list of a group; `data`: what was looked for, then drawn for this reader alone."""

    group: UUID
    channels: tuple[tuple[UUID, str], ...]
    data: QueryDict | None

    @cached_property
    def form(self) -> forms.FilterForm:
        """The fields of the search."""
        return forms.FilterForm(self.data, channels=self.channels)


def this_minute() -> datetime:
    """The time of the data, as it stands on the page."""
    return timezone.localtime().replace(second=0, microsecond=0)


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """The groups in reach, each with its list and its fotocheck; and what must come down."""
    today = timezone.localdate()
    context = {
        "groups": access.groups_of(request.user, today),
        "must_go": access.take_downs_for(request.user, today).count(),
    }
    return web.page(request, "consent/groups.html", context)


@require_safe
def group(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Every pupil of a group, or those with a name, or those who may not be on a channel."""
    now = this_minute()
    found = _seen(request, access.get_group(request.user, group_id, now.date()), now.date())
    tools = Tools(
        group_id, tuple((one.key, one.name) for one in found.channels), request.GET or None
    )
    form = tools.form
    chosen = found.called(form.name) if form.name else found
    channel = next((one for one in found.channels if one.key == form.channel), None)
    context = {
        "found": chosen.not_on(channel.key) if channel else chosen,
        "channel": channel,
        "tools": tools,
        "form": form,
        "is_chosen": bool(form.name or channel),
        "now": now,
    }
    return web.page(request, "consent/group.html", context)


@require_safe
def photo_check(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Tick who is in the picture, read on which channels it may be; nothing is kept."""
    now = this_minute()
    found = _seen(request, access.get_group(request.user, group_id, now.date()), now.date())
    keys = request.GET.getlist("leerling")
    pictured = access.pictured_in(found, keys)
    pupils = [(line.pupil.key, line.pupil.full_name) for line in found.lines]
    context = {
        "found": found,
        "pictured": pictured,
        "answers": access.photo_answers(found, pictured) if pictured else [],
        "form": forms.PhotoForm(pupils, ticked=keys),
        "now": now,
    }
    return web.page(request, "consent/photo_check.html", context)


@require_safe
def photo_list(request: HttpRequest) -> HttpResponse:
    """The list of one or more groups for a photographer or a trip; first, which groups."""
    now = this_minute()
    chosen = access.named_groups(request.user, request.GET.getlist("groep"), now.date())
    if not 1 <= len(chosen) <= MOST:
        return _which_groups(request, chosen, now.date())
    context = {
        "lists": _pictures(request, chosen, now.date()),
        "query": urlencode([("groep", one.pk) for one in chosen]),
        "now": now,
    }
    return web.page(request, "consent/photo_list.html", context)


@require_safe
def photo_list_pdf(request: HttpRequest) -> HttpResponse:
    """The same list as a tagged PDF; without groups back to the choice.

    No fresh factor is asked: the page shows the same to the same person, each opening is a look,
    and a list that is slow to print in class is one that is kept and used when it is old. Sheets
    of a whole school ask one (`systems.export_file`).
    """
    now = this_minute()
    access.must_see(request.user, now.date())
    chosen = access.named_groups(request.user, request.GET.getlist("groep"), now.date())
    if not 1 <= len(chosen) <= MOST:
        return redirect("consent:photo_list")
    return _file(_pictures(request, chosen, now.date()), now)


def _seen(request: HttpRequest, group: Group, today: date) -> access.ClassList:
    """The list of a group, with the look of whoever opens it."""
    looked(account(request.user), group, today=today)
    return access.class_list(request.user, group, today)


def _pictures(request: HttpRequest, groups: list[Group], today: date) -> list[access.ClassList]:
    for one in groups:
        looked(account(request.user), one, today=today)
    return [one.pictures for one in access.class_lists(request.user, groups, today)]


def _which_groups(request: HttpRequest, chosen: list[Group], today: date) -> HttpResponse:
    reach = access.groups_of(request.user, today)
    if chosen:
        messages.error(request, _("Kies hooguit %(most)s groepen.") % {"most": MOST})
    schools = {one.school_id for one in reach}
    names = [
        (str(one.pk), one.name if len(schools) == 1 else f"{one.school.name}: {one.name}")
        for one in reach
    ]
    context = {"form": forms.GroupsForm(names), "groups": reach}
    return web.page(request, "consent/which_groups.html", context)


def _file(lists: list[access.ClassList], now: datetime) -> HttpResponse:
    context = {
        "lists": lists,
        "now": now,
        "is_wide": max(len(one.channels) for one in lists) > UPRIGHT,
        "sender": lists[0].group.school.name,
    }
    content = pdf.render("pdf/photo_list.html", context, title=_("Wie mag op de foto?"))
    name = _("fotolijst %(day)s.pdf") % {"day": now.date().isoformat()}
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer
