"""Letters about consent: the proof of one's own choices, and to whom the school writes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from consent.receipt import Receipt
from portal.pdf import render
from portal.people.models import Board, School


def receipt_pdf(receipt: Receipt) -> bytes:
    """In Dutch, as every letter of a board; the texts in the language in which they were read."""
    with override("nl"):
        title = _("Bewijs van toestemming")
        context = {
            "receipt": receipt,
            "sender": receipt.board.name,
            "topics": list(receipt.by_purpose.values()),
        }
        return render("pdf/receipt.html", context, title=title)


def round_letters_pdf(lines: Sequence[Any], *, sender: str, today: date) -> bytes:
    """For the office: who gets a letter, how it travels, and where to."""
    with override("nl"):
        title = _("Wie krijgt een brief?")
        context = {"lines": lines, "sender": sender, "today": today}
        return render("pdf/round_letters.html", context, title=title)


def reminder_letters_pdf(lines: Sequence[Any], *, sender: School | Board, today: date) -> bytes:
    """A page for each of them, with the same words: that questions wait, and where to answer."""
    with override("nl"):
        place = f"{sender.postcode} {sender.town}".strip()
        context = {
            "letters": lines,
            "sender": sender.name,
            "sender_lines": [line for line in (sender.street, place) if line],
            "portal": settings.PORTAL_URL,
            "today": today,
        }
        title = _("Vragen over toestemming")
        return render("pdf/round_reminders.html", context, title=title)
