"""Pakket: asked, made, and made again when something stopped it; never half (AVG 15(3))."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.files.models import StoredFile
from portal.people.models import User
from requests_app.actions.deliver import deliver_package
from requests_app.actions.locks import Refused, locked
from requests_app.actions.log import logged
from requests_app.models import AnswerPackage, DataRequest, receiver_of
from requests_app.rules import Kind, Outcome
from requests_app.rules.collecting import is_collected

MOST = 30_000  # tries that are counted; a column has its limits


@transaction.atomic
def ask_package(request: DataRequest, *, by: User | None, now: datetime) -> AnswerPackage:
    """A row that a job makes; the one that is in the making, when there is one.

    Refused with "state" when there is no answer that holds data.
    """
    row = locked(request)
    decision = getattr(row, "decision", None)
    holds = decision is not None and decision.outcome in (Outcome.GRANTED, Outcome.PARTLY)
    if not holds or not is_collected(Kind(row.kind)) or row.anonymised_on is not None:
        raise Refused("state")
    package, is_new = AnswerPackage.objects.get_or_create(
        request=row,
        made_at=None,
        defaults={"asked_by": by.pk if by else None, "asked_at": now},
    )
    if is_new:
        logged("requests.ask_package", row, by)
    return package


def begin_package(pk: UUID) -> AnswerPackage | None:
    """Counts the try before anything else, so that a kill is counted too; None when it is made."""
    waiting = AnswerPackage.objects.filter(pk=pk, made_at=None)
    waiting.filter(tries__lt=MOST).update(tries=F("tries") + 1)
    return waiting.first()


@transaction.atomic
def finish_package(
    package: AnswerPackage, file: StoredFile, *, touches_hidden: bool, now: datetime
) -> bool:
    """The file counts from now; False when another worker was first (its file is then an orphan).

    Who has an account gets it at once, unless a privacy officer looks first.
    """
    row = locked(package.request)
    kept = AnswerPackage.objects.select_for_update().get(pk=package.pk)
    if kept.made_at is not None:
        return False
    file.save(force_insert=True)
    kept.file, kept.made_at = file, now
    kept.save(update_fields=["file", "made_at"])
    logged("requests.make_package", row, None)
    receiver = receiver_of(row, row.decision.answered_on)
    if receiver.user is not None and not touches_hidden:
        deliver_package(row, kept, by=None, today=timezone.localtime(now).date())
    return True
