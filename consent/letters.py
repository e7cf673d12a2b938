"""Bewijs van toestemming as a letter: own choices, and the texts that were answered."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from consent.receipt import Receipt
from portal.pdf import render


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
