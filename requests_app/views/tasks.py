"""Taken: what a decision asks of systems and recipients, and how each ended (AVG 16-19)."""

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.audit.actions import looked
from portal.files.actions import serve
from portal.once.actions import perform
from portal.once.forms import OnceForm
from portal.people.models import User
from portal.signin.access import account
from portal.web import page
from requests_app import access, actions
from requests_app.forms import TaskForm
from requests_app.forms.notice import NoticeForm
from requests_app.forms.task import NOT_CHANGED, NOT_REOPENED, ChangeTaskForm
from requests_app.letters import notice_letter
from requests_app.models import CaseTask
from requests_app.rules import TaskPurpose


@require_safe
def tasks(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything that must be carried out or told, what is open first."""
    today = timezone.localdate()
    found = access.get_case(request.user, pk, today)
    looked(account(request.user), found.request, today=today)
    todos = access.todos_of(found)
    context = {
        "case": found,
        "todos": todos,
        "not_carried_out": access.is_not_carried_out(found, todos),
        "may_decide": access.may_decide(request.user, found, today),
    }
    return page(request, "requests_app/tasks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: HttpRequest, pk: UUID, task: UUID) -> HttpResponse:
    """How one task ended."""
    today, by = timezone.localdate(), account(request.user)
    found = access.get_case_to_decide(request.user, pk, today)
    looked(by, found.request, today=today)
    row = access.get_case_task(found, task)
    form = TaskForm(request.POST or None, task=row)
    if form.is_valid():
        try:
            verb = partial(_finish, form, row, by, today)
            url = perform(by, form.cleaned_data["once_key"], verb)
        except actions.Refused as refusal:
            form.refuse(str(refusal))
        else:
            messages.success(request, _("Deze taak is af."))
            return redirect(url)
    context = {"form": form, "case": found, "task": row, "todo": access.todo_of(found, row)}
    return page(request, "requests_app/finish_task.html", context)


def _finish(form: TaskForm, row: CaseTask, by: User, today: date) -> str:
    actions.finish_task(row, form.ending, by=by, today=today)
    return reverse("requests:tasks", args=[row.request_id])


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, pk: UUID, task: UUID) -> HttpResponse:
    """What was written of a task by mistake is taken back."""
    today, by = timezone.localdate(), account(request.user)
    found = access.get_case_to_decide(request.user, pk, today)
    looked(by, found.request, today=today)
    row = access.get_case_task(found, task)
    form = OnceForm(request.POST or None)
    if form.is_valid():
        try:
            verb = partial(_reopen, row, by)
            url = perform(by, form.cleaned_data["once_key"], verb)
        except actions.Refused:
            form.add_error(None, NOT_REOPENED)
        else:
            messages.success(request, _("Deze taak staat weer open."))
            return redirect(url)
    context = {"form": form, "case": found, "task": row}
    return page(request, "requests_app/reopen_task.html", context)


def _reopen(row: CaseTask, by: User) -> str:
    actions.reopen_task(row, by=by)
    return reverse("requests:tasks", args=[row.request_id])


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: UUID, task: UUID) -> HttpResponse:
    """Another day, or another colleague."""
    today, by = timezone.localdate(), account(request.user)
    found = access.get_case_to_decide(request.user, pk, today)
    looked(by, found.request, today=today)
    row = access.get_any_task(found, task)
    people = access.colleagues(found.request, today)
    form = ChangeTaskForm(request.POST or None, task=row, people=people)
    if form.is_valid():
        try:
            verb = partial(_change, form, row, by, today)
            url = perform(by, form.cleaned_data["once_key"], verb)
        except actions.Refused as refusal:
            code = str(refusal)
            form.add_error(code if code in form.fields else None, str(NOT_CHANGED[code]))
        else:
            messages.success(request, _("De taak is gewijzigd."))
            return redirect(url)
    return page(
        request, "requests_app/change_task.html", {"form": form, "case": found, "task": row}
    )


def _change(form: ChangeTaskForm, row: CaseTask, by: User, today: date) -> str:
    due_on = form.cleaned_data["due_on"]
    actions.change_task(row, due_on=due_on, assignee=form.person, by=by, today=today)
    name = "collect" if row.purpose == TaskPurpose.COLLECT else "tasks"
    return reverse(f"requests:{name}", args=[row.request_id])


@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest, pk: UUID, task: UUID) -> HttpResponse:
    """The letter to a recipient, to print or to send: made once, then always the same."""
    today = timezone.localdate()
    found = access.get_case_to_decide(request.user, pk, today)
    row = access.get_notice(found, task)
    if request.method == "POST" and access.must_be_written(found, row):
        return redirect("requests:write_notice", pk, task)
    if request.method == "POST":
        letter = notice_letter(found, row.holder, access.notice_of(found, row), today=today)
        actions.keep_notice(row, letter, by=account(request.user))
        return redirect("requests:notice", pk, task)
    file = access.notice_file(row)
    looked(account(request.user), found.request, today=today)
    return serve(file)


@require_http_methods(["GET", "HEAD", "POST"])
def write_notice(request: HttpRequest, pk: UUID, task: UUID) -> HttpResponse:
    """What was wrong and what is right, in words for this recipient: the letter is made of it."""
    today, by = timezone.localdate(), account(request.user)
    found = access.get_case_to_decide(request.user, pk, today)
    looked(by, found.request, today=today)
    row = access.get_notice_to_write(found, task)
    if row.letter_id is not None:
        return redirect("requests:notice", pk, task)
    form = NoticeForm(request.POST or None)
    if form.is_valid():
        said = replace(access.notice_of(found, row), change=form.change)
        letter = notice_letter(found, row.holder, said, today=today)
        actions.keep_notice(row, letter, by=by, number_confirmed=form.number_confirmed)
        return redirect("requests:notice", pk, task)
    shared, asked = access.shared_with(found, row), getattr(found.request, "text", None)
    context = {"form": form, "case": found, "who": row.holder, "asked": asked, "shared": shared}
    return page(request, "requests_app/write_notice.html", context)
