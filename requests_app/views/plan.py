"""Plannen: whose case it is, what comes next, and when."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.audit.actions import looked
from portal.signin.access import account
from portal.web import page
from requests_app import access, actions
from requests_app.forms import PlanForm


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One small form; of two people at once the second one sees it."""
    today, by = timezone.localdate(), account(request.user)
    found = access.get_case_to_decide(request.user, pk, today)
    looked(by, found.request, today=today)
    people = access.colleagues(found.request, today)
    form = PlanForm(request.POST or None, case=found.request, people=people)
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.plan(found.request, form.plan, by=by, version=version, today=today)
        except (actions.Refused, actions.Stale) as answer:
            form.refuse(str(answer))
        else:
            messages.success(request, _("Vastgelegd."))
            return redirect("requests:case", pk=pk)
    return page(request, "requests_app/plan.html", {"form": form, "case": found})
