"""Passkeys: four addresses for the script of the page (portal/static/face/passkey.js).

Each takes JSON and answers JSON: options for the browser, {"to": page} when it was right, or
{"words": text} when it was not. Who has nothing to answer here is sent back to the door.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.people.models import User
from portal.signin import addresses, fresh, known, passkeys, stages
from portal.signin.actions import passkeys as verbs
from portal.signin.models import Passkey
from portal.signin.rules import is_fresh
from portal.signin.rules.passkeys import Ceremony, is_telephone, tidy_name

MOST_BYTES = 64 * 1024  # an answer of a device is about one kilobyte
PROOFS = {"letter", "mail"}
Body = dict[str, Any]


@dataclass(frozen=True)
class Asker:
    """Who takes a passkey, and for what; without `user` the passkey says who it is."""

    ceremony: Ceremony
    user: User | None = None
    stage: stages.SecondFactorStage | None = None


@login_not_required
@require_POST
def begin_adding(request: HttpRequest) -> HttpResponse:
    """The question for a new passkey of who is signed in, or of a login without any factor."""
    user = _may_add(request)
    if user is None:
        return _back_to_the_door(request)
    if not _was_fresh(request):
        return _confirm_first(_body(request))
    now = int(time.time())
    return JsonResponse(passkeys.begin(request, Ceremony.ADD, user, now=now))


@login_not_required
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Keeps the new passkey. This session goes on, all others of the account end."""
    user, body = _may_add(request), _body(request)
    if user is None:
        return _back_to_the_door(request)
    if not _was_fresh(request):
        return _confirm_first(body)
    is_first = not request.user.is_authenticated
    try:
        asked = passkeys.take(request.session, Ceremony.ADD, user, now=int(time.time()))
        answer, name = body.get("answer", {}), _name(request, body)
        verbs.add_passkey(user, answer, request=request, asked=asked, name=name, is_first=is_first)
    except (passkeys.NoCeremony, verbs.PasskeyRefused):
        return _refused(_("Deze passkey is niet opgeslagen. Probeer het opnieuw."))
    if is_first:
        return JsonResponse({"to": _local(body) or reverse("signin:code")})
    with _same_visit(request):
        update_session_auth_hash(request, user)
    return JsonResponse({"to": _local(body)})


@login_not_required
@require_POST
def begin_entering(request: HttpRequest) -> HttpResponse:
    """The question for a passkey: alone, as second step, or once more."""
    asker = _asker(request, _body(request))
    if asker is None:
        return _back_to_the_door(request)
    now = int(time.time())
    if not verbs.may_begin(addresses.address_of(request), now=now):
        return _refused(_("Er zijn nu te veel pogingen. Probeer het over een uur opnieuw."))
    return JsonResponse(passkeys.begin(request, asker.ceremony, asker.user, now=now))


@login_not_required
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """The answer of the device: nobody learns why it was not right."""
    body, now = _body(request), int(time.time())
    asker = _asker(request, body)
    if asker is None:
        return _back_to_the_door(request)
    try:
        asked = passkeys.take(request.session, asker.ceremony, asker.user, now=now)
    except passkeys.NoCeremony:
        return _back_to_the_door(request)
    passkey = verbs.enter_passkey(
        asker.user,
        body.get("answer", {}),
        request=request,
        asked=asked,
        address=addresses.address_of(request),
        now=now,
    )
    if passkey is None:
        return _refused(_("Inloggen met deze passkey lukt niet. Kies een andere manier."))
    if asker.ceremony is Ceremony.CONFIRM:
        return _confirmed(request, to=_local(body), now=now)
    return _inside(request, asker, passkey, to=_local(body))


def _inside(request: HttpRequest, asker: Asker, passkey: Passkey, *, to: str) -> HttpResponse:
    """Signs in through the stages, as everybody does; the passkey is the factor that spoke."""
    user: User = passkey.user
    if asker.stage:
        answer = asker.stage.complete(passkey)
    else:
        stages.forget(request)
        user.otp_device = passkey  # type: ignore[attr-defined]  # the stage lets it pass
        answer = stages.begin(request, user, to=to)
    response = JsonResponse({"to": answer.headers["Location"]})
    known.remember(request, response, user)
    return response


def _confirmed(request: HttpRequest, *, to: str, now: int) -> HttpResponse:
    """A factor was shown once more: the session gets a new key."""
    with _same_visit(request):
        request.session.cycle_key()
    fresh.note(request.session, now)
    return JsonResponse({"to": to or settings.LOGIN_REDIRECT_URL})


def _asker(request: HttpRequest, body: Body) -> Asker | None:
    """Who may take which passkey here; None when there is nothing to answer."""
    match body.get("ceremony"):
        case Ceremony.LOGIN if not request.user.is_authenticated:
            return Asker(Ceremony.LOGIN)
        case Ceremony.CONFIRM if isinstance(request.user, User):
            return Asker(Ceremony.CONFIRM, request.user)
        case Ceremony.CODE if not request.user.is_authenticated:
            stage = stages.pending(request)
            return Asker(Ceremony.CODE, stage.login.user, stage) if stage else None
    return None


def _may_add(request: HttpRequest) -> User | None:
    """Who is signed in; or who waits with more than a password, and has no factor at all."""
    if isinstance(request.user, User):
        return request.user
    stage = stages.pending(request)
    if stage is None or stage.proof not in PROOFS or verbs.has_factor(stage.login.user):
        return None
    user: User = stage.login.user
    return user


def _was_fresh(request: HttpRequest) -> bool:
    """A first factor needs no other one; a second one does."""
    if not request.user.is_authenticated:
        return True
    return is_fresh(request.session.get(fresh.KEY), int(time.time()))


def _body(request: HttpRequest) -> Body:
    """What the script sent; empty when it makes no sense."""
    if len(request.body) > MOST_BYTES:
        return {}
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return sent if isinstance(sent, dict) else {}


def _local(body: Body) -> str:
    """The page to go to; empty unless it is a page of this portal."""
    wanted = str(body.get("to") or "")
    is_local = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts=None
    )
    return wanted if is_local else ""


def _name(request: HttpRequest, body: Body) -> str:
    """As its owner calls it, or else what kind of device it was made on."""
    typed = tidy_name(str(body.get("name") or ""))
    is_phone = is_telephone(request.headers.get("User-Agent", ""))
    return typed or (_("Telefoon") if is_phone else _("Computer"))


def _refused(words: str) -> HttpResponse:
    return JsonResponse({"words": words}, status=400)


def _confirm_first(body: Body) -> HttpResponse:
    after = urlencode({"next": _local(body) or settings.LOGIN_REDIRECT_URL})
    return JsonResponse({"to": f"{reverse('signin:confirm')}?{after}"}, status=403)


def _back_to_the_door(request: HttpRequest) -> HttpResponse:
    """The question is over, or there was none: begin again."""
    if request.user.is_authenticated:
        return _refused(_("Deze vraag is verlopen. Laad de pagina opnieuw."))
    return redirect("signin:login")


@contextmanager
def _same_visit(request: HttpRequest) -> Iterator[None]:
    """The session gets another key; in the list of sessions it stays the same one."""
    old = request.session.session_key
    yield
    UserSession.objects.filter(session_key=old).update(session_key=request.session.session_key)
