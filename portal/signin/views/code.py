"""Tweede stap: a code of any of one's own factors, or first a code by mail."""

import time
from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.people.models import User
from portal.signin import access, actions, demo, known
from portal.signin.forms import CodeForm, wrong_code
from portal.signin.rules import FactorKind
from portal.signin.stages import SecondFactorStage
from portal.signin.views.waiting import CODE, waiting

page_and_form = require_http_methods(["GET", "HEAD", "POST"])
TYPED = (FactorKind.APP, FactorKind.MAIL, FactorKind.CARD, FactorKind.RECOVERY)


@page_and_form
@waiting(CODE)
def code(request: HttpRequest, stage: SecondFactorStage) -> HttpResponse:
    """Second step. Without a factor there is no second step."""
    user = stage.login.user
    typed = CodeForm(request.POST)
    is_wrong = request.method == "POST" and typed.is_valid()
    if is_wrong:
        device = actions.enter_code(user, typed.cleaned_data["code"], now=int(time.time()))
        if device:
            response = stage.complete(device)
            known.remember(request, response, user)
            return response
    ways = access.ways_of(user, timezone.localdate())
    if not ways:
        return TemplateResponse(request, "signin/no_factor.html", {})
    form = CodeForm(request.POST or None, way=chosen_way(request, ways))
    if is_wrong:
        form.add_error("code", wrong_code(chosen_way(request, ways)))
    page = words_of(request, user, ways, by_mail=stage.reset_by_mail)
    return TemplateResponse(request, "signin/code.html", {"form": form, **page})


@require_POST
@waiting(CODE)
def code_by_mail(request: HttpRequest, stage: SecondFactorStage) -> HttpResponse:
    """Send a code to the mailbox of a guardian who chose that before."""
    mail_to(request, stage.login.user, by_mail=stage.reset_by_mail)
    return redirect(f"{reverse(CODE)}?manier=mail")


def mail_to(request: HttpRequest, user: User, *, by_mail: bool) -> None:
    """Send the code, and say so; or say that there were too many."""
    now, today = timezone.now(), timezone.localdate()
    if actions.mail_code(user, now=now, today=today, reset_by_mail=by_mail):
        messages.success(request, _("De code is verstuurd. Het kan een minuut duren."))
    else:
        messages.error(request, too_many())


def too_many() -> str:
    """Why no mail left."""
    return _("Wij stuurden al veel codes. Wacht een uur en probeer het dan opnieuw.")


def chosen_way(request: HttpRequest, ways: Collection[FactorKind]) -> FactorKind:
    """The way that the link 'Andere manier' names, else the first that this person has."""
    mine = [way for way in TYPED if way in ways]
    wanted = request.GET.get("manier", "")
    return next((way for way in mine if way == wanted), mine[0] if mine else FactorKind.PASSKEY)


def words_of(
    request: HttpRequest, user: User, ways: Collection[FactorKind], *, by_mail: bool
) -> dict[str, Any]:
    """What the code page says: the way that is shown, the other ways, whether mail can be sent."""
    way, today = chosen_way(request, ways), timezone.localdate()
    return {
        "way": way,
        "other_ways": [one for one in TYPED if one in ways and one != way],
        "has_passkey": FactorKind.PASSKEY in ways,
        "may_mail": access.may_get_mail(user, ways, today, reset_by_mail=by_mail),
        "shown_code": demo.shown_code(user, time.time()),
    }
