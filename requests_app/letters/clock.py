"""Vraag en verlenging: the letters that stop the clock or move its end (AVG 12(3), law.md §2)."""

from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from portal.pdf import render
from portal.people.models import Pupil
from requests_app.letters.decision import (
    address_of,
    day_words,
    intro_of,
    paragraphs_of,
    place_of,
)
from requests_app.models import Case, DataRequest, if_extended, receiver_of
from requests_app.models.words import SUSPENSION_REASONS
from requests_app.rules import SuspensionReason


def question_letter(case: Case, *, reason: SuspensionReason, question: str, today: date) -> bytes:
    """The question as PDF/UA, in Dutch: what, why, how to answer, and that the clock stops."""
    with translation.override("nl"):
        title = _("Vraag bij verzoek %(number)s") % {"number": case.request.reference}
        facts = {
            **letter_to(case.request, today),
            "reason": SUSPENSION_REASONS[reason],
            "is_identity": reason == SuspensionReason.IDENTITY,
            "is_authority": reason == SuspensionReason.AUTHORITY,
            "is_scope": reason == SuspensionReason.SCOPE,
            "paragraphs": paragraphs_of(question),
        }
        return render("pdf/question.html", facts, title=title)


def extension_letter(case: Case, *, words: str, today: date) -> bytes:
    """The notice as PDF/UA, in Dutch: why it takes longer, and until when."""
    with translation.override("nl"):
        title = _("Meer tijd voor verzoek %(number)s") % {"number": case.request.reference}
        later = if_extended(case).legal_by
        facts = {
            **letter_to(case.request, today),
            "paragraphs": paragraphs_of(words),
            "was": day_words(case.legal_by) if case.legal_by else "",
            "later": day_words(later) if later else "",
        }
        return render("pdf/extension.html", facts, title=title)


def lapsed_letter(case: Case, *, because: str, today: date) -> bytes:
    """That the extension lapsed, as PDF/UA, in Dutch: why, and until when the answer must come."""
    with translation.override("nl"):
        title = _("Verlenging vervalt: verzoek %(number)s") % {"number": case.request.reference}
        plain = if_extended(case, extended=False).legal_by
        facts = {
            **letter_to(case.request, today),
            "paragraphs": paragraphs_of(because),
            "was": day_words(case.legal_by) if case.legal_by else "",
            "again": day_words(plain) if plain else "",
            "is_late": plain is not None and plain < today,
        }
        return render("pdf/extension_lapsed.html", facts, title=title)


def letter_to(request: DataRequest, today: date) -> dict[str, Any]:
    """To who gets the answer on this day; the words of somebody else never go along."""
    receiver = receiver_of(request, today)
    board = request.board
    return {
        "request": request,
        "receiver": receiver,
        "name": getattr(receiver, "full_name", str(receiver)),
        "address": address_of(receiver),
        "informal": isinstance(receiver, Pupil),
        "today": today,
        "sender": board.name,
        "sender_lines": [line for line in (board.street, place_of(request)) if line],
        "intro": intro_of(request),
    }
