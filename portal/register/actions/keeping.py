"""Bijhouden: add, change and remove a processing or a recipient of the register."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from portal.audit.actions import record
from portal.people.models import Board, School, User
from portal.register.actions.publishing import NotNamedError
from portal.register.actions.versions import (
    Change,
    add_version,
    keep_recipient,
    keep_recipient_as_found,
)
from portal.register.models import Processing, ProcessingRecipient, Recipient
from portal.register.rules import may_publish
from portal.register.wording_keeping import USES

Facts = Mapping[str, Any]


class ChangedMeanwhileError(Exception):
    """Somebody else saved it since the form was opened; `current` is what stands now."""

    def __init__(self, current: models.Model) -> None:
        super().__init__(_("Iemand anders heeft dit intussen gewijzigd."))
        self.current = current


class InUseError(Exception):
    """It cannot be removed; `uses` says where it is used, in Dutch, with how many."""

    def __init__(self, uses: Sequence[str]) -> None:
        super().__init__(_("Dit is in gebruik: %(uses)s.") % {"uses": ", ".join(uses)})
        self.uses = list(uses)


@transaction.atomic
def add_processing(
    board: Board,
    *,
    school: School | None,
    code: str,
    facts: Facts,
    recipients: Sequence[Recipient],
    change: Change,
    by: User,
    today: date,
) -> Processing:
    """A new draft; IntegrityError when the board or the school has this code already."""
    row = Processing.objects.create(board=board, school=school, code=code, **facts)
    _link(row, recipients)
    add_version(row, change=change, by=by, today=today, recipients=recipients)
    record("register.processing_added", actor=by, subject=row, board_id=board.pk)
    return row


@transaction.atomic
def edit_processing(
    processing: Processing,
    *,
    facts: Facts,
    recipients: Sequence[Recipient],
    version: int,
    change: Change,
    by: User,
    today: date,
) -> Processing:
    """Replaces the facts. Raises ChangedMeanwhileError, or NotNamedError for a published row."""
    row: Processing = Processing.objects.select_for_update().get(pk=processing.pk)
    if row.version != version:
        raise ChangedMeanwhileError(row)
    if row.published_on and not may_publish([not one.is_category for one in recipients]):
        raise NotNamedError(_("Vul eerst de echte naam van elke ontvanger in."))
    for name, value in facts.items():
        setattr(row, name, value)
    row.save(update_fields=list(facts))
    _link(row, recipients)
    add_version(row, change=change, by=by, today=today, recipients=recipients)
    record("register.processing_edited", actor=by, subject=row, board_id=row.board_id)
    return row


def _link(row: Processing, recipients: Sequence[Recipient]) -> None:
    wanted = {one.pk for one in recipients}
    links = ProcessingRecipient.objects.filter(processing=row)
    links.exclude(recipient__in=wanted).delete()
    there = set(links.values_list("recipient_id", flat=True))
    ProcessingRecipient.objects.bulk_create(
        ProcessingRecipient(processing=row, recipient_id=pk) for pk in sorted(wanted - there)
    )


@transaction.atomic
def remove_processing(processing: Processing, *, by: User) -> None:
    """Removes a draft that nothing hangs on; its versions stay. Raises InUseError."""
    row: Processing = Processing.objects.select_for_update().get(pk=processing.pk)
    uses = uses_of(row)
    if row.published_on:
        uses.insert(0, _("gepubliceerd in het register"))
    if uses:
        raise InUseError(uses)
    record("register.processing_removed", actor=by, subject=row, board_id=row.board_id)
    row.delete()


@transaction.atomic
def remove_recipient(recipient: Recipient, *, by: User) -> None:
    """Removes a recipient that nothing hangs on; its versions stay. Raises InUseError."""
    row: Recipient = Recipient.objects.select_for_update().get(pk=recipient.pk)
    if uses := uses_of(row):
        raise InUseError(uses)
    record("register.recipient_removed", actor=by, subject=row, board_id=row.board_id)
    row.delete()


def uses_of(row: Processing | Recipient) -> list[str]:
    """Every kind of row that points here and would be lost or left behind, with how many.

    Asked of the models, so that what is built later counts by itself.
    """
    found = []
    for relation in row._meta.related_objects:
        if getattr(relation, "on_delete", None) is models.CASCADE or relation.many_to_many:
            continue  # goes along, or is counted by its through table
        kind = relation.related_model
        rows = kind._default_manager.filter(**{relation.field.name: row.pk})
        if number := rows.count():
            words = USES.get(kind._meta.label_lower, kind._meta.verbose_name_plural)
            found.append(f"{words} ({number})")
    return found


@transaction.atomic
def add_recipient(
    board: Board, *, facts: Facts, change: Change, by: User, today: date
) -> Recipient:
    """A new recipient; IntegrityError when the board has this name with this rule already."""
    row = Recipient.objects.create(board=board, **facts)
    keep_recipient(row, change=change, by=by, today=today)
    record("register.recipient_added", actor=by, subject=row, board_id=board.pk)
    return row


@transaction.atomic
def edit_recipient(
    recipient: Recipient, *, facts: Facts, version: int, change: Change, by: User, today: date
) -> Recipient:
    """Replaces the facts. Raises ChangedMeanwhileError; NotNamedError while it is published."""
    row: Recipient = Recipient.objects.select_for_update().get(pk=recipient.pk)
    if row.version != version:
        raise ChangedMeanwhileError(row)
    if facts.get("is_category") and row.processings.filter(published_on__isnull=False).exists():
        raise NotNamedError(_("Deze ontvanger staat in het register. Vul de echte naam in."))
    keep_recipient_as_found(row, today=today)
    for name, value in facts.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*facts, "version"])
    keep_recipient(row, change=change, by=by, today=today)
    record("register.recipient_edited", actor=by, subject=row, board_id=row.board_id)
    return row
