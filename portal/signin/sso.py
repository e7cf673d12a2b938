"""School-account: the round trip to an identity provider (OpenID Connect), carried by allauth.

Authorization code with PKCE, state and nonce; one fixed issuer a provider; the id_token is always
checked by its signature. allauth's own sign-up, linking and connecting are never reached.
"""

import secrets
import time
from collections.abc import Mapping
from functools import cached_property
from typing import Any, NoReturn
from urllib.parse import urlsplit

import jwt
from allauth.account.adapter import get_adapter as get_door
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthError
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from requests import RequestException

from portal.people.models import User
from portal.signin import fresh, known, stages
from portal.signin.actions import sso as actions
from portal.signin.addresses import address_of
from portal.signin.models import IdentityProvider
from portal.signin.rules import Refusal, Told, fresh_moment, told_by

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]  # no shared secrets
MUST_SAY = ["iss", "aud", "sub", "exp", "iat", "nonce"]
LEEWAY = 30  # seconds that two clocks may differ
REMEMBERED = 5 * 60  # seconds that the description of a provider is kept
ENDPOINTS = ["authorization_endpoint", "token_endpoint", "jwks_uri"]
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
WENT_WRONG = (RequestException, OAuth2Error)


class SchoolDoor(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Only the registrations of the operator exist, and only our own verbs let anybody in."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The providers in use, their secrets unsealed in memory only."""
        schools = IdentityProvider.objects.open()
        if provider:
            schools = schools.filter(app__provider_id=provider)
        return [_ready(school) for school in schools]

    def get_provider(self, request: HttpRequest, provider: str, client_id: None = None) -> Any:
        """allauth's provider, with our checks on what it brings home."""
        found = super().get_provider(request, provider, client_id)
        found.oauth2_adapter_class = Trip
        return found

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        """The round trip was sound: everything after it is ours."""
        raise ImmediateHttpResponse(_welcome(request, sociallogin))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> NoReturn:
        """Whatever went wrong, the visitor reads one page."""
        reason = Refusal.UNREACHABLE if exception else Refusal.STATE
        if error == AuthError.CANCELLED:
            reason = Refusal.CANCELLED
        if isinstance(exception, Untrue):
            reason = Refusal.TOKEN
        raise ImmediateHttpResponse(refused(request, school_of(provider), reason))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Accounts come from the school."""
        return False

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nor by themselves."""
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """Whom an address belongs to is decided in actions.sso."""


class Untrue(OAuth2Error):  # type: ignore[misc]
    """The provider's answer is not what was agreed."""


class Trip(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """There and back: what allauth takes on trust is checked here."""

    @cached_property
    def openid_config(self) -> dict[str, Any]:
        """The provider's description of itself, which must name the agreed issuer."""
        url, issuer = self.get_provider().server_url, self.get_provider().app.settings["server_url"]
        key = f"signin.sso:{url}"
        config: dict[str, Any] | None = cache.get(key)
        if config is None:
            config = _fetched(url)
            cache.set(key, config, REMEMBERED)
        if config.get("issuer") != issuer:
            raise Untrue("issuer")
        if not all(_is_encrypted(config.get(name)) for name in ENDPOINTS):
            raise Untrue("endpoint")
        return config

    def get_access_token_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The code for the tokens; an answer that makes no sense is a refusal, not our fault."""
        try:
            found: dict[str, Any] = super().get_access_token_data(*args, **kwargs)
        except (KeyError, TypeError, ValueError) as wrong:
            raise Untrue(type(wrong).__name__) from wrong
        return found

    def parse_token(self, data: Mapping[str, Any]) -> SocialToken:
        """Neither asked for nor kept: the access token opens nothing we need."""
        return SocialToken(token="")

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """The address of the installation: no Host header plays a part in it."""
        path = reverse("signin:sso_back", kwargs={"provider_id": self.provider_id})
        return f"{settings.PORTAL_URL.rstrip('/')}{path}"

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """Who it is, from the signed token only; its claims are not kept."""
        try:
            claims = self._claims(app, kwargs["response"]["id_token"])
        except (jwt.PyJWTError, KeyError, TypeError, ValueError) as wrong:
            raise Untrue(type(wrong).__name__) from wrong
        told = told_by(claims, proven_claim=app.identity_provider.proven_claim)
        account = SocialAccount(provider=self.provider_id, uid=told.who, extra_data={})
        login = SocialLogin(account=account, provider=self.get_provider())
        login.told = told
        return login

    def _claims(self, app: SocialApp, id_token: str) -> Mapping[str, object]:
        keys = jwt.PyJWKSet.from_dict(_fetched(self.openid_config["jwks_uri"])).keys
        name = jwt.get_unverified_header(id_token).get("kid")
        named = [key for key in keys if key.key_id == name] if name else keys
        if len(named) != 1:
            raise Untrue("kid")
        claims: dict[str, object] = jwt.decode(
            id_token,
            named[0],
            algorithms=ALGORITHMS,
            audience=app.client_id,
            issuer=app.settings["server_url"],
            leeway=LEEWAY,
            options={"require": MUST_SAY},
        )
        if claims.get("azp", app.client_id) != app.client_id:
            raise Untrue("azp")
        return claims


def _ready(school: IdentityProvider) -> SocialApp:
    app = school.app
    app.secret, app.settings = school.secret, school.terms()
    return app


def _is_encrypted(url: object) -> bool:
    """Whether an address is safe from listeners: https, or this machine itself."""
    parts = urlsplit(url if isinstance(url, str) else "")
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def _fetched(url: str) -> dict[str, Any]:
    with get_adapter().get_requests_session() as web:
        answer = web.get(url, allow_redirects=False)
        answer.raise_for_status()
        found = answer.json()
    if not isinstance(found, dict):
        raise Untrue("json")
    return found


def school_of(provider: Any) -> IdentityProvider:
    """The operator's row behind allauth's provider."""
    school: IdentityProvider = provider.app.identity_provider
    return school


def way_out(request: HttpRequest, provider: Any, *, to: str) -> str:
    """The provider's address to go to, with state, nonce and PKCE; they wait in the session.

    Who is signed in already must show the provider everything again. Raises one of `WENT_WRONG`.
    """
    nonce = secrets.token_urlsafe(32)
    params = {**provider.get_auth_params(), "nonce": nonce}
    if request.user.is_authenticated:
        params |= {"prompt": "login", "max_age": "0"}
    answer = provider.redirect(
        request, "login", next_url=to or None, data={"nonce": nonce}, auth_params=params
    )
    return str(answer.url)


def refused(request: HttpRequest, school: IdentityProvider, reason: Refusal) -> HttpResponse:
    """To the one page for all reasons; the log knows which."""
    actions.refuse(school, reason, address=address_of(request), now=int(time.time()))
    return redirect("signin:sso_refused")


def _welcome(request: HttpRequest, login: SocialLogin) -> HttpResponse:
    school, told = school_of(login.provider), login.told
    expected = (login.state.get("data") or {}).get("nonce") or ""
    if not expected or not constant_time_compare(expected, told.nonce):
        return refused(request, school, Refusal.NONCE)
    user = actions.recognise(school, told, today=timezone.localdate())
    if isinstance(user, Refusal):
        return refused(request, school, user)
    to = login.state.get("next") or ""
    to = to if get_door(request).is_safe_url(to) else ""
    if request.user.is_authenticated:
        return _confirm(request, school, user, told, to)
    return _enter(request, school, user, told, to)


def _enter(
    request: HttpRequest, school: IdentityProvider, user: User, told: Told, to: str
) -> HttpResponse:
    """A new session key, and past the second factor only when the provider asked one."""
    request.session.cycle_key()
    login = Login(user=user, redirect_url=to or None, state={stages.PROOF: ""})
    device = actions.second_factor(school, user, told)
    if device is None:
        parked: HttpResponse = perform_login(request, login)
        return parked
    user.otp_device = device  # type: ignore[attr-defined]
    response: HttpResponse = perform_login(request, login)
    _note_moment(request, told)
    known.remember(request, response, user)
    return response


def _note_moment(request: HttpRequest, told: Told) -> bool:
    """Fresh only when the provider asked just now, not when it remembered somebody."""
    request.session.pop(fresh.KEY, None)
    moment = fresh_moment(told, int(time.time()))
    if moment is not None:
        fresh.note(request.session, moment)
    return moment is not None


def _confirm(
    request: HttpRequest, school: IdentityProvider, user: User, told: Told, to: str
) -> HttpResponse:
    """Somebody who is inside showed the provider's second factor again."""
    if user.pk != request.user.pk:
        return refused(request, school, Refusal.OTHER_SESSION)
    if fresh_moment(told, int(time.time())) is None:
        return refused(request, school, Refusal.NOT_FRESH)
    if actions.second_factor(school, user, told) is None:
        return refused(request, school, Refusal.NOT_FRESH)
    request.session.cycle_key()
    _note_moment(request, told)
    return redirect(to or settings.LOGIN_REDIRECT_URL)
