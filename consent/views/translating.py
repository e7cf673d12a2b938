"""Vertalingen van een vraag: written once, checked beside the Dutch text, which decides."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from consent import access
from consent.actions.purposes import PurposeRefusedError, translate
from consent.forms.translating import TranslationForm, pairs_of
from consent.languages import NAMES
from consent.models import Purpose, PurposeText
from portal.once.actions import perform
from portal.people.models import User
from portal.signin.access import account
from portal.web import page

DONE = gettext_lazy("De vertaling is opgeslagen.")


@require_http_methods(["GET", "HEAD", "POST"])
def translation(request: HttpRequest, pk: UUID, language: str) -> HttpResponse:
    """The boxes beside the Dutch text, then both to compare; one that is there is only read."""
    row, dutch = _to_translate(request, pk, language)
    there = access.translations_of(dutch).get(language)
    form = TranslationForm(request.POST or None, dutch=dutch, language=language)
    context: dict[str, Any] = {"purpose": row, "language": language, "name": NAMES[language]}
    if there and request.method != "POST":
        context["pairs"] = pairs_of(dutch, there)
        return page(request, "consent/translation_read.html", context)
    context["form"] = form
    if request.POST.get("stap") == "terug" or not form.is_valid():
        return page(request, "consent/translation.html", context)
    if request.POST.get("stap") != "opslaan":
        context["pairs"] = pairs_of(dutch, form.words)
        return page(request, "consent/translation_read.html", context)
    try:
        verb = partial(_translate, row, form, language, account(request.user))
        url = perform(account(request.user), form.cleaned_data["once_key"], verb)
    except PurposeRefusedError as refused:
        form.refuse(refused.why)
        return page(request, "consent/translation.html", context)
    messages.success(request, DONE)
    return redirect(url)


def _to_translate(request: HttpRequest, pk: UUID, language: str) -> tuple[Purpose, PurposeText]:
    """The question and its newest Dutch text; 404 for a language that the letters do not have."""
    today = timezone.localdate()
    row = access.get_kept(request.user, pk, today)
    access.must_ask(request.user, row, today)
    dutch = next(iter(row.texts.all()), None)
    if language not in NAMES or dutch is None:
        raise Http404
    return row, dutch


def _translate(row: Purpose, form: TranslationForm, language: str, by: User) -> str:
    version = form.cleaned_data["version"]
    translate(row, form.words, language=language, version=version, by=by)
    return reverse("consent:purpose", args=[row.pk])
