"""Verzoek doen: about whom, what, is this right, filed; and what was begun is kept."""

from datetime import date
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.once.actions import perform
from portal.recent import forget
from portal.signin.access import account
from portal.web import page
from requests_app import access, actions
from requests_app.access import BEGUN, Begun
from requests_app.forms import NewRequestForm
from requests_app.models import Target


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """About whom (unless there is one), what, its fields; a post files the page of `check`."""
    today = timezone.localdate()
    key = request.GET.get("over", "")
    if not key:
        offered, begun = access.targets(request.user, today), access.begun_of(request.user, today)
        if request.method == "POST" or begun or len(offered) != 1:
            context = {"targets": offered, "begun": begun}
            return page(request, "requests_app/about_whom.html", context)
        key = offered[0].key
    target = access.get_target(request.user, key, today)
    form = _form(request, target, today)
    if form.is_valid():
        return _filed(request, form, target, today)
    if not form.is_bound and ("keuze" in request.GET or not (form.one_kind or form.begun)):
        words = urlencode({"verwerking": form.processing.pk} if form.processing else {})
        context = {"form": form, "target": target, "entry": words}
        return page(request, "requests_app/what.html", context)
    return _asked(request, form, target)


@require_POST
def save_draft(request: HttpRequest, over: str) -> HttpResponse:
    """What was typed so far, right or not; files only when they can be taken."""
    today = timezone.localdate()
    target = access.get_target(request.user, over, today)
    form = _form(request, target, today)
    if form.errors.get("uploads"):
        return _asked(request, form, target)
    _keep(request, form, target)
    if "number_choice" in form.errors:  # its words were left out: nobody may think they are safe
        return _asked(request, form, target, is_number_found=True)
    return redirect(_address(form, target))


@require_POST
def drop_draft(request: HttpRequest, over: str) -> HttpResponse:
    """Thrown away, with its files."""
    begun = access.get_begun(request.user, over, timezone.localdate())
    actions.drop_draft(begun.draft)
    forget(request.session, BEGUN)
    messages.success(request, _("Weggegooid. Er is niets ingediend."))
    return redirect("requests:list")


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, over: str) -> HttpResponse:
    """Is this right? Stopping advertisements asks nothing more: that is filed at once."""
    today = timezone.localdate()
    if request.method == "POST":
        return _to_check(request, over, today)
    begun = access.get_begun(request.user, over, today)
    form = _as_typed(request, begun, today)
    if not form.is_valid():
        return redirect(_address(form, begun.target))
    context = {
        "form": form,
        "target": begun.target,
        "begun": begun,
        "ask": form.ask,
        "case": access.as_filed(begun.target, form.ask, today),
        "address": _address(form, begun.target),
        "hidden": [(name, text) for name, texts in form.answers.items() for text in texts],
    }
    return page(request, "requests_app/check.html", context)


def _to_check(request: HttpRequest, over: str, today: date) -> HttpResponse:
    target = access.get_target(request.user, over, today)
    form = _form(request, target, today)
    if not form.is_valid():
        return _asked(request, form, target)
    if form.ask.direct_marketing:
        return _filed(request, form, target, today)
    _keep(request, form, target)
    return redirect("requests:check", over=over)


def _filed(request: HttpRequest, form: NewRequestForm, target: Target, today: date) -> HttpResponse:
    by, key, filed = account(request.user), form.cleaned_data["once_key"], uuid4()
    leads_to = f"{reverse('requests:detail', args=[filed])}?binnen"

    def file() -> str:
        draft = form.cleaned_data["concept"]
        actions.file_request(target, form.ask, by=by, today=today, draft=draft, pk=filed)
        return leads_to

    try:
        url = perform(by, key, file, leads_to=leads_to)
    except actions.Refused:
        messages.warning(request, _("Dit verzoek is al ingediend, of weggegooid."))
        return redirect("requests:list")
    forget(request.session, BEGUN)
    return HttpResponseRedirect(url)


def _keep(request: HttpRequest, form: NewRequestForm, target: Target) -> None:
    if not form.is_bound:
        return
    ticked = form.cleaned_data.get("kept")
    by_itself = bool(getattr(request, "htmx", False))  # while typing: of files it says nothing
    actions.save_draft(
        target,
        form.answers,
        by=account(request.user),
        now=timezone.now(),
        is_no_number=form.is_no_number,
        uploads=form.cleaned_data.get("uploads") or (),
        kept=None if by_itself or ticked is None else [UUID(one) for one in ticked],
    )
    forget(request.session, BEGUN)


def _form(request: HttpRequest, target: Target, today: date) -> NewRequestForm:
    return NewRequestForm(
        request.POST or None,
        request.FILES or None,
        target=target,
        processing=access.processing_of(target, request.GET.get("verwerking", "")),
        chosen=request.GET.get("soort", ""),
        details=access.details_of(request.user, target, today),
        begun=access.find_begun(request.user, target),
    )


def _as_typed(request: HttpRequest, begun: Begun, today: date) -> NewRequestForm:
    """The form as if what was kept had just been posted, with a key of its own."""
    answers = begun.draft.answers
    data: MultiValueDict[str, str] = MultiValueDict(answers)
    form = NewRequestForm(
        target=begun.target,
        processing=access.processing_of(begun.target, "".join(answers.get("verwerking", []))),
        details=access.details_of(request.user, begun.target, today),
        begun=begun,
        data=data,
    )
    data["once_key"] = str(form.fields["once_key"].initial())
    return form


def _asked(
    request: HttpRequest, form: NewRequestForm, target: Target, *, is_number_found: bool = False
) -> HttpResponse:
    context = {"form": form, "target": target, "begun": form.begun}
    context["is_number_found"] = is_number_found
    return page(request, "requests_app/new.html", context, fragment="requests_app/_saved.html")


def _address(form: NewRequestForm, target: Target) -> str:
    """Of the form about this target, and this entry of the register."""
    words = {"over": target.key}
    if form.processing:
        words["verwerking"] = str(form.processing.pk)
    return f"{reverse('requests:new')}?{urlencode(words)}"
