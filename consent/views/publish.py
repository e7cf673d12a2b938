"""Publicaties, for staff: what was published, and logging it."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from consent import access
from consent.actions import Published, PublishRefusedError, publish
from consent.forms.groups import GroupsForm
from consent.forms.publish import PublishForm
from consent.models import Purpose
from portal import web
from portal.audit.actions import looked
from portal.once.actions import perform
from portal.people.models import Group, User
from portal.people.rules import Duty
from portal.signin.access import account

MOST = 8  # groups in one picture
ON_A_PAGE = 25


@require_safe
def publications(request: HttpRequest) -> HttpResponse:
    """What was logged, the newest on top."""
    today = timezone.localdate()
    rows = access.publications_for(request.user, today)
    context = {
        "rows": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "may_publish": access.may_publish(request.user, today),
    }
    return web.page(request, "consent/publications.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def log(request: HttpRequest) -> HttpResponse:
    """Who is in it; first, which groups."""
    today, by = timezone.localdate(), account(request.user)
    reach = access.groups_of(by, today, duty=Duty.PUBLISH)
    keys = request.GET.getlist("groep") or [str(one.pk) for one in reach if len(reach) == 1]
    chosen = access.named_groups(by, keys, today, duty=Duty.PUBLISH)
    if not 1 <= len(chosen) <= MOST or len({one.school_id for one in chosen}) > 1:
        return _which_groups(request, reach, bool(chosen))
    for one in chosen:
        looked(by, one, today=today)
    lists = access.class_lists(by, chosen, today)
    form = PublishForm(request.POST or None, lists=lists, today=today)
    if form.is_valid():
        try:
            url = perform(
                by, form.cleaned_data["once_key"], lambda: _log(form, chosen[0], by, today)
            )
        except PublishRefusedError as refused:
            form.refuse(refused.pupils)
        else:
            messages.success(request, _("Vastgelegd."))
            return redirect(url)
    context = {"form": form, "groups": chosen, "lists": lists}
    return web.page(request, "consent/publish.html", context)


def _log(form: PublishForm, group: Group, by: User, today: date) -> str:
    typed = form.cleaned_data
    purpose = Purpose.objects.get(pk=typed["channel"])
    found = typed.get("found", False)
    what = Published(group.school, purpose, typed["on"], typed["title"], typed["place"], found)
    publish(what, pupils=form.ticked, by=by, today=today)
    return reverse("consent:publications")


def _which_groups(request: HttpRequest, reach: list[Group], too_many: bool) -> HttpResponse:
    if too_many:
        words = _("Kies hooguit %(most)s groepen van één school.")
        messages.error(request, words % {"most": MOST})
    schools = {one.school_id for one in reach}
    names = [
        (str(one.pk), one.name if len(schools) == 1 else f"{one.school.name}: {one.name}")
        for one in reach
    ]
    context = {"form": GroupsForm(names), "groups": reach}
    return web.page(request, "consent/publish_groups.html", context)
