"""Ontvangers bijhouden: who gets data, by real name, with what was agreed."""

from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.people.models import Board
from portal.register import access, actions
from portal.register.facts import Difference, recipient_differences, recipient_facts
from portal.register.forms.keeping import RecipientForm
from portal.register.models import Recipient
from portal.register.views.keeping import history_of
from portal.signin.access import account
from portal.web import page

page_and_form = require_http_methods(["GET", "HEAD", "POST"])
TWICE = gettext_lazy("Deze naam is er al bij deze regel.")


@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """All recipients of a board; those without a real name on top."""
    today = timezone.localdate()
    board = access.get_kept_board(request.user, slug, today)
    rows = access.kept_recipients(board)
    may_edit = access.may_edit(request.user, board.pk, today)
    context = {"board": board, "rows": rows, "may_edit": may_edit}
    return page(request, "register/recipients.html", context)


@page_and_form
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """A new recipient."""
    today = timezone.localdate()
    board = access.get_kept_board(request.user, slug, today)
    access.must_edit(request.user, board.pk, today)
    form = RecipientForm(request.POST or None, instance=Recipient(board=board))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                _add(request, board, form)
        except IntegrityError:
            form.add_error("name", str(TWICE))
        else:
            messages.success(request, _("De ontvanger is bewaard."))
            return redirect("register:recipients", slug)
    return page(request, "register/recipient.html", {"form": form, "board": board, "row": None})


def _add(request: HttpRequest, board: Board, form: RecipientForm) -> Recipient:
    return actions.add_recipient(
        board,
        facts=form.facts,
        change=form.change,
        by=account(request.user),
        today=timezone.localdate(),
    )


@page_and_form
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a recipient; when somebody else was first, what stands now is shown."""
    today = timezone.localdate()
    row = access.get_kept_recipient(request.user, pk, today)
    access.must_edit(request.user, row.board_id, today)
    form = RecipientForm(request.POST or None, instance=row)
    lost: list[Difference] = []
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, form)
        except actions.ChangedMeanwhileError as refusal:
            form, lost = _again(request, form, refusal)
        except actions.NotNamedError as refusal:
            form.add_error("is_category", str(refusal))
        except IntegrityError:
            form.add_error("name", str(TWICE))
        else:
            messages.success(request, _("De ontvanger is bewaard."))
            return redirect("register:recipients", row.board.slug)
    context = {"form": form, "board": row.board, "row": row, "lost": lost}
    return page(request, "register/recipient.html", context)


def _save(request: HttpRequest, form: RecipientForm) -> None:
    with transaction.atomic():
        actions.edit_recipient(
            form.instance,
            facts=form.facts,
            version=form.cleaned_data["version"] or 0,
            change=form.change,
            by=account(request.user),
            today=timezone.localdate(),
        )


def _again(
    request: HttpRequest, form: RecipientForm, refusal: actions.ChangedMeanwhileError
) -> tuple[RecipientForm, list[Difference]]:
    """The same answers on top of the newer version, and what differs."""
    current = Recipient.objects.select_related("board").get(pk=refusal.current.pk)
    mine = Recipient(**form.facts)
    lost = recipient_differences(recipient_facts(current), recipient_facts(mine))
    answers = request.POST.copy()
    answers["version"] = str(current.version)
    return RecipientForm(answers, instance=current), lost


@require_safe
def versions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The history of a recipient: what was agreed since when, who did it and who approved."""
    row = access.get_kept_recipient(request.user, pk, timezone.localdate())
    history = history_of(access.get_recipient_history(row), recipient_differences)
    may_edit = access.may_edit(request.user, row.board_id, timezone.localdate())
    context = {"row": row, "history": history, "may_edit": may_edit}
    return page(request, "register/recipient_versions.html", context)


@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove a recipient that nothing hangs on; else the page says where it is used."""
    today = timezone.localdate()
    row = access.get_kept_recipient(request.user, pk, today)
    access.must_edit(request.user, row.board_id, today)
    try:
        actions.remove_recipient(row, by=account(request.user))
    except actions.InUseError as refusal:
        messages.error(request, str(refusal))
        return redirect("register:edit_recipient", pk)
    messages.success(request, _("De ontvanger is verwijderd."))
    return redirect("register:recipients", row.board.slug)
