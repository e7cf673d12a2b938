"""Termijn: why the dates are what they are, and what moves them; for staff of the case."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.audit.actions import looked
from portal.files.actions import serve
from portal.once.actions import perform
from portal.once.forms import OnceForm
from portal.people.models import User
from portal.signin.access import account
from portal.web import page
from requests_app import access, actions
from requests_app.forms import clock as forms
from requests_app.letters import extension_letter, question_letter
from requests_app.models import Case
from requests_app.rules import AuthorityProof, Document, SuspensionReason

Verb = Callable[..., Any]  # a verb that only waits for `by`
FORM = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Sheet:
    """The words of one small form page; `intro` names a template with the explanation."""

    title: Promise
    button: Promise
    done: Promise
    intro: str


ASK = Sheet(_("Stel een vraag"), _("Stuur de vraag"), _("De vraag is verstuurd."), "ask")
ANSWERED = Sheet(_("Antwoord vastleggen"), _("Leg vast"), _("De termijn loopt weer."), "answered")
MEND = Sheet(_("Dag verbeteren"), _("Verbeter de dag"), _("De dag is verbeterd."), "mend")
EXTEND = Sheet(_("Meer tijd"), _("Verleng en stuur"), _("De termijn is verlengd."), "extend")
IDENTITY = Sheet(_("Identiteit"), _("Leg vast"), _("De identiteit is vastgesteld."), "identity")
COPY = Sheet(_("Kopie bewaren"), _("Bewaar"), _("De kopie is bewaard."), "copy")
AUTHORITY = Sheet(_("Gezag"), _("Leg vast"), _("Het gezag is vastgelegd."), "authority")


@require_safe
def clock(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The dates explained; questions, more time, identity and authority."""
    today = timezone.localdate()
    found = access.get_case(request.user, pk, today)
    looked(account(request.user), found.request, today=today)
    context = {
        "case": found,
        "clock": access.staff_clock(found, today),
        "may_decide": access.may_decide(request.user, found, today),
        "warnings": access.warnings_for(found, today),
    }
    return page(request, "requests_app/clock.html", context)


@FORM
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A question with a letter; the clock stops today."""
    found, today = case_to_change(request, pk)
    reasons = access.staff_clock(found, today).reasons
    form = forms.AskForm(request.POST or None, reasons=reasons)
    return filled(
        request, found, form, ASK, partial(_ask, found, form, today), {"reasons": reasons}
    )


def _ask(found: Case, form: forms.AskForm, today: date) -> Verb:
    """The letter is made before the transaction: the database must not wait for it."""
    reason, words = SuspensionReason(form.cleaned_data["reason"]), form.cleaned_data["question"]
    return partial(
        actions.suspend,
        found.request,
        reason=reason,
        question=words,
        letter=question_letter(found, reason=reason, question=words, today=today),
        today=today,
        number_confirmed=form.number_confirmed,
    )


@FORM
def answered(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The answer came by another channel; the clock runs again from that day."""
    found, today = case_to_change(request, pk)
    form = forms.AnsweredForm(request.POST or None, today=today)
    verb = partial(_note, form, partial(actions.note_answer, found.request), today)
    return filled(request, found, form, ANSWERED, verb)


@FORM
def mend(request: HttpRequest, pk: UUID, pause: int) -> HttpResponse:
    """The day of an earlier answer was wrong."""
    found, today = case_to_change(request, pk)
    row = access.get_pause(found, pause)
    form = forms.AnsweredForm(request.POST or None, today=row.until or today)
    verb = partial(_note, form, partial(actions.mend_answer, row), today)
    return filled(request, found, form, MEND, verb, {"pause": row})


def _note(form: forms.AnsweredForm, act: Verb, today: date) -> Verb:
    return partial(act, on=form.cleaned_data["on"], note=form.cleaned_data["note"], today=today)


@FORM
def extend(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Two months more, once, with the reasons in a letter."""
    found, today = case_to_change(request, pk)
    form = forms.ExtendForm(request.POST or None)
    context = {"clock": access.staff_clock(found, today), "later": access.if_extended(found)}
    return filled(request, found, form, EXTEND, partial(_extend, found, form, today), context)


def _extend(found: Case, form: forms.ExtendForm, today: date) -> Verb:
    words = form.cleaned_data["words"]
    return partial(
        actions.extend,
        found.request,
        words=words,
        letter=extension_letter(found, words=words, today=today),
        today=today,
        number_confirmed=form.number_confirmed,
    )


@FORM
def identity(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A document was shown at the desk."""
    found, today = case_to_change(request, pk)
    form = forms.IdentityForm(request.POST or None, today=today)

    def verb() -> Verb:
        document, on = Document(form.cleaned_data["document"]), form.cleaned_data["on"]
        act = actions.check_identity
        return partial(act, found.request, document=document, on=on, today=today)

    return filled(request, found, form, IDENTITY, verb)


@FORM
def copy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """By exception: a masked copy."""
    found, today = case_to_change(request, pk)
    form = forms.CopyForm(request.POST or None, request.FILES or None)

    def verb() -> Verb:
        upload, is_exception = form.cleaned_data["file"], form.cleaned_data["is_exception"]
        act = actions.keep_copy
        return partial(act, found.request, upload, is_exception=is_exception, today=today)

    return filled(request, found, form, COPY, verb)


@FORM
def authority(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Gezag vastgesteld op … op grond van …, or that there is none."""
    found, today = case_to_change(request, pk)
    if not found.request.is_open:
        messages.warning(request, str(forms.clock_words("state")))
        return redirect("requests:clock", pk=pk)
    form = forms.AuthorityForm(request.POST or None, today=today)

    def verb() -> Verb:
        return partial(
            actions.check_authority,
            found.request,
            ground=AuthorityProof(form.cleaned_data["ground"]),
            has_authority=form.cleaned_data["outcome"] == "yes",
            on=form.cleaned_data["on"],
            today=today,
        )

    return filled(request, found, form, AUTHORITY, verb)


@require_safe
def copy_file(request: HttpRequest, pk: UUID, copy: UUID) -> HttpResponse:
    """The copy itself, for who checks it; the look is noted."""
    found, today = case_to_change(request, pk)
    row = access.get_copy(found, copy)
    looked(account(request.user), row, today=today, board_id=found.request.board_id)
    return serve(row.file)


@require_safe
def question(request: HttpRequest, pk: UUID, pause: int) -> HttpResponse:
    """The letter of a question, to print."""
    found = seen_case(request, pk)
    return serve(access.staff_question_letter(found, pause))


@require_safe
def extension(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The letter of the extension, to print."""
    return serve(access.staff_extension_letter(seen_case(request, pk)))


def seen_case(request: HttpRequest, pk: UUID) -> Case:
    """The case, for who may read it; the look is noted."""
    today = timezone.localdate()
    found = access.get_case(request.user, pk, today)
    looked(account(request.user), found.request, today=today)
    return found


def case_to_change(request: HttpRequest, pk: UUID) -> tuple[Case, date]:
    """The case, for who may act on it; the look is noted."""
    today = timezone.localdate()
    found = access.get_case_to_decide(request.user, pk, today)
    looked(account(request.user), found.request, today=today)
    return found, today


def filled(
    request: HttpRequest,
    found: Case,
    form: OnceForm,
    sheet: Sheet,
    verb: Callable[[], Verb],
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """The form, or after a good post the tab again; a refusal of the rules says what to do."""
    url = reverse("requests:clock", args=[found.request.pk])
    if form.is_valid():
        by = account(request.user)
        try:
            url = perform(by, form.cleaned_data["once_key"], partial(_done, verb(), by, url))
        except actions.Refused as answer:
            form.add_error(None, forms.clock_words(str(answer)))
        else:
            messages.success(request, str(sheet.done))
            return redirect(url)
    context = {"form": form, "case": found, "sheet": sheet, **(more or {})}
    return page(request, "requests_app/clock_form.html", context)


def _done(verb: Verb, by: User, url: str) -> str:
    verb(by=by)
    return url
