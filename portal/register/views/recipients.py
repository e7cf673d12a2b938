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

from portal.register import access, actions
from portal.register.facts import Difference
from portal.register.forms.keeping import RecipientForm
from portal.register.models import Recipient
from portal.register.rules import known_fields
from portal.register.wording import FIELD_NAMES
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
                actions.add_recipient(board, facts=form.facts, by=account(request.user))
        except IntegrityError:
            form.add_error("name", str(TWICE))
        else:
            messages.success(request, _("De ontvanger is bewaard."))
            return redirect("register:recipients", slug)
    return page(request, "register/recipient.html", {"form": form, "board": board, "row": None})


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
    version = form.cleaned_data["version"] or 0
    with transaction.atomic():
        actions.edit_recipient(
            form.instance, facts=form.facts, version=version, by=account(request.user)
        )


def _again(
    request: HttpRequest, form: RecipientForm, refusal: actions.ChangedMeanwhileError
) -> tuple[RecipientForm, list[Difference]]:
    """The same answers on top of the newer version, and what differs."""
    current = Recipient.objects.select_related("board").get(pk=refusal.current.pk)
    mine = Recipient(**form.facts)
    lost = [
        Difference(str(form.fields[name].label), in_words(name, current), in_words(name, mine))
        for name, value in form.facts.items()
        if getattr(current, name) != value
    ]
    answers = request.POST.copy()
    answers["version"] = str(current.version)
    return RecipientForm(answers, instance=current), lost


def in_words(name: str, row: Recipient) -> str:
    """One column as a person reads it."""
    value = getattr(row, name)
    if isinstance(value, list):
        return ", ".join(str(FIELD_NAMES[one]) for one in known_fields(value)) or "–"
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    shown = getattr(row, f"get_{name}_display", None)
    return str((shown() if shown else value) or "–")


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
