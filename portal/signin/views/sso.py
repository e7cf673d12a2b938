"""School-account: out to the identity provider, back again, and the page for who may not in."""

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from portal.signin import sso
from portal.signin.rules import Refusal


@login_not_required
@require_POST
def start(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the provider. A page of ours goes on by itself (Refresh) and holds a plain link.

    Not a redirect: browsers hold the form's policy (form-action 'self') against every hop after a
    form, and a federation hops through places that nobody can list.
    """
    provider = _provider_or_404(request, provider_id)
    try:
        url = sso.way_out(request, provider, to=_local(request.POST.get("next", "")))
    except sso.WENT_WRONG:
        return sso.refused(request, sso.school_of(provider), Refusal.UNREACHABLE)
    page = {"url": url, "name": provider.app.name}
    answer = TemplateResponse(request, "signin/sso_leave.html", page)
    answer.headers["Refresh"] = f"0; url={url}"
    return answer


@login_not_required
@require_safe
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """From the provider: allauth takes state and code, `portal.signin.sso` the rest."""
    provider = _provider_or_404(request, provider_id)
    trip = sso.Trip(request, provider_id)
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(trip)(request)
    except sso.WENT_WRONG:
        return sso.refused(request, sso.school_of(provider), Refusal.UNREACHABLE)
    return answer


@login_not_required
@require_safe
def refused(request: HttpRequest) -> HttpResponse:
    """One page for every reason: it does not say who has an account."""
    return TemplateResponse(request, "signin/sso_refused.html", {})


def _provider_or_404(request: HttpRequest, provider_id: str) -> Any:
    try:
        return get_adapter(request).get_provider(request, provider_id)
    except SocialApp.DoesNotExist:
        raise Http404 from None


def _local(wanted: str) -> str:
    """A page of this portal, or empty."""
    is_local = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts=None
    )
    return wanted if is_local else ""
