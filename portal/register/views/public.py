"""Openbaar register: what a board does with data, for everybody, on the screen and on paper."""

import hashlib
from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.pdf import render
from portal.people.models import Board
from portal.register import access
from portal.register.models import Processing
from portal.register.rules import DataSubject
from portal.register.views.family import by_topic
from portal.web import page

KEPT_SECONDS = 24 * 60 * 60
FAMILY = {DataSubject.PUPIL.value, DataSubject.GUARDIAN.value, DataSubject.APPLICANT.value}
TEMPLATES = {"register": "pdf/register.html", "enrolment": "pdf/enrolment.html"}
FILES = {"register": "register", "enrolment": "bij-inschrijving"}
TITLES = {
    "register": gettext_lazy("Register van verwerkingen op %(day)s"),
    "enrolment": gettext_lazy("Uw gegevens bij de inschrijving, zoals het is op %(day)s"),
}


@login_not_required
@require_safe
@cache_control(private=True, max_age=300)  # private: the page holds the reader's own token
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """The published rows under their headings; no sign-in."""
    board = access.get_public_board(slug)
    rows = access.public_processings(board)
    context = {"board": board, "topics": by_topic(rows), "updated": _updated(rows)}
    return page(request, "register/public.html", context)


@login_not_required
@require_safe
@cache_control(public=True, max_age=300)
def register_pdf(_request: HttpRequest, slug: str) -> HttpResponse:
    """The same to print; drawn once a day, or again when something changed."""
    board = access.get_public_board(slug)
    return _printed(board, access.public_processings(board), "register")


@login_not_required
@require_safe
@cache_control(public=True, max_age=300)
def enrolment_pdf(_request: HttpRequest, slug: str) -> HttpResponse:
    """What goes along with the enrolment form: said before anything is asked, with its date
    (AVG 13; seed 001 art. 9.2). Only what is about pupils and their parents.
    """
    board = access.get_public_board(slug)
    rows = [row for row in access.public_processings(board) if FAMILY & set(row.data_subjects)]
    return _printed(board, rows, "enrolment")


def _printed(board: Board, rows: list[Processing], kind: str) -> HttpResponse:
    today = timezone.localdate()
    mark = [f"{row.pk}:{row.version}" for row in rows]
    mark += [f"{one.pk}:{one.version}" for row in rows for one in row.recipients.all()]
    facts = f"{board.pk}{board.name}{today}{get_language()}{mark}"
    key = f"register.pdf:{kind}:{hashlib.sha256(facts.encode()).hexdigest()}"
    content = cache.get(key)
    if content is None:
        content = _drawn(board, rows, today, kind)
        cache.set(key, content, KEPT_SECONDS)
    name = f'inline; filename="{FILES[kind]}-{board.slug}.pdf"'
    return HttpResponse(content, "application/pdf", headers={"Content-Disposition": name})


def _drawn(board: Board, rows: list[Processing], today: date, kind: str) -> bytes:
    title = TITLES[kind] % {"day": date_format(today, "j F Y")}
    facts = {"board": board, "sender": board.name, "topics": by_topic(rows)}
    facts["address"] = f"{settings.PORTAL_URL}{reverse('register:public', args=[board.slug])}"
    return render(TEMPLATES[kind], facts, title=title, lang=get_language() or "nl")


def _updated(rows: list[Processing]) -> date | None:
    return max((row.published_on for row in rows if row.published_on), default=None)
