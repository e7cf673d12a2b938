"""Toestemming: the questions about one pupil, and the answer to one of them."""

from typing import cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from consent import access, actions
from consent.forms.answer import AnswerForm
from consent.languages import to_read
from consent.models import Purpose
from consent.models.purposes import LEADING_LANGUAGE
from portal import web
from portal.addresses import address
from portal.people.access import ties_of
from portal.people.models import User

DONE = _("Alle vragen zijn beantwoord.")
LATER = _("Geen antwoord is geen ja. U kunt later verder.")
LATER_SELF = _("Geen antwoord is geen ja. Je kunt later verder.")
REFUSALS = {
    "no_answer": _("Kies Ja of Nee."),
    "no_right": _("U mag deze vraag niet beantwoorden."),
    "not_asked": _("De school stelt deze vraag niet meer."),
    "text_changed": _("De tekst is intussen veranderd. Lees de nieuwe tekst en kies opnieuw."),
}


@require_safe
def choices(request: HttpRequest, pupil_id: UUID) -> HttpResponse:
    """All questions about a pupil; for htmx only the one that `?vraag=` names."""
    tie = access.get_pupil(request.user, pupil_id, timezone.localdate())
    asked, given, down = access.questions_and_more(tie, *_languages(request))
    questions, past = access.with_gone(asked, down)
    named = request.GET.get("vraag", "")
    question = next((row for row in questions if row.key == named), None) if named else None
    context = {
        "pupil": tie.pupil,
        "pupil_key": str(tie.pupil.pk),
        "is_self": tie.guardian_id is None,
        "shown": [one.shown for one in questions],
        "earlier": access.earlier_of(given),
        "past": past,
        "together": bool(access.to_read_together(tie, questions)),
        "facts": question.shown if question else None,
    }
    fragment = "consent/_question.html" if question else ""
    return web.page(request, "consent/choices.html", context, fragment=fragment)


@require_safe
def together(request: HttpRequest, pupil_id: UUID) -> HttpResponse:
    """The same questions in words for a child; nothing is answered here. 404 without any."""
    tie = access.get_pupil(request.user, pupil_id, timezone.localdate())
    asked, _given, _down = access.questions_and_more(tie, *_languages(request))
    questions = access.to_read_together(tie, asked)
    if not questions:
        raise Http404
    context = {
        "pupil": tie.pupil,
        "questions": [one.shown for one in questions],
        "is_part": len(questions) < len(asked),
    }
    return web.page(request, "consent/together.html", context)


@require_safe
def onward(request: HttpRequest) -> HttpResponse:
    """To the next child of the family with a question that waits; else home, with a word.

    `?na=` is the child whose page one comes from: those that follow in the order of home come
    next, and nobody comes twice. `?later` stops here.
    """
    ties = ties_of(request.user, timezone.localdate())
    waiting = access.waiting_of(ties)
    keys = [tie.pupil.pk for tie in ties]
    here = next((at + 1 for at, key in enumerate(keys) if str(key) == request.GET.get("na")), 0)
    for key in [] if "later" in request.GET else keys[here:]:
        if waiting.get(key, access.NOTHING).waiting:
            return redirect("consent:choices", key)
    if waiting:
        left = sum(one.waiting for one in waiting.values())
        _say_left(request, left, is_self=any(tie.guardian_id is None for tie in ties))
    return redirect("roof:home")


@require_POST
def choose(request: HttpRequest, pupil_id: UUID, purpose_id: UUID) -> HttpResponse:
    """Ja or nee to one question; then back to that question."""
    reading = AnswerForm.read(request.POST)
    says_yes = reading is None or reading["says_yes"]
    today = timezone.localdate()
    tie, purpose = access.get_to_answer(
        request.user, pupil_id, purpose_id, today, says_yes=says_yes
    )
    place = f"{address('consent:choices', pupil_id)}?vraag={purpose_id}"
    user = cast("User", request.user)  # nobody else has a tie
    if reading is None:
        return _refused(request, "no_answer", purpose, place)
    capacity = access.capacity_of(tie)
    try:
        actions.choose(purpose, tie=tie, capacity=capacity, by=user, **reading)
    except actions.RefusedError as refusal:
        return _refused(request, refusal.code, purpose, place)
    return HttpResponseRedirect(f"{place}#question-{purpose_id}")


def _say_left(request: HttpRequest, number: int, *, is_self: bool) -> None:
    """The word on the way out: how many questions still wait."""
    if not number:
        messages.success(request, DONE)
        return
    waits = ngettext("Er wacht nog 1 vraag.", "Er wachten nog %(number)d vragen.", number)
    later = LATER_SELF if is_self else LATER
    messages.info(request, f"{waits % {'number': number}} {later}")


def _languages(request: HttpRequest) -> list[str]:
    """In which languages this person reads a question; one chosen in the portal leads."""
    shown = (get_language() or LEADING_LANGUAGE)[:2]
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return [shown]
    return to_read(request.headers.get("Accept-Language", ""), shown)


def _refused(request: HttpRequest, code: str, purpose: Purpose, place: str) -> HttpResponse:
    """The whole page, with which question and why on top, also for htmx: the text may be another
    one now.
    """
    text = purpose.text_on(timezone.localdate(), (get_language() or LEADING_LANGUAGE)[:2])
    messages.error(request, f"{text.title}: {REFUSALS[code]}" if text else REFUSALS[code])
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(place)
    return redirect(place)
