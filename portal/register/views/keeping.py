"""Register bijhouden: the list, one processing, its versions, and the verbs."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.people.models import Board
from portal.register import access, actions
from portal.register.facts import Difference, Facts, differences, facts_of
from portal.register.forms.keeping import TWICE, NewProcessingForm, ProcessingForm
from portal.register.models import Processing, ProcessingVersion, RecipientVersion
from portal.signin.access import account
from portal.web import page

Version = TypeVar("Version", ProcessingVersion, RecipientVersion)
page_and_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Everything a board's register holds: what must be looked at again, what lacks a name."""
    today = timezone.localdate()
    boards = access.boards_kept(request.user, today)
    asked = request.GET.get("bestuur", "")
    board = next((one for one in boards if one.slug == asked), boards[0])
    rows = access.kept_processings(request.user, board, today)
    context = {
        "board": board,
        "boards": boards,
        "rows": [(row, row.needs_review(today), not _named(row)) for row in rows],
        "to_review": sum(row.needs_review(today) for row in rows),
        "unnamed": [one for one in access.kept_recipients(board) if one.is_category],
        "may_edit": access.may_edit(request.user, board.pk, today),
    }
    return page(request, "register/keeping.html", context)


def _named(row: Processing) -> bool:
    return not any(one.is_category for one in row.recipients.all())


@require_safe
def entry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One processing, as the office sees it."""
    today = timezone.localdate()
    row = access.get_kept_processing(request.user, pk, today)
    context = {
        "row": row,
        "named": _named(row),
        "late": row.needs_review(today),
        "may_edit": access.may_edit(request.user, row.board_id, today),
    }
    return page(request, "register/entry.html", context)


@require_safe
def versions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The history: what changed, since when, who did it and who approved."""
    row = access.get_kept_processing(request.user, pk, timezone.localdate())
    found = access.get_version_history(row)
    context = {"row": row, "history": history_of(found, differences)}
    return page(request, "register/versions.html", context)


def history_of(
    found: list[tuple[Version, str]], compare: Callable[[Facts, Facts], list[Difference]]
) -> list[tuple[Version, str, list[Difference]]]:
    """Each version with who made it and what differs from the one before; newest first."""
    texts: list[Any] = [getattr(version, "text", None) for version, _name in found]
    older = [*texts[1:], None]
    return [
        (version, name, compare(before.facts, text.facts) if before and text else [])
        for (version, name), text, before in zip(found, texts, older, strict=False)
    ]


@page_and_form
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a processing; when somebody else was first, both values are shown."""
    today = timezone.localdate()
    row = access.get_kept_processing(request.user, pk, today)
    access.must_edit(request.user, row.board_id, today)
    stands, lost = facts_of(row), []
    form = ProcessingForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, form)
        except actions.ChangedMeanwhileError:
            lost = differences(stands, form.plain_facts | {"published_on": stands["published_on"]})
            form = _again(request, row)
        except actions.NotNamedError as refusal:
            form.add_error("recipients", str(refusal))
        else:
            messages.success(request, _("De verwerking is bewaard."))
            return redirect("register:entry", pk)
    context = {"form": form, "row": row, "place": row.school or row.board, "lost": lost}
    return page(request, "register/edit.html", context)


def _save(request: HttpRequest, form: ProcessingForm) -> None:
    actions.edit_processing(
        form.instance,
        facts=form.facts,
        recipients=list(form.cleaned_data["recipients"]),
        version=form.cleaned_data["version"] or 0,
        change=form.change,
        by=account(request.user),
        today=timezone.localdate(),
    )


def _again(request: HttpRequest, row: Processing) -> ProcessingForm:
    """The same answers on top of the newer version: whoever saves now has seen both."""
    answers = request.POST.copy()
    current = Processing.objects.get(pk=row.pk)
    answers["version"] = str(current.version)
    return ProcessingForm(answers, instance=current)


@page_and_form
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """A new draft, for the board or for one school."""
    today = timezone.localdate()
    board = access.get_kept_board(request.user, slug, today)
    access.must_edit(request.user, board.pk, today)
    row = Processing(board=board, data_subjects=["pupil"])
    form = NewProcessingForm(request.POST or None, instance=row, schools=board.schools.all())
    if request.method == "POST" and form.is_valid():
        try:
            made = _add(request, board, form)
        except IntegrityError:
            form.add_error("code", TWICE)
        else:
            messages.success(request, _("Het concept is bewaard. Publiceer het als het klopt."))
            return redirect("register:entry", made.pk)
    return page(request, "register/edit.html", {"form": form, "row": None, "place": board})


def _add(request: HttpRequest, board: Board, form: NewProcessingForm) -> Processing:
    return actions.add_processing(
        board,
        school=form.cleaned_data["school"],
        code=form.cleaned_data["code"],
        facts=form.facts,
        recipients=list(form.cleaned_data["recipients"]),
        change=form.change,
        by=account(request.user),
        today=timezone.localdate(),
    )


def _to_edit(request: HttpRequest, pk: UUID) -> Processing:
    today = timezone.localdate()
    row = access.get_kept_processing(request.user, pk, today)
    access.must_edit(request.user, row.board_id, today)
    return row


@require_POST
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open it to families."""
    row = _to_edit(request, pk)
    try:
        actions.publish(row, by=account(request.user), today=timezone.localdate())
    except actions.NotNamedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("De verwerking staat nu in het register."))
    return redirect("register:entry", pk)


@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it out of what families read."""
    row = _to_edit(request, pk)
    actions.withdraw(row, by=account(request.user), today=timezone.localdate())
    messages.success(request, _("De verwerking is weer een concept."))
    return redirect("register:entry", pk)


@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove a draft; what is in use stays, and the page says where."""
    row = _to_edit(request, pk)
    try:
        actions.remove_processing(row, by=account(request.user))
    except actions.InUseError as refusal:
        messages.error(request, str(refusal))
        return redirect("register:entry", pk)
    messages.success(request, _("Het concept is verwijderd."))
    return redirect("register:keeping")
