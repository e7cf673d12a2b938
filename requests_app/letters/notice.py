"""Bericht aan een ontvanger: what was corrected, erased or may not be used now (AVG 19)."""

from datetime import date

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.pdf import render
from requests_app.letters.decision import day_words, place_of
from requests_app.models import Case, CaseTask
from requests_app.rules import Kind, PartOutcome

WHAT: dict[Kind, Promise] = {
    Kind.CORRECTION: gettext_lazy("De school heeft gegevens van deze leerling verbeterd."),
    Kind.ERASURE: gettext_lazy("De school heeft gegevens van deze leerling verwijderd."),
    Kind.LIMITATION: gettext_lazy("De school gebruikt gegevens van deze leerling tijdelijk niet."),
}
DO: dict[Kind, Promise] = {
    Kind.CORRECTION: gettext_lazy("Verbeter deze gegevens ook bij u."),
    Kind.ERASURE: gettext_lazy(
        "Verwijder deze gegevens ook bij u, tenzij u ze van de wet bewaart."
    ),
    Kind.LIMITATION: gettext_lazy("Gebruik deze gegevens ook bij u voorlopig niet."),
}


def notice_letter(case: Case, task: CaseTask, *, today: date) -> bytes:
    """The letter as PDF/UA. It names the pupil and what changed; never who asked, or why."""
    with translation.override("nl"):
        request, kind = case.request, Kind(case.request.kind)
        title = _("Bericht over gegevens die u van ons kreeg")
        facts = {
            "request": request,
            "today": today,
            "sender": request.board.name,
            "sender_lines": [line for line in (request.board.street, place_of(request)) if line],
            "to": task.holder,
            "pupil": request.subject,
            "what": WHAT[kind],
            "do": DO[kind],
            "since": day_words(request.decision.answered_on),
            "entries": [
                one.processing.name
                for one in request.decision.parts.select_related("processing")
                if one.outcome != PartOutcome.REFUSED
            ],
        }
        return render("pdf/notice.html", facts, title=title)
