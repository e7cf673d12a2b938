"""Vragen om toestemming: see them, ask one, give it new words, stop it (law.md §4)."""

from dataclasses import asdict
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from consent import access
from consent.actions.purposes import PurposeRefusedError, Words, ask, need_both, reword, stop_asking
from consent.forms.purposes import REFUSALS, AskForm, RewordForm, StopForm
from consent.languages import languages_of
from consent.models import Purpose
from consent.rules import Misleading, misleads
from consent.starter import EXAMPLES, QUESTIONS
from consent.wording import MISLEADING
from portal.once.actions import perform
from portal.readability import measure
from portal.signin.access import account
from portal.web import page

ASKED = gettext_lazy("De vraag is opgeslagen.")
REWORDED = gettext_lazy("De nieuwe tekst is opgeslagen.")
BOTH = gettext_lazy("Vanaf nu moeten alle ouders met gezag ja zeggen.")
STOPPED = gettext_lazy("De vraag stopt. Wat mensen antwoordden, blijft als bewijs bewaard.")
SAMPLES = {one.code: one for one in (*EXAMPLES, *QUESTIONS)}


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every question in reach; those that ended below."""
    today = timezone.localdate()
    rows = access.purposes_in_reach(request.user, today)
    context = {
        "running": [row for row in rows if row.until is None or row.until > today],
        "ended": [row for row in rows if row.until is not None and row.until <= today],
        "may_ask": bool(access.asking_scopes(request.user, today)),
    }
    return page(request, "consent/purposes.html", context)


@require_safe
def choose_aim(request: HttpRequest) -> HttpResponse:
    """About whom the new question is: a board, school, group, or one pupil."""
    today, words = timezone.localdate(), request.GET.get("zoek", "")
    context: dict[str, Any] = {"aims": access.aims_for(request.user, today), "words": words}
    context["may_find"] = access.may_find(request.user, today)
    if words and context["may_find"]:
        context["found"] = access.find_at_desk(request.user, words, today)
    return page(request, "consent/purpose_for.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, key: str) -> HttpResponse:
    """The form, then the page on which somebody checks, then the question."""
    today, by = timezone.localdate(), account(request.user)
    aim = access.get_aim(request.user, key, today)
    form = _ask_form(request, aim, today)
    context = {"aim": aim, "form": form, "samples": SAMPLES.values()}
    if request.POST.get("stap") == "terug" or not form.is_valid():
        return page(request, "consent/purpose_new.html", context)
    if request.POST.get("stap") != "opslaan":
        context |= advice(form.words) | {"count": access.asked_count(aim, today)}
        return page(request, "consent/purpose_check.html", context)
    verb = partial(_ask, aim, form, by=by, today=today)
    return _saved(request, form, verb, ASKED, "consent/purpose_new.html", context)


@require_safe
def purpose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One question as families read it, its versions, and what one may do."""
    today = timezone.localdate()
    row = access.get_kept(request.user, pk, today)
    text = row.text_on(today) or next(iter(row.texts.all()), None)
    newest = next(iter(row.texts.all()), None)
    context = {
        "purpose": row,
        "text": text,
        "texts": row.texts.all(),
        "languages": languages_of(access.translations_of(newest)) if newest else [],
        "may_ask": access.may_ask(request.user, row, today),
        "is_over": row.until is not None and row.until <= today,
        **(advice(_words_of(text)) if text else {}),
    }
    return page(request, "consent/purpose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_text(request: HttpRequest, pk: UUID) -> HttpResponse:
    """New words, with what they do to the answers; checked first."""
    today, by = timezone.localdate(), account(request.user)
    row = _to_change(request, pk)
    newest = next(iter(row.texts.all()), None)
    form = RewordForm(request.POST or None, initial=RewordForm.first(newest, today))
    context = {"purpose": row, "form": form}
    if request.POST.get("stap") == "terug" or not form.is_valid():
        return page(request, "consent/purpose_text.html", context)
    if request.POST.get("stap") != "opslaan":
        return page(request, "consent/purpose_check.html", context | advice(form.words))
    verb = partial(_reword, row, form, by=by, today=today)
    return _saved(request, form, verb, REWORDED, "consent/purpose_text.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def both(request: HttpRequest, pk: UUID) -> HttpResponse:
    """From now on every holder of authority must say yes; there is no way back (law.md §4)."""
    row = _to_change(request, pk)
    if request.method == "POST":
        need_both(row, both=True, by=account(request.user))
        messages.success(request, BOTH)
    if request.method == "POST" or row.both_needed:
        return redirect("consent:purpose", row.pk)
    return page(request, "consent/purpose_both.html", {"purpose": row})


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The day from which it is not asked, and not allowed, any more."""
    today = timezone.localdate()
    row = _to_change(request, pk)
    form = StopForm(request.POST or None, initial={"end_on": today})
    if form.is_valid():
        try:
            end_on = form.cleaned_data["end_on"]
            stop_asking(row, end_on=end_on, by=account(request.user), today=today)
        except PurposeRefusedError as refused:
            form.add_error("end_on", str(REFUSALS[refused.why]))
        else:
            messages.success(request, STOPPED)
            return redirect("consent:purpose", row.pk)
    return page(request, "consent/purpose_stop.html", {"purpose": row, "form": form})


def advice(words: Words) -> dict[str, Any]:
    """What the screen says about the words: a wrong basis, and what is hard to read."""
    asked = (words.title, words.question, words.explanation, words.audience, words.kept)
    found: list[Misleading] = misleads(*asked)
    reading = measure(*asked, words.withdrawal, words.for_child)
    return {"misleading": [MISLEADING[one] for one in found], "reading": reading}


def _ask_form(request: HttpRequest, aim: access.Aim, today: date) -> AskForm:
    """Empty, or with the words of an example to change."""
    sample = SAMPLES.get(request.GET.get("voorbeeld", ""))
    return AskForm(
        request.POST or None,
        initial=asdict(sample.words) | {"medium": sample.medium.value} if sample else {},
        stands_for=access.to_stand_in_for(aim, today),
        today=today,
    )


def _to_change(request: HttpRequest, pk: UUID) -> Purpose:
    today = timezone.localdate()
    row = access.get_kept(request.user, pk, today)
    access.must_ask(request.user, row, today)
    return row


def _saved(
    request: HttpRequest, form: Any, verb: Any, done: Any, template: str, context: dict[str, Any]
) -> HttpResponse:
    try:
        url = perform(account(request.user), form.cleaned_data["once_key"], verb)
    except PurposeRefusedError as refused:
        form.refuse(refused.why)
        return page(request, template, context)
    messages.success(request, done)
    return redirect(url)


def _ask(aim: access.Aim, form: AskForm, **who: Any) -> str:
    row = ask(
        aim.target,
        form.asking,
        form.words,
        school=aim.school,
        instead_of=form.instead_of,
        **who,
    )
    return reverse("consent:purpose", args=[row.pk])


def _reword(row: Purpose, form: RewordForm, **who: Any) -> str:
    in_force_on = form.cleaned_data["in_force_on"]
    reword(row, form.words, same_meaning=form.same_meaning, in_force_on=in_force_on, **who)
    return reverse("consent:purpose", args=[row.pk])


def _words_of(text: Any) -> Words:
    return Words(**{name: getattr(text, name) for name in Words.__dataclass_fields__})
