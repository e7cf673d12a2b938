"""The Dutch words for an outcome: a status label, and one neutral line (law.md §4)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consent.rules import Told


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
