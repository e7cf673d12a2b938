"""Beginregister: a first set of processings that a board adopts and then edits (AVG 30).

The bases are the usual ones; a board has them checked by its own lawyer (law.md §6).
"""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from portal.audit.actions import record
from portal.people.models import Board, User
from portal.register.actions import publish
from portal.register.models import Processing, ProcessingRecipient, Recipient
from portal.register.rules import known_fields, may_publish
from portal.register.starter_family import adopt_rules, complete
from portal.register.starter_texts import ENTRIES, PARTIES, Entry


@transaction.atomic
def adopt_starter(
    board: Board,
    *,
    by: User,
    today: date,
    names: Mapping[str, str] | None = None,
    agreement_on: date | None = None,
) -> list[Processing]:
    """Adds what the board does not have yet, and publishes what has only real names.

    `names` gives the regional parties their own name by code (jgz, partnership, municipality,
    printer, support_team); `agreement_on` dates the processors' agreements. Safe to run twice.
    """
    recipients = _recipients(board, names or {}, agreement_on)
    rules = adopt_rules(board, today)
    made = []
    for position, entry in enumerate(ENTRIES):
        processing, is_new = _processing(board, entry, position)
        complete(processing, rules)
        if is_new:
            _link(processing, [recipients[code] for code in entry.parties])
            made.append(processing)
            record("register.adopted", actor=by, subject=processing, board_id=board.pk)
        named = [not recipients[code].is_category for code in entry.parties]
        if processing.published_on is None and may_publish(named):
            publish(processing, by=by, today=today)
    return made


def _recipients(
    board: Board, names: Mapping[str, str], agreement_on: date | None
) -> dict[str, Recipient]:
    """Every party by its code; one without a name of its own is marked as a category."""
    found = {}
    for party in PARTIES:
        found[party.code], _is_new = Recipient.objects.get_or_create(
            board=board,
            rule=party.rule.value,
            name=names.get(party.code, party.name),
            defaults={
                "role": party.role.value,
                "is_category": party.is_category and party.code not in names,
                "agreement_on": agreement_on if party.needs_agreement else None,
                "country": party.country,
            },
        )
    return found


def _processing(board: Board, entry: Entry, position: int) -> tuple[Processing, bool]:
    facts = {
        "topic": entry.topic.value,
        "name": entry.name,
        "purpose": entry.purpose,
        "basis": entry.basis.value,
        "fields": [field.value for field in known_fields(entry.fields.split())],
        "source": entry.source,
        "retention": entry.retention,
        "consent_needed": entry.consent_needed,
        "consent_reason": entry.consent_reason,
        "position": position,
    }
    return Processing.objects.get_or_create(
        board=board, school=None, code=entry.code, defaults=facts
    )


def _link(processing: Processing, recipients: list[Recipient]) -> None:
    ProcessingRecipient.objects.bulk_create(
        ProcessingRecipient(processing=processing, recipient=one) for one in recipients
    )
