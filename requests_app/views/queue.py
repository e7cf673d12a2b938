"""Behandelen en termijnen: the queue, and the watch over every deadline of a board."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portal.signin.access import account
from portal.signin.rounds import grown
from portal.web import page
from requests_app import access
from requests_app.access.hidden import hidden_waiting
from requests_app.forms import QueueFilter, WatchCell
from requests_app.models.words import WATCHES

PER_PAGE = 50
ALL_OPEN = gettext_lazy("open verzoeken")


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What is due, the first date on top."""
    today, user = timezone.localdate(), account(request.user)
    place = access.Workplace(user, today)
    form = QueueFilter(request.GET, schools=place.schools, handlers=place.handlers)
    found = place.queue(form.wanted(user))
    rows = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    waiting = grown(request.user, timezone.now(), today)
    query = f"{form.query}&"
    context = {
        "rows": rows,
        "cases": rows.object_list,
        "grown": waiting,
        "form": form,
        "query": query,
        **place.waiting,
    }
    return page(request, "requests_app/queue.html", context)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The table schools × deadlines, and below it every request with both dates."""
    today = timezone.localdate()
    found = access.overview(request.user, today)
    rows = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": rows,
        "cases": rows.object_list,
        "watch": access.watch(found.rows, today),
        "ratings": access.ratings(request.user, today),
        "to_do": access.to_do_count(found.rows),
        "hidden_waiting": hidden_waiting(request.user, today),
    }
    return page(request, "requests_app/overview.html", context)


@require_safe
def cell(request: HttpRequest) -> HttpResponse:
    """The cases behind one number of the table."""
    today, form = timezone.localdate(), WatchCell(request.GET)
    column = form.column
    school, alone = (form.cleaned_data.get(name) for name in ("school", "zonder"))
    found = access.watched(request.user, today, column=column, school=school, no_school=bool(alone))
    rows = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": rows,
        "cases": rows.object_list,
        "column": WATCHES[column] if column else ALL_OPEN,
        "query": f"{form.query}&",
        "school": found[0].request.school if school and found else None,
    }
    return page(request, "requests_app/cell.html", context)


@require_safe
def keeping(request: HttpRequest) -> HttpResponse:
    """What goes of closed cases within two months, and what stays."""
    found = access.going(request.user, timezone.localdate())
    rows = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return page(request, "requests_app/keeping.html", {"rows": rows, "going": rows.object_list})
