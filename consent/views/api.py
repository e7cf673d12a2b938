"""Lezen door een systeem: with a key in the header, without a session; JSON and nothing else."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from consent import access, actions
from consent.forms.systems import ReadForm
from consent.models import SystemToken
from consent.openapi import DESCRIPTION, PER_PAGE
from consent.sheet import ALLOWED, NOT_ALLOWED
from portal.signin.addresses import address_of

OVERLAP = timedelta(minutes=1)  # a choice that was being written while we read comes next time
REFUSED = {
    400: {"fout": "vraag", "uitleg": "Een filter is niet bekend of niet goed geschreven."},
    401: {"fout": "sleutel", "uitleg": "Stuur een geldige sleutel mee: Authorization: Bearer …"},
    404: {"fout": "niet gevonden", "uitleg": "Deze school, groep of vraag is er niet."},
    429: {"fout": "te vaak", "uitleg": "Wacht zo lang als Retry-After zegt."},
}


@login_not_required
@csrf_exempt  # nothing is written here: who posts is told that reading is all there is
@require_safe
def consents(request: HttpRequest) -> HttpResponse:
    """What is allowed, page by page. Who is signed in here does not matter: only the key does."""
    now = timezone.localtime()
    token = access.find_token(request.headers.get("Authorization", ""))
    if token is None:
        wait = actions.note_wrong_key(address_of(request), now=now)
        return _wait(wait) if wait else _refuse(401, **{"WWW-Authenticate": "Bearer"})
    wait = actions.note_call(token, now=now)
    if wait:
        return _wait(wait)
    form = ReadForm(request.GET)
    if not form.is_valid():
        return _refuse(400)
    try:
        with override("nl"):
            return _answer(_read(token, form, now))
    except Http404:
        return _refuse(404)


@login_not_required
@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """What may be asked and what comes back, in OpenAPI: public, without any fact of a board."""
    return _answer(DESCRIPTION)


def _read(token: SystemToken, form: ReadForm, now: datetime) -> dict[str, Any]:
    asked = form.cleaned_data
    filters = {"school": asked["school"], "group": asked["groep"], "code": asked["doel"]}
    selection = access.selection_of(token, now.date(), since=asked["sinds"], **filters)
    places = access.places_of(selection, now.date())
    start = (form.number - 1) * PER_PAGE
    rows = access.rows_of(places[start : start + PER_PAGE], now.date())
    actions.note_read(token, _noted(asked, selection, page=form.number, rows=len(rows)))
    return {
        "peilmoment": now.isoformat(timespec="seconds"),
        "volgende_sinds": (now - OVERLAP).isoformat(timespec="seconds"),
        "aantal": len(places),
        "bladzijde": form.number,
        "bladzijden": max(1, -(-len(places) // PER_PAGE)),
        "rijen": [_facts(row) for row in rows],
    }


def _noted(
    asked: dict[str, Any], selection: access.Selection, *, page: int, rows: int
) -> actions.Read:
    """For the log; of a group the id, since its name may be anything."""
    return actions.Read(
        school=asked["school"],
        group=str(selection.group.pk) if selection.group else "",
        code=asked["doel"],
        since=asked["sinds"].isoformat() if asked["sinds"] else "",
        page=page,
        rows=rows,
    )


def _wait(seconds: int) -> HttpResponse:
    return _refuse(429, **{"Retry-After": str(seconds)})


def _facts(row: access.Row) -> dict[str, Any]:
    """No name, and no word about who spoke."""
    return {
        "school": row.school.brin6,
        "groep": row.group,
        "leerling": row.pupil_key,
        "doel": row.code,
        "status": ALLOWED if row.allowed else NOT_ALLOWED,
        "sinds": row.since.isoformat() if row.since else None,
        "tekstversie": row.version,
    }


def _refuse(status: int, **headers: str) -> HttpResponse:
    answer = _answer(REFUSED[status], status=status)
    for name, value in headers.items():
        answer[name] = value
    return answer


def _answer(facts: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return JsonResponse(
        facts,
        status=status,
        json_dumps_params={"ensure_ascii": False},
        headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
    )
