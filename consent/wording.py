"""The Dutch words of consent: outcomes in neutral lines (law.md §4), answers and channels."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consent.rules import Answer, GivenVia, Told


@dataclass(frozen=True, eq=False)  # there is one of each in LINES
class Line:
    """An outcome in words; `kind` is the face's kind of status label, `text` may be empty."""

    code: Told
    kind: str
    status: str | Promise
    text: str | Promise = ""


LINES = {
    line.code: line
    for line in (
        Line(Told.ALLOWED, "success", _("Dit mag")),
        Line(Told.ALLOWED_FOR_NOW, "waiting", _("Dit mag nu nog")),
        Line(
            Told.NO_JOINT_CONSENT,
            "neutral",
            _("Dit mag niet"),
            _("Er is (nog) geen gezamenlijke toestemming."),
        ),
        Line(Told.NOT_ALLOWED, "neutral", _("Dit mag niet")),
        Line(
            Told.BIRTH_DATE_NEEDED,
            "neutral",
            _("Dit mag niet"),
            _("De school weet de geboortedatum niet. Vraag de administratie om die in te vullen."),
        ),
    )
}

ANSWERS: dict[Answer, str | Promise] = {
    Answer.GIVEN: _("Ja"),
    Answer.REFUSED: _("Nee"),
    Answer.WITHDRAWN: _("Ja ingetrokken"),
}
CHANNELS: dict[GivenVia, str | Promise] = {
    GivenVia.PORTAL: _("in het portaal"),
    GivenVia.PAPER: _("op papier"),
    GivenVia.DESK: _("aan de balie"),
    GivenVia.IMPORT: _("in de app van de school"),
}
