"""Versies: every change of a processing or a recipient leaves one behind (AVG 5(2))."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.people.models import User
from portal.register.facts import digest, facts_of, recipient_facts
from portal.register.models import (
    Processing,
    ProcessingVersion,
    Recipient,
    RecipientVersion,
    RecipientVersionText,
    VersionText,
)


@dataclass(frozen=True)
class Change:
    """What changed, in one sentence, and who approved it (a body or a function, in text)."""

    summary: str
    approved_by: str = ""


def add_version(
    row: Processing,
    *,
    change: Change,
    by: User,
    today: date,
    recipients: Iterable[Recipient] | None = None,
) -> ProcessingVersion:
    """Raises the number of the processing and keeps its facts; call inside the verb's transaction.

    The unique number refuses two changes that saw the same state.
    """
    facts = facts_of(row, recipients)
    row.version += 1
    row.save(update_fields=["version"])
    version = ProcessingVersion.objects.create(
        board_id=row.board_id,
        processing_id=row.pk,
        number=row.version,
        on=today,
        by_id=by.pk,
        digest=digest(facts),
    )
    VersionText.objects.create(
        version=version, summary=change.summary, approved_by=change.approved_by, facts=facts
    )
    return version


def keep_recipient(row: Recipient, *, change: Change, by: User | None, today: date) -> None:
    """Keeps how a recipient stands now, under its number; call inside the verb's transaction."""
    facts = recipient_facts(row)
    version = RecipientVersion.objects.create(
        board_id=row.board_id,
        recipient_id=row.pk,
        number=row.version,
        on=today,
        by_id=by.pk if by else None,
        digest=digest(facts),
    )
    RecipientVersionText.objects.create(
        version=version, summary=change.summary, approved_by=change.approved_by, facts=facts
    )


def keep_recipient_as_found(row: Recipient, *, today: date) -> None:
    """Before the first change of a recipient that is older than its versions: how it stood."""
    if not RecipientVersion.objects.of(row.pk).exists():
        change = Change(_("Zo stond het voordat de versies bewaard werden."))
        keep_recipient(row, change=change, by=None, today=today)
