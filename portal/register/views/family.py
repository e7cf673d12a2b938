"""Register: what the school knows of a pupil, what was shared, and a board's general register."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal import web
from portal.register import access
from portal.register.access.documents import in_force
from portal.register.models import Processing
from portal.register.rules import Topic
from portal.register.wording import TOPICS

PER_PAGE = 20


@require_safe
def pupil(request: HttpRequest, pupil_id: UUID) -> HttpResponse:
    """Wat weet de school? Every processing in three short sentences."""
    tie = access.get_pupil(request.user, pupil_id, timezone.localdate())
    is_self = tie.guardian_id is None
    context = {"pupil": tie.pupil, "is_self": is_self, "topics": access.known_of(tie)}
    return web.page(request, "register/pupil.html", context)


@require_safe
def disclosures(request: HttpRequest, pupil_id: UUID) -> HttpResponse:
    """Met wie gedeeld? Newest first, by name, with why consent was needed or not."""
    tie = access.get_pupil(request.user, pupil_id, timezone.localdate())
    rows = Paginator(access.shared_ids(tie), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "pupil": tie.pupil,
        "is_self": tie.guardian_id is None,
        "rows": rows,
        "shared": access.shared_of(list(rows.object_list)),
    }
    return web.page(request, "register/disclosures.html", context)


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """The general register of a board (AVG 13, 14 and 30), for everybody it knows."""
    today = timezone.localdate()
    found = access.get_board(request.user, slug, today)
    context = {
        "board": found,
        "topics": by_topic(access.processings_of(found)),
        "documents": in_force(found, today),
    }
    return web.page(request, "register/board.html", context)


def by_topic(processings: list[Processing]) -> list[tuple[str, list[Processing]]]:
    """The processings under their headings, in the order of the topics; empty headings left out."""
    found = {topic: [row for row in processings if row.in_topic is topic] for topic in Topic}
    return [(str(TOPICS[topic]), rows) for topic, rows in found.items() if rows]
