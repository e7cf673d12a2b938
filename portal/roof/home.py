"""The first page after sign-in: one's children, one's requests, or one's work."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from consent.access import NOTHING, Counted, waiting_of
from portal.people.access import Person, Tie, has_duty, ties_of
from portal.people.rules import Duty, Reason, Right, is_ahead, turns
from portal.register.access import announced_to
from portal.register.news import news_for
from portal.register.report_news import waiting_reports
from portal.signin.rounds import grown
from portal.web import page
from requests_app.access import has_begun, newest_requests

WORK = (
    (Duty.SEE_DEADLINES, "requests:overview"),
    (Duty.SEE_CASES, "requests:queue"),
    (Duty.SEE_CLASS, "consent:groups"),
    (Duty.RUN_INSTALLATION, "operator:index"),
)

SHUT_BECAUSE = {
    Reason.NO_AUTHORITY: gettext_lazy(
        "Volgens de school hebt u geen gezag over %(name)s. U ziet daarom geen gegevens van "
        "%(name)s. U mag wel vragen hoe het op school gaat, en uw eigen gegevens inzien."
    ),
    Reason.AUTHORITY_UNKNOWN: gettext_lazy(
        "De school weet nog niet of u gezag hebt over %(name)s. Vraag de school om dat na te "
        "gaan. U kunt nu al een verzoek indienen."
    ),
    Reason.SIXTEEN: gettext_lazy(
        "%(name)s is 16 jaar of ouder en beslist nu zelf. %(name)s kan u een machtiging geven."
    ),
    Reason.ADULT: gettext_lazy("%(name)s is 18 jaar of ouder en beslist zelf."),
    Reason.TOO_YOUNG: gettext_lazy(
        "Je bent nog geen 16. Je ouders of verzorgers beslissen met je mee."
    ),
    Reason.NO_BIRTH_DATE: gettext_lazy(
        "De school kent de geboortedatum van %(name)s niet. Vraag de school die in te vullen."
    ),
    Reason.PROVISIONAL: gettext_lazy(
        "U hebt uw account geopend met alleen een brief. Daarom wachten wij drie dagen. Daarna "
        "ziet u de gegevens van %(name)s."
    ),
    Reason.NOT_KEPT: gettext_lazy("De school bewaart geen gegevens meer van %(name)s."),
}

SHUT_FOR_ONESELF = {
    Reason.PROVISIONAL: gettext_lazy(
        "Je hebt je account geopend met alleen een brief. Daarom wachten wij drie dagen. Daarna "
        "zie je je eigen gegevens."
    ),
    Reason.NO_BIRTH_DATE: gettext_lazy(
        "De school kent je geboortedatum niet. Vraag de school die in te vullen."
    ),
    Reason.NOT_KEPT: gettext_lazy("De school bewaart geen gegevens meer van je."),
}


@dataclass(frozen=True)
class Child:
    """What the home page shows of a pupil: the questions for this person, and what waits."""

    tie: Tie
    questions: Counted
    sixteen_on: date | None = None  # while the birthday is at most six weeks ahead


@dataclass(frozen=True)
class Shut:
    """A pupil whose page this person may not open, with the reason and what is possible."""

    tie: Tie
    reason: str
    may_ask: bool


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Family sees children and requests; staff without family goes on to the work."""
    today = timezone.localdate()
    ties = ties_of(request.user, today)
    work = "" if ties else landing(request.user, today)
    if work:
        return redirect(work)
    context = {
        "announced": announced_to(ties, today),
        "children": children_of(ties, today),
        "shut": [closed(tie) for tie in ties if not tie.may(Right.VIEW)],
        "has_begun": bool(ties) and has_begun(request.user, request.session, today),
        "cases": newest_requests(request.user, today, is_pupil=has_own(ties)),
        "boards": tuple(sorted({(tie.pupil.board.slug, tie.pupil.board.name) for tie in ties})),
        "is_family": bool(ties),
        "grown": [] if ties else grown(request.user, timezone.now(), today),
        "may_invite": not ties and has_duty(request.user, Duty.INVITE, today),
        "reports": waiting_reports(ties, request.session) if ties else [],
        "new_documents": news_for(request.user, request.session) if ties else [],
    }
    return page(request, "roof/home.html", context)


def has_own(ties: Collection[Tie]) -> bool:
    """Whether one of these is somebody's tie to themselves: a pupil's own page."""
    return any(tie.guardian_id is None for tie in ties)


def landing(user: Person, today: date) -> str:
    """The URL name of a member of staff's own first page; empty when there is none."""
    return next((name for duty, name in WORK if has_duty(user, duty, today)), "")


def children_of(ties: Collection[Tie], today: date) -> list[Child]:
    """The pupils this person may look at, with what waits for an answer."""
    seen = [tie for tie in ties if tie.may(Right.VIEW)]
    if not seen:
        return []
    counts = waiting_of(seen)
    return [Child(tie, counts.get(tie.pupil.pk, NOTHING), sixteen_ahead(tie)) for tie in seen]


def sixteen_ahead(tie: Tie) -> date | None:
    """The day on which the rights move to the pupil, when it is near (law.md §3)."""
    born_on = tie.pupil.born_on
    return turns(born_on, 16) if born_on and is_ahead(born_on, tie.today) else None


def closed(tie: Tie) -> Shut:
    """Why the page of a pupil stays shut, and whether a request may still be filed."""
    verdict = tie.verdict(Right.VIEW)
    name = tie.pupil.call_name
    words = SHUT_BECAUSE if tie.guardian_id else SHUT_BECAUSE | SHUT_FOR_ONESELF
    text = words.get(verdict.reason, _("Hier staat nu niets. Vraag de school om uitleg."))
    may_ask = tie.may(Right.REQUEST) or tie.may(Right.INFORMATION)
    return Shut(tie=tie, reason=text % {"name": name}, may_ask=may_ask)
