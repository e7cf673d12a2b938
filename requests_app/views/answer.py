"""Antwoord: the package and its delivery, for staff; and the download, for who asked."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.audit.actions import looked
from portal.files.actions import serve_in_pieces
from portal.once.actions import perform
from portal.signin.access import account
from portal.signin.fresh import needs_fresh_factor
from portal.web import page
from requests_app import actions
from requests_app.access import answer as access
from requests_app.access import get_answered_case, get_case, get_case_to_decide
from requests_app.forms.answer import HandOverForm, answer_words
from requests_app.models import AnswerPackage, Case


@require_safe
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was made, handed out and opened; and what can be done next."""
    today = timezone.localdate()
    case = get_case(request.user, pk, today)
    looked(account(request.user), case.request, today=today)
    context = {"case": case, "answer": access.answer_of(request.user, case, today)}
    return page(request, "requests_app/answer.html", context)


@require_POST
def ask_package(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new package, also after the days of the last one; pressing twice asks one."""
    today = timezone.localdate()
    case = _to_act_on(request, pk, today)
    if not access.answer_of(request.user, case, today).may_ask:
        messages.warning(request, str(answer_words("state")))
    else:
        actions.ask_package(case.request, by=account(request.user), now=timezone.now())
        messages.success(request, _("Het pakket wordt gemaakt. Dat duurt een minuut."))
    return redirect("requests:answer", pk=pk)


@require_POST
def release(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The privacy officer puts it ready in the portal."""
    today = timezone.localdate()
    case = _to_act_on(request, pk, today)
    may = access.answer_of(request.user, case, today).may_release
    try:
        actions.release(case.request, by=account(request.user), may_release=may, today=today)
        messages.success(request, _("Het pakket staat klaar in het portaal."))
    except actions.Refused as refused:
        messages.warning(request, str(answer_words(str(refused))))
    return redirect("requests:answer", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For somebody without an account: given at the desk, or sent by post."""
    today = timezone.localdate()
    case = _to_act_on(request, pk, today)
    looked(account(request.user), case.request, today=today)
    form = HandOverForm(request.POST or None, today=today)
    if form.is_valid():
        by = account(request.user)
        try:
            url = perform(by, form.cleaned_data["once_key"], lambda: _handed(request, case, form))
        except actions.Refused as refused:
            form.add_error(None, str(answer_words(str(refused))))
        else:
            messages.success(request, _("Vastgelegd hoe het antwoord is gegeven."))
            return redirect(url)
    return page(request, "requests_app/hand_over.html", {"case": case, "form": form})


def _handed(request: HttpRequest, case: Case, form: HandOverForm) -> str:
    today = timezone.localdate()
    actions.hand_over(
        case.request,
        form.way,
        on=form.cleaned_data["on"],
        note=form.cleaned_data["note"],
        by=account(request.user),
        may_release=access.answer_of(request.user, case, today).may_act,
        today=today,
    )
    return reverse("requests:answer", args=[case.request.pk])


@require_safe
@needs_fresh_factor
def staff_package(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """The package for who prints it or gives it at the desk; the look is noted."""
    today = timezone.localdate()
    case, package = access.get_made_package(request.user, pk, today)
    looked(account(request.user), case.request, today=today)
    return _streamed(package)


@require_safe
@needs_fresh_factor
def package(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is in it and how to open it; the factor is asked here, so a download is one press."""
    case, found = access.get_package(request.user, pk, timezone.localdate())
    return page(request, "requests_app/package.html", {"case": case, "package": found})


@require_safe
@needs_fresh_factor
def package_file(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """The zip itself; the right is asked again, and the first time is kept as proof."""
    case, found = access.get_package(request.user, pk, timezone.localdate())
    answered = _streamed(found)
    if request.method == "GET":
        actions.note_opened(case.request, by=account(request.user), now=timezone.now())
    return answered


def _streamed(package: AnswerPackage) -> StreamingHttpResponse:
    if package.file is None:  # the access functions give a package that is made
        raise ValueError("there is no file yet")
    return serve_in_pieces(package.file)


def _to_act_on(request: HttpRequest, pk: UUID, today: date) -> Case:
    """403 for who may see the case but not act on it; 404 while there is no answer."""
    get_answered_case(request.user, pk, today)
    return get_case_to_decide(request.user, pk, today)
