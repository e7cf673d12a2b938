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

import django_otp
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
from portal.signin.stages import SecondFactorStage
from portal.signin.views.waiting import CODE, ENROL, step_of

MOST_BYTES = 64 * 1024  # an answer of a device is about one kilobyte
Body = dict[str, Any]


@dataclass(frozen=True)
class Asker:
    """Who takes a passkey, and for what; without `user` the passkey says who it is."""

    ceremony: Ceremony
    user: User | None = None
    stage: SecondFactorStage | None = None


@dataclass(frozen=True)
class Adder:
    """Who makes a passkey; with `stage` it is the first factor, in a login that waits."""

    user: User
    stage: SecondFactorStage | None = None


@login_not_required
@require_POST
def begin_adding(request: HttpRequest) -> HttpResponse:
    """The question for a new passkey of who is signed in, or of a login without any factor."""
    adder = _adder(request)
    if adder is None:
        return _back_to_the_door(request)
    if not _was_fresh(request):
        return _confirm_first(_body(request))
    now = int(time.time())
    return JsonResponse(passkeys.begin(request, Ceremony.ADD, adder.user, now=now))


@login_not_required
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Keeps the new passkey. This session goes on, all others of the account end."""
    adder, body = _adder(request), _body(request)
    if adder is None:
        return _back_to_the_door(request)
    if not _was_fresh(request):
        return _confirm_first(body)
    user, is_first = adder.user, adder.stage is not None
    try:
        asked = passkeys.take(request.session, Ceremony.ADD, user, now=int(time.time()))
        answer, name = body.get("answer", {}), _name(request, body)
        passkey = verbs.add_passkey(
            user, answer, request=request, asked=asked, name=name, is_first=is_first
        )
    except (passkeys.NoCeremony, verbs.PasskeyRefused):
        return _refused(_("Deze passkey is niet opgeslagen. Probeer het opnieuw."))
    if adder.stage:
        return _inside(request, adder.stage, passkey)
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
        again=asker.ceremony is Ceremony.CONFIRM,
    )
    if passkey and asker.ceremony is Ceremony.CONFIRM:
        return _confirmed(request, passkey, to=_local(body), now=now)
    stage = asker.stage or (passkey and _begun(request, passkey, to=_local(body)))
    if passkey is None or stage is None:
        return _refused(_("Inloggen met deze passkey lukt niet. Kies een andere manier."))
    return _inside(request, stage, passkey)


def _begun(request: HttpRequest, passkey: Passkey, *, to: str) -> SecondFactorStage | None:
    """A login without a password; one that waited for somebody else is dropped."""
    stages.forget(request)
    stages.begin(request, passkey.user, to=to)
    return stages.pending(request)


def _inside(request: HttpRequest, stage: SecondFactorStage, passkey: Passkey) -> HttpResponse:
    """Through the stages, as everybody; the passkey is the factor that spoke."""
    user, answer = stage.login.user, stage.complete(passkey)
    response = JsonResponse({"to": answer.headers["Location"]})
    known.remember(request, response, user)
    return response


def _confirmed(request: HttpRequest, passkey: Passkey, *, to: str, now: int) -> HttpResponse:
    """A factor was shown once more: the session gets a new key."""
    with _same_visit(request):
        request.session.cycle_key()
    django_otp.login(request, passkey)
    fresh.note(request.session, now)
    return JsonResponse({"to": to or reverse("signin:security")})


def _asker(request: HttpRequest, body: Body) -> Asker | None:
    """Who may take which passkey here; None when there is nothing to answer."""
    match body.get("ceremony"):
        case Ceremony.LOGIN if not request.user.is_authenticated:
            return Asker(Ceremony.LOGIN)
        case Ceremony.CONFIRM if isinstance(request.user, User):
            return Asker(Ceremony.CONFIRM, request.user)
        case Ceremony.CODE if not request.user.is_authenticated:
            stage = _waiting(request, CODE)
            return Asker(Ceremony.CODE, stage.login.user, stage) if stage else None
    return None


def _adder(request: HttpRequest) -> Adder | None:
    """Who is signed in; or who waits with more than a password, and has no factor at all."""
    if isinstance(request.user, User):
        return Adder(request.user)
    stage = _waiting(request, ENROL)
    return Adder(stage.login.user, stage) if stage else None


def _waiting(request: HttpRequest, step: str) -> SecondFactorStage | None:
    """The login that waits in this session, when it is at this step."""
    stage = stages.pending(request)
    return stage if stage and step_of(stage) == step else None


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
