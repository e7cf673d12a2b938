"""Publiceren: open a processing of the register to families, or take it back."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.actions import record
from portal.people.models import User
from portal.register.actions.versions import Change, add_version
from portal.register.models import Processing
from portal.register.rules import may_publish


class NotNamedError(Exception):
    """A recipient has only a category as its name (CJEU C-154/21)."""


@transaction.atomic
def publish(processing: Processing, *, by: User, today: date) -> None:
    """Opens a processing to families; NotNamedError while a recipient has no name of its own."""
    _lock(processing)
    recipients = list(processing.recipients.all())
    if not may_publish([not recipient.is_category for recipient in recipients]):
        raise NotNamedError(_("Vul eerst de echte naam van elke ontvanger in."))
    if processing.published_on is not None:
        return  # a second tap writes no second version
    processing.published_on = today
    processing.save(update_fields=["published_on"])
    change = Change(_("Gepubliceerd."))
    add_version(processing, change=change, by=by, today=today, recipients=recipients)
    record("register.published", actor=by, subject=processing, board_id=processing.board_id)


@transaction.atomic
def withdraw(processing: Processing, *, by: User, today: date) -> None:
    """Takes a processing out of what families read; what was disclosed stays visible."""
    _lock(processing)
    if processing.published_on is None:
        return
    processing.published_on = None
    processing.save(update_fields=["published_on"])
    add_version(processing, change=Change(_("Niet meer gepubliceerd.")), by=by, today=today)
    record("register.withdrawn", actor=by, subject=processing, board_id=processing.board_id)


def _lock(processing: Processing) -> None:
    """Waits for whoever changes it now, and counts on from there."""
    now = Processing.objects.select_for_update().get(pk=processing.pk)
    processing.version, processing.published_on = now.version, now.published_on
