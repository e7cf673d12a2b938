"""Uitnodigingsbrief: one page for one person, with a code that opens an account once."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from unicodedata import category

import segno
from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.pdf import page
from portal.people.models import Board, Guardian, School, User
from portal.signin.letter_texts import DUTCH, DUTCH_INFORMAL, FOREIGN
from portal.signin.models import Invitation
from portal.signin.rules import INVITATION_HOLDS, Delivery, InvitedAs
from portal.signin.secret_codes import in_groups

MARKS = {Delivery.TOGETHER: "A", Delivery.POST: "B", Delivery.BY_HAND: "C"}  # for who sorts
QR_DOTS = 10  # of one square: 300 dots an inch. A drawing (SVG) would keep 3 kB a letter in memory.
LONGEST = 90  # signs of one line of an address: more does not fit the window


@dataclass(frozen=True)
class Envelope:
    """What a letter needs beside its invitation. No child stands on it."""

    invitation: Invitation
    code: str
    delivery: Delivery
    school: School | None
    expires_at: datetime

    @property
    def printed_on(self) -> date:
        """The day of the letter: its code holds from then."""
        return timezone.localtime(self.expires_at - INVITATION_HOLDS).date()


def invitation_letter(envelope: Envelope) -> str:
    """The page for the press, in Dutch with five languages below; it is one sheet."""
    with translation.override("nl"):
        title = _("Uw toegang tot het privacyportaal")
        if envelope.invitation.kind == InvitedAs.PUPIL:
            title = _("Jouw toegang tot het privacyportaal")
        return page("pdf/invitation.html", _facts(envelope), title=title)


def _facts(envelope: Envelope) -> dict[str, Any]:
    invitation, board = envelope.invitation, envelope.invitation.board
    address = f"{settings.PORTAL_URL}/activeren/"
    informal = invitation.kind == InvitedAs.PUPIL
    picture = segno.make(f"{address}?brief={invitation.reference}", error="m", micro=False)
    return {
        "sender": plain(board.name),
        "sender_lines": [plain(line) for line in _place(envelope.school or board)],
        "recipient": [plain(line) for line in _recipient(envelope)],
        "mark": MARKS[envelope.delivery],
        "date": date_format(envelope.printed_on, "j F Y"),
        "name": plain(_name(invitation)),
        "address": address,
        "picture": picture.png_data_uri(border=2, scale=QR_DOTS),
        "reference": in_groups(invitation.reference),
        "code": in_groups(envelope.code),
        "sign_in_name": sign_in_name(invitation),
        "until": date_format(timezone.localtime(envelope.expires_at), "j F Y"),
        "lines": DUTCH_INFORMAL if informal else DUTCH,
        "foreign": FOREIGN,
        "informal": informal,
    }


def sign_in_name(invitation: Invitation) -> str:
    """The name on the letter: staff have one already, others get the reference."""
    if invitation.user:
        return invitation.user.sign_in_name
    return invitation.reference.lower()


def _name(invitation: Invitation) -> str:
    person = invitation.person
    return str(person) if isinstance(person, User) else person.full_name


def _recipient(envelope: Envelope) -> list[str]:
    person, name = envelope.invitation.person, _name(envelope.invitation)
    if envelope.delivery is Delivery.BY_HAND or not isinstance(person, Guardian):
        return [name]
    return [name, person.street, f"{person.postcode} {person.town}".strip()]


def _place(sender: School | Board) -> list[str]:
    lines = [sender.name if isinstance(sender, School) else "", sender.street]
    lines.append(f"{sender.postcode} {sender.town}".strip())
    return [line for line in lines if line]


def plain(text: str) -> str:
    """One line without control signs: a name must not turn around what stands beside it."""
    visible = "".join(" " if category(sign)[0] in "CZ" else sign for sign in text)
    return " ".join(visible.split())[:LONGEST]
