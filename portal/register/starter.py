"""Beginregister: a first set of processings that a board adopts and then edits (AVG 30).

The bases are the usual ones; a board has them checked by its own lawyer (law.md §6).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.actions import record
from portal.people.models import Board, User
from portal.people.rules import turns
from portal.register.actions import Change, add_version, keep_recipient, publish
from portal.register.models import Processing, ProcessingRecipient, Recipient
from portal.register.rules import known_fields, may_publish
from portal.register.starter_family import adopt_rules, complete
from portal.register.starter_texts import ENTRIES, PARTIES, Entry, Party


@dataclass(frozen=True)
class Offer:
    """What the starter register has that the board has not yet, and what it has already."""

    new: list[Entry]
    present: list[Entry]

    @property
    def unnamed(self) -> list[Party]:
        """The parties of the new ones that need a name of their own."""
        wanted = {code for entry in self.new for code in entry.parties}
        return [party for party in PARTIES if party.is_category and party.code in wanted]


def offer_for(board: Board) -> Offer:
    """Compares by code; an entry that the board edited counts as present."""
    rows = Processing.objects.filter(board=board, school=None)
    codes = set(rows.values_list("code", flat=True))
    return Offer(
        new=[entry for entry in ENTRIES if entry.code not in codes],
        present=[entry for entry in ENTRIES if entry.code in codes],
    )


@transaction.atomic
def adopt_starter(
    board: Board,
    *,
    by: User,
    today: date,
    names: Mapping[str, str] | None = None,
    agreement_on: date | None = None,
    publish_named: bool = True,
) -> list[Processing]:
    """Adds what the board does not have yet; what has only real names is published as well.

    `names` gives the regional parties their own name by code (jgz, partnership, municipality,
    printer, support_team …); `agreement_on` dates the processors' agreements. Safe to run twice.
    """
    offer = offer_for(board)
    recipients = _recipients(board, names or {}, agreement_on, by=by, today=today)
    rules = adopt_rules(board, today)
    made = []
    for position, entry in enumerate(ENTRIES):
        if entry not in offer.new:
            complete(_own(board, entry), rules)
            continue  # the rest the board keeps itself
        made.append(_add(board, entry, position, recipients, by=by, today=today))
        complete(made[-1], rules)
        named = [not recipients[code].is_category for code in entry.parties]
        if publish_named and may_publish(named):
            publish(made[-1], by=by, today=today)
    return made


def _own(board: Board, entry: Entry) -> Processing:
    return Processing.objects.get(board=board, school=None, code=entry.code)


def _add(
    board: Board,
    entry: Entry,
    position: int,
    recipients: Mapping[str, Recipient],
    *,
    by: User,
    today: date,
) -> Processing:
    facts = _facts(entry) | {"position": position, "review_on": turns(today, 1)}
    row = Processing.objects.create(board=board, school=None, code=entry.code, **facts)
    parties = [recipients[code] for code in entry.parties]
    ProcessingRecipient.objects.bulk_create(
        ProcessingRecipient(processing=row, recipient=one) for one in parties
    )
    add_version(row, change=_adopted(), by=by, today=today, recipients=parties)
    record("register.adopted", actor=by, subject=row, board_id=board.pk)
    return row


def _adopted() -> Change:
    return Change(_("Overgenomen uit het beginregister."))


def _recipients(
    board: Board, names: Mapping[str, str], agreement_on: date | None, *, by: User, today: date
) -> dict[str, Recipient]:
    """Every party by its code, also when the board renamed it; new ones are made."""
    rows = list(board.recipients.all())
    by_code = {row.starter_code: row for row in rows if row.starter_code}
    by_name = {(row.rule, row.name): row for row in rows}
    found = {}
    for party in PARTIES:
        name = names.get(party.code, party.name)
        row = by_code.get(party.code) or by_name.get((party.rule.value, name))
        if row is None:
            row = _recipient(board, party, name, agreement_on)
            keep_recipient(row, change=_adopted(), by=by, today=today)
        found[party.code] = row
    return found


def _recipient(board: Board, party: Party, name: str, agreement_on: date | None) -> Recipient:
    """One without a name of its own is marked as a category."""
    return Recipient.objects.create(
        board=board,
        starter_code=party.code,
        rule=party.rule.value,
        name=name,
        role=party.role.value,
        is_category=party.is_category and name == party.name,
        agreement_on=agreement_on if party.needs_agreement else None,
        country=party.country,
    )


def _facts(entry: Entry) -> dict[str, object]:
    return {
        "topic": entry.topic.value,
        "name": entry.name,
        "purpose": entry.purpose,
        "basis": entry.basis.value,
        "fields": [field.value for field in known_fields(entry.fields.split())],
        "source": entry.source,
        "retention": entry.retention,
        "consent_needed": entry.consent_needed,
        "consent_reason": entry.consent_reason,
        "direct_marketing": entry.direct_marketing,
        "informing": entry.informing.value,
        "special_ground": entry.special_ground,
        "data_subjects": entry.about.split(),
        "inside": entry.inside.split(),
        "systems": entry.systems,
        "security": entry.security,
        "dpia": entry.dpia.value,
        "dpia_reason": entry.dpia_reason,
        "owner": entry.owner,
    }
