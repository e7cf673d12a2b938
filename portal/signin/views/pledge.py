"""Geheimhouding: read it and accept it, before anything else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from portal.people.actions import accept_secrecy
from portal.signin import staff
from portal.signin.access import account
from portal.signin.forms.pledge import PledgeForm
from portal.signin.secrecy import VERSION
from portal.signin.views.waiting import safe_next
from portal.web import Header, page


@require_http_methods(["GET", "HEAD", "POST"])
def pledge(request: HttpRequest) -> HttpResponse:
    """The text, a tick of one's own, and one button; for every board one works for."""
    today, user = timezone.localdate(), account(request.user)
    boards, to = staff.unpledged(user, VERSION, today), safe_next(request)
    if not boards:
        return redirect(to or "roof:home")
    form = PledgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        for board in boards:
            accept_secrecy(user, board=board, version=VERSION, today=today)
        return redirect(to or "roof:home")
    header = Header(is_signed_in=True, is_closed=True)  # no way to pages that do not open yet
    context = {"form": form, "boards": boards, "next": to, "header": header}
    return page(request, "signin/pledge.html", context)
