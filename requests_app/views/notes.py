"""Notities: what colleagues write for each other; the FG and the director read."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.audit.actions import looked
from portal.once.actions import perform
from portal.people.models import User
from portal.signin.access import account
from portal.web import page
from requests_app import access, actions
from requests_app.forms.messages import NoteForm, message_words
from requests_app.models import Case


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab with all notes of the case; 403 for who posts and may only see."""
    today, by = timezone.localdate(), account(request.user)
    door = access.get_case_to_decide if request.method == "POST" else access.get_case
    found = door(request.user, pk, today)
    looked(by, found.request, today=today)
    form = NoteForm(request.POST or None)
    if form.is_valid():
        try:
            url = perform(by, form.cleaned_data["once_key"], partial(_note, form, found, by))
        except actions.Refused as answer:
            form.add_error(None, message_words(str(answer)))
        else:
            messages.success(request, _("De notitie is bewaard."))
            return redirect(url)
    context = {
        "case": found,
        "notes": access.notes_of(found.request),
        "form": form,
        "may_decide": access.may_decide(request.user, found, today),
    }
    return page(request, "requests_app/notes.html", context)


def _note(form: NoteForm, found: Case, by: User) -> str:
    text, confirmed = form.cleaned_data["text"], form.number_confirmed
    actions.note(found.request, text=text, by=by, number_confirmed=confirmed)
    return reverse("requests:notes", args=[found.request.pk])
