"""Pages to read, open to everybody: help, and what the portal itself keeps (AVG 13)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal.web import page


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Short answers to what people ask the school's office."""
    return page(request, "roof/help.html", {})


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What the portal keeps about its own users, and for how long (law.md §7)."""
    return page(request, "roof/privacy.html", {})
