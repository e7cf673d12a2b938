"""Signalen over pauzes: for officer and FG."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.web import page
from requests_app import access


@require_safe
def alarms(request: HttpRequest) -> HttpResponse:
    """Questions that came late or stay open, and answers that only a pause keeps in time."""
    found = access.pause_alarms(request.user, timezone.localdate())
    return page(request, "requests_app/alarms.html", {"alarmed": found})
