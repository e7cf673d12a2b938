"""One child on one page: what is known, what was shared, the choices, the requests."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from consent.access import questions_of
from portal.people.access import get_tie, group_names
from portal.people.rules import Right
from portal.register.access import processings_for, shared_ids, shared_of
from portal.register.access.reports import mine_of
from portal.web import page
from requests_app.access import newest_requests


@require_safe
def pupil(request: HttpRequest, pupil_id: UUID) -> HttpResponse:
    """Four short parts, each with a link to the whole."""
    today = timezone.localdate()
    tie = get_tie(request.user, pupil_id, Right.VIEW, today)
    group = group_names([tie.pupil], today).get(tie.pupil.pk, "")
    context = {
        "tie": tie,
        "where": ", ".join(filter(None, [str(tie.school), group])),
        "processings": processings_for(tie),
        "shared": shared_of(shared_ids(tie)[:3]),
        "questions": questions_of(tie),
        "reports": mine_of([tie], today),
        "cases": newest_requests(
            request.user, today, pupil=tie.pupil, is_pupil=tie.guardian_id is None
        ),
    }
    return page(request, "roof/pupil.html", context)
