"""Pages that anybody may ask for: where to report a hole, and the choice of language."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language


@login_not_required
@require_safe
def security_txt(_request: HttpRequest) -> HttpResponse:
    """RFC 9116; the expiry lies half a year ahead of every answer."""
    expires = (datetime.now(UTC) + timedelta(days=182)).replace(microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.PORTAL_URL}{reverse('security_txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponseBase:
    """Django's own view, which keeps the choice in a cookie and checks where it goes back to."""
    return set_language(request)
