"""Versies: every change of a processing leaves one behind (AVG 5(2))."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.people.models import User
from portal.register.facts import digest, facts_of
from portal.register.models import Processing, ProcessingVersion, Recipient, VersionText


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
