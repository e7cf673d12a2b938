"""Openbaar register: what a board does with data, for everybody, on the screen and on paper."""

import hashlib
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.pdf import render
from portal.people.models import Board
from portal.register import access
from portal.register.models import Processing
from portal.register.views.family import by_topic
from portal.web import page

KEPT_SECONDS = 24 * 60 * 60


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
    board, today = access.get_public_board(slug), timezone.localdate()
    rows = access.public_processings(board)
    mark = [f"{row.pk}:{row.version}" for row in rows]
    mark += [f"{one.pk}:{one.version}" for row in rows for one in row.recipients.all()]
    facts = f"{board.pk}{board.name}{today}{get_language()}{mark}"
    key = f"register.pdf:{hashlib.sha256(facts.encode()).hexdigest()}"
    content = cache.get(key)
    if content is None:
        content = _drawn(board, rows, today)
        cache.set(key, content, KEPT_SECONDS)
    name = f'inline; filename="register-{board.slug}.pdf"'
    return HttpResponse(content, "application/pdf", headers={"Content-Disposition": name})


def _drawn(board: Board, rows: list[Processing], today: date) -> bytes:
    title = _("Register van verwerkingen op %(day)s") % {"day": date_format(today, "j F Y")}
    facts = {"board": board, "sender": board.name, "topics": by_topic(rows)}
    return render("pdf/register.html", facts, title=title, lang=get_language() or "nl")


def _updated(rows: list[Processing]) -> date | None:
    return max((row.published_on for row in rows if row.published_on), default=None)
