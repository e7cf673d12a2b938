"""Bericht aan een ontvanger: what is corrected, erased or may not be used now (AVG 19)."""

from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.pdf import render
from requests_app.letters.decision import day_words, place_of
from requests_app.models import Case, CaseTask
from requests_app.rules import Kind

DONE: dict[Kind, Promise] = {
    Kind.CORRECTION: gettext_lazy("De school heeft gegevens van deze leerling verbeterd."),
    Kind.ERASURE: gettext_lazy("De school heeft gegevens van deze leerling verwijderd."),
    Kind.LIMITATION: gettext_lazy("De school gebruikt gegevens van deze leerling tijdelijk niet."),
}
DECIDED: dict[Kind, Promise] = {
    Kind.CORRECTION: gettext_lazy(
        "De school besloot gegevens van deze leerling te verbeteren. Zij doet dat uiterlijk op %s."
    ),
    Kind.ERASURE: gettext_lazy(
        "De school besloot gegevens van deze leerling te verwijderen. Zij doet dat uiterlijk op %s."
    ),
    Kind.LIMITATION: gettext_lazy(
        "De school besloot gegevens van deze leerling tijdelijk niet te gebruiken. Zij regelt dat"
        " uiterlijk op %s."
    ),
}
DO: dict[Kind, Promise] = {
    Kind.CORRECTION: gettext_lazy("Verbeter deze gegevens ook bij u."),
    Kind.ERASURE: gettext_lazy(
        "Verwijder deze gegevens ook bij u, tenzij u ze van de wet bewaart."
    ),
    Kind.LIMITATION: gettext_lazy("Gebruik deze gegevens ook bij u voorlopig niet."),
}


@dataclass(frozen=True)
class Notice:
    """What one recipient is told: the granted entries that it received, by name.

    `open_by`: the last day of what the school must still do; None when all of it is done.
    """

    entries: tuple[str, ...]
    open_by: date | None


def notice_letter(case: Case, task: CaseTask, said: Notice, *, today: date) -> bytes:
    """The letter as PDF/UA. It names the pupil and what changed; never who asked, or why."""
    with translation.override("nl"):
        request = case.request
        title = _("Bericht over gegevens die u van ons kreeg")
        facts = {
            "request": request,
            "today": today,
            "sender": request.board.name,
            "sender_lines": [line for line in (request.board.street, place_of(request)) if line],
            "to": task.holder,
            "pupil": request.subject,
            "what": _what(Kind(request.kind), said.open_by),
            "do": DO[Kind(request.kind)],
            "since": day_words(request.decision.answered_on),
            "entries": said.entries,
        }
        return render("pdf/notice.html", facts, title=title)


def _what(kind: Kind, open_by: date | None) -> str:
    """Never that something is done while it is not."""
    return str(DONE[kind]) if open_by is None else str(DECIDED[kind]) % day_words(open_by)
