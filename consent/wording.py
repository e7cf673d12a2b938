"""The Dutch words of consent: outcomes in neutral lines (law.md §4), answers and channels."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consent.rules import Answer, GivenVia, Medium, Misleading, Told


@dataclass(frozen=True, eq=False)  # there is one of each in LINES
class Line:
    """An outcome in words; `kind` is the face's kind of status label, `text` may be empty."""

    code: Told
    kind: str
    status: str | Promise
    text: str | Promise = ""


DRAWINGS = {  # the example beside "Wat betekent dit?": consent/<name>.svg
    Medium.SCHOOL_GUIDE: "print",
    Medium.WEBSITE: "website",
    Medium.INSTAGRAM: "phone",
    Medium.FACEBOOK: "phone",
    Medium.YOUTUBE: "film",
    Medium.TIKTOK: "film",
    Medium.LINKEDIN: "phone",
    Medium.NEWSLETTER: "letter",
    Medium.PARENT_APP: "letter",
    Medium.CLOSED_APP: "phone",
    Medium.PRESS: "press",
    Medium.LESSON_VIDEO: "film",
    Medium.PHOTOGRAPHER: "camera",
    Medium.CLASS_PHOTO: "camera",
    Medium.CONTACT_LIST: "list",
    Medium.RESEARCH: "list",
    Medium.YOUTH_HEALTH: "talk",
    Medium.FAMILY_CARERS: "talk",
    Medium.OWN_CHANNEL: "phone",
    Medium.OTHER: "talk",
}
MISLEADING: dict[Misleading, str | Promise] = {
    Misleading.TEACHING: _("les, toetsen en rapporten"),
    Misleading.ADMINISTRATION: _("de leerlingadministratie en het leerlingvolgsysteem"),
    Misleading.LEARNING_MATERIAL: _("leermiddelen die bij de les horen"),
    Misleading.DUO: _("gegevens voor DUO"),
    Misleading.ATTENDANCE: _("leerplicht en verzuim"),
    Misleading.INSPECTORATE: _("de Inspectie van het Onderwijs"),
    Misleading.PARTNERSHIP: _("het samenwerkingsverband"),
}
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
    GivenVia.IMPORT: _("in de vorige app van de school"),
}
