"""From an entry of the register to a request about it: one tap (AVG 15, 16, 21)."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.people.access import get_tie
from portal.people.rules import Right
from portal.register.access import find_processing
from requests_app.models.words import MARKETING
from requests_app.rules import Kind

OFFERED = frozenset({Kind.ACCESS, Kind.CORRECTION, Kind.OBJECTION})


@require_safe
def ask(request: HttpRequest, pupil_id: UUID, kind: str, processing_id: UUID) -> HttpResponse:
    """On to the form, with the kind and the entry filled in; verzet only where the law has it."""
    tie = get_tie(request.user, pupil_id, Right.REQUEST, timezone.localdate())
    found = find_processing(tie.pupil, processing_id)
    if found is None or kind not in OFFERED or (kind == Kind.OBJECTION and not found.objection):
        raise Http404
    stops = kind == Kind.OBJECTION and found.direct_marketing  # at once: AVG 21(3)
    chosen = MARKETING if stops else kind
    words = {"over": f"kind-{tie.pupil.pk}", "soort": chosen, "verwerking": str(found.pk)}
    return redirect(f"{reverse('requests:new')}?{urlencode(words)}")
