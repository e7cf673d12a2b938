"""Bericht aan een ontvanger: what is corrected, erased or may not be used now (AVG 19)."""

from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.pdf import render
from requests_app.letters.decision import day_words, paragraphs_of, place_of
from requests_app.models import Case
from requests_app.rules import Carried, Kind, Way

DONE: dict[Kind, Promise] = {
    Kind.CORRECTION: gettext_lazy("De school heeft gegevens van deze leerling verbeterd."),
    Kind.ERASURE: gettext_lazy("De school heeft gegevens van deze leerling verwijderd."),
    Kind.LIMITATION: gettext_lazy("De school gebruikt gegevens van deze leerling tijdelijk niet."),
}
DECIDED: dict[Kind, Promise] = {
    Kind.CORRECTION: gettext_lazy("De school besloot gegevens van deze leerling te verbeteren."),
    Kind.ERASURE: gettext_lazy("De school besloot gegevens van deze leerling te verwijderen."),
    Kind.LIMITATION: gettext_lazy(
        "De school besloot gegevens van deze leerling tijdelijk niet te gebruiken."
    ),
}
HOW: dict[Way, Promise] = {
    Way.TO_DO: gettext_lazy("Zij regelt dat uiterlijk op %s."),
    Way.IMPOSSIBLE: gettext_lazy("In de systemen van de school zelf kon dat niet."),
    Way.NOTHING_HELD: gettext_lazy("De school heeft deze gegevens zelf niet."),
}
NOT_EVERYWHERE = gettext_lazy("In een deel van de systemen van de school kon dat niet.")
OF_ENTRY: dict[Way, Promise] = {
    Way.TO_DO: gettext_lazy("nog niet gedaan"),
    Way.DONE: gettext_lazy("gedaan"),
    Way.PARTLY: gettext_lazy("niet overal gedaan"),
    Way.IMPOSSIBLE: gettext_lazy("kon niet"),
    Way.NOTHING_HELD: gettext_lazy("heeft de school zelf niet"),
}
DO: dict[Kind, Promise] = {
    Kind.CORRECTION: gettext_lazy("Verbeter deze gegevens bij u."),
    Kind.ERASURE: gettext_lazy("Verwijder deze gegevens bij u, tenzij u ze van de wet bewaart."),
    Kind.LIMITATION: gettext_lazy("Gebruik deze gegevens bij u voorlopig niet."),
}


@dataclass(frozen=True)
class Told:
    """A granted entry that the recipient received, and how that went in the school's systems."""

    name: str
    way: Way


@dataclass(frozen=True)
class Change:
    """Of a correction: what was wrong and what is right, as staff wrote it for one recipient."""

    wrong: str
    right: str


@dataclass(frozen=True)
class Notice:
    """What one recipient is told, and nothing that is not so: of its own entries only.

    `open_by`: the last day of what the school must still do; None when nothing is open.
    """

    entries: tuple[Told, ...]
    carried: Carried
    open_by: date | None = None
    change: Change | None = None

    @property
    def lines(self) -> list[str]:
        """Its entries by name; how one went where that is not what the letter says of all."""
        return [
            f"{one.name} ({OF_ENTRY[one.way]})"
            if one.way != self.carried.way and one.way in OF_ENTRY
            else one.name
            for one in self.entries
        ]


def notice_letter(case: Case, to: str, said: Notice, *, today: date) -> bytes:
    """The letter as PDF/UA. It names the pupil and what changed; never who asked, or why."""
    with translation.override("nl"):
        request = case.request
        title = _("Bericht over gegevens die u van ons kreeg")
        facts = {
            "request": request,
            "today": today,
            "sender": request.board.name,
            "sender_lines": [line for line in (request.board.street, place_of(request)) if line],
            "to": to,
            "pupil": request.subject,
            "what": _what(Kind(request.kind), said),
            "do": DO[Kind(request.kind)],
            "since": day_words(request.decision.answered_on),
            "entries": said.lines,
            "wrong": paragraphs_of(said.change.wrong if said.change else ""),
            "right": paragraphs_of(said.change.right if said.change else ""),
        }
        return render("pdf/notice.html", facts, title=title)


def _what(kind: Kind, said: Notice) -> str:
    """Never that something is done while it is not, or in a system where it was not possible."""
    way = said.carried.way
    first = DONE[kind] if way in (Way.DONE, Way.PARTLY) else DECIDED[kind]
    day = day_words(said.open_by) if said.open_by else ""
    how = str(HOW[way]).replace("%s", day) if way in HOW else ""
    rest = NOT_EVERYWHERE if said.carried.not_everywhere and way != Way.IMPOSSIBLE else ""
    return " ".join(str(one) for one in (first, how, rest) if one)
