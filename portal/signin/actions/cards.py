"""Kaart met codes: a second factor on paper for somebody without a smartphone."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal import pdf
from portal.audit.actions import record
from portal.people.models import Board, User
from portal.signin import recover_mails
from portal.signin.actions.reset import NotSeen, OwnAccount
from portal.signin.models import CodeList
from portal.signin.rules import (
    CARD_CODES,
    CARD_SIGNS,
    AskedVia,
    DocumentSeen,
    ListKind,
    can_be_seen,
)
from portal.signin.secret_codes import in_groups, new_code

COLUMNS = 4


@dataclass(frozen=True)
class Card:
    """What is printed, once. It lives in memory only: the database keeps the HMACs."""

    reference: str
    codes: tuple[str, ...]


def new_card() -> Card:
    """A card that opens nothing yet."""
    codes: set[str] = set()
    while len(codes) < CARD_CODES:
        codes.add(new_code(CARD_SIGNS))
    return Card(new_code(6), tuple(codes))


@transaction.atomic
def issue_card(
    user: User, card: Card, *, board: Board, by: User, document: DocumentSeen
) -> CodeList:
    """From now on this card opens, and an older one does not. Raises `OwnAccount`, `NotSeen`.

    Who signed in with the older card is out at the next request.
    """
    if user.pk == by.pk:
        raise OwnAccount
    if not can_be_seen(document, AskedVia.DESK):
        raise NotSeen
    User.objects.select_for_update().get(pk=user.pk)
    CodeList.objects.filter(user=user, kind=ListKind.CARD.value).delete()
    made = _keep(card, user, by)
    record(
        "signin.card_issued",
        actor=by,
        subject=user,
        board_id=board.pk,
        list=made.pk,
        document=document.value,
    )
    recover_mails.notice(user, "card_issued")
    return made


def _keep(card: Card, user: User, by: User) -> CodeList:
    """The HMACs of the codes; the codes themselves are only on the paper."""
    made: CodeList = CodeList.objects.create(
        user=user,
        name="",
        kind=ListKind.CARD.value,
        reference=card.reference,
        issued_by=by,
        confirmed=True,
    )
    made.fill(card.codes)
    return made


def card_pdf(card: Card, *, name: str, board: Board, today: date) -> bytes:
    """The card on one page, numbered downwards in four columns."""
    printed = [(number, in_groups(code)) for number, code in enumerate(card.codes, start=1)]
    high = len(printed) // COLUMNS
    rows = [tuple(islice(printed, at, None, high)) for at in range(high)]
    heads = [f"{column * high + 1}–{(column + 1) * high}" for column in range(COLUMNS)]
    facts = {"name": name, "sender": board.name, "today": today, "reference": card.reference}
    with override("nl"):
        title = _("Uw kaart met codes")
    return pdf.render("pdf/code_card.html", {**facts, "rows": rows, "heads": heads}, title=title)
