"""Eigen keuzes: the history on a page, and the proof on a page, on paper and for a computer."""

import json
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from consent import access
from consent.dpv import as_json
from consent.letters import receipt_pdf
from portal.signin.fresh import needs_fresh_factor
from portal.web import page

PER_PAGE = 50


@require_safe
def history(request: HttpRequest, pupil_id: UUID) -> HttpResponse:
    """Every own answer with the words that were read; and what holds now, in neutral words."""
    tie = access.get_pupil(request.user, pupil_id, timezone.localdate())
    rows = Paginator(access.own_rows(tie), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "pupil": tie.pupil,
        "is_self": tie.guardian_id is None,
        "rows": rows,
        "said": access.told_of(rows.object_list),
        "questions": access.questions_of(tie),
    }
    return page(request, "consent/history.html", context)


@require_safe
@needs_fresh_factor
def receipt(request: HttpRequest, pupil_id: UUID) -> HttpResponse:
    """The proof; it asks for the factor itself, so that a download comes at one press."""
    tie = access.get_pupil(request.user, pupil_id, timezone.localdate())
    found = access.receipt_of(tie)
    context = {"pupil": tie.pupil, "is_self": found.is_self, "receipt": found}
    return page(request, "consent/receipt.html", context)


@require_safe
@needs_fresh_factor
def receipt_as_pdf(request: HttpRequest, pupil_id: UUID) -> HttpResponse:
    """The same on paper."""
    tie = access.get_pupil(request.user, pupil_id, timezone.localdate())
    return _file(receipt_pdf(access.receipt_of(tie)), "application/pdf", "pdf")


@require_safe
@needs_fresh_factor
def receipt_as_json(request: HttpRequest, pupil_id: UUID) -> HttpResponse:
    """The same for a computer."""
    tie = access.get_pupil(request.user, pupil_id, timezone.localdate())
    facts = as_json(access.receipt_of(tie))
    content = json.dumps(facts, ensure_ascii=False, indent=2).encode()
    return _file(content, "application/ld+json", "json")


def _file(content: bytes, kind: str, end: str) -> HttpResponse:
    """As an attachment that cannot run in the portal's name; the name tells nobody's name."""
    headers = {
        "Content-Disposition": f'attachment; filename="bewijs-van-toestemming.{end}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=kind, headers=headers)
