"""Besluitbrief: the decision as a tagged PDF, to the requester alone (AVG 12, UAVG 34-35)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.pdf import render
from portal.people.models import Pupil
from requests_app.models import Case, DataRequest, receiver_of
from requests_app.models.words import GROUNDS, KINDS
from requests_app.rules import (
    BoardKind,
    GroundCode,
    Kind,
    Outcome,
    Standing,
    law_of,
    needs_reasons,
    remedies,
)

VERDICTS: dict[Outcome, Promise] = {
    Outcome.GRANTED: gettext_lazy("Ja. Wij doen wat is gevraagd."),
    Outcome.PARTLY: gettext_lazy("Ja, maar niet helemaal. Wij doen een deel van wat is gevraagd."),
    Outcome.REFUSED: gettext_lazy("Nee. Wij doen niet wat is gevraagd."),
    Outcome.NOT_HANDLED: gettext_lazy("Wij nemen dit verzoek niet in behandeling."),
}


@dataclass(frozen=True)
class Draft:
    """A decision before it is appended; `number_confirmed`: a number in the words is no BSN."""

    outcome: Outcome
    ground: GroundCode
    words: str
    number_confirmed: bool = False


def decision_letter(case: Case, draft: Draft, *, today: date) -> bytes:
    """The letter as PDF/UA, in Dutch. It names the requester and the subject, nobody else."""
    with translation.override("nl"):
        title = _("Besluit op verzoek %(number)s") % {"number": case.request.reference}
        return render("pdf/decision.html", letter_facts(case, draft, today=today), title=title)


def letter_facts(case: Case, draft: Draft, *, today: date) -> dict[str, Any]:
    """All that the template puts on paper."""
    request, board = case.request, case.request.board
    kind, receiver = Kind(request.kind), receiver_of(case.request, today)
    own_words = request.text.scope if receiver == request.requester else ""
    return {
        "request": request,
        "receiver": receiver,
        "name": getattr(receiver, "full_name", str(receiver)),
        "today": today,
        "sender": board.name,
        "sender_lines": [line for line in (board.street, place_of(request)) if line],
        "informal": isinstance(receiver, Pupil),
        "intro": intro_of(request),
        "scope": paragraphs_of(own_words),
        "verdict": VERDICTS[draft.outcome],
        "ground": GROUNDS[draft.ground] if needs_reasons(draft.outcome) else "",
        "law": law_of(kind, draft.ground),
        "paragraphs": paragraphs_of(draft.words),
        "term": _term(case),
        "late": case.limits.standing(today) == Standing.OVERDUE,
        "remedies": remedies(kind, BoardKind(board.kind)),
    }


def intro_of(request: DataRequest) -> str:
    """What was asked about whom, and when it came in."""
    subject = _("eigen gegevens") if request.is_own_data else str(request.subject)
    return _("Wij kregen dit verzoek op %(day)s: %(kind)s. Het gaat over: %(subject)s.") % {
        "day": day_words(request.received_on),
        "kind": KINDS[Kind(request.kind)],
        "subject": subject,
    }


def _term(case: Case) -> str:
    """Both dates, and what the law's date would be without suspension when that differs."""
    parts = [_("Wij beloofden antwoord uiterlijk op %s.") % day_words(case.promise_by)]
    legal, bare = case.legal_by, case.unsuspended_legal_by
    if legal:
        parts.append(_("Van de wet moest het antwoord er uiterlijk zijn op %s.") % day_words(legal))
    if bare and bare != legal:
        parts.append(_("Zonder de pauze was dat %s.") % day_words(bare))
    return " ".join(parts)


def place_of(request: DataRequest) -> str:
    """Postcode and town of the board."""
    return f"{request.board.postcode} {request.board.town}".strip()


def paragraphs_of(text: str) -> list[str]:
    """What somebody typed, in paragraphs."""
    lines = text.replace("\r\n", "\n").split("\n\n")
    return [part.strip() for part in lines if part.strip()]


def day_words(day: date) -> str:
    """A day as letters write it."""
    return date_format(day, "j F Y")
