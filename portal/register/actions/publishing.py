"""Publiceren: open a processing of the register to families."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.actions import record
from portal.people.models import User
from portal.register.models import Processing
from portal.register.rules import may_publish


class NotNamedError(Exception):
    """A recipient has only a category as its name (CJEU C-154/21)."""


@transaction.atomic
def publish(processing: Processing, *, by: User, today: date) -> None:
    """Opens a processing to families; NotNamedError while a recipient has no name of its own."""
    named = [not recipient.is_category for recipient in processing.recipients.all()]
    if not may_publish(named):
        raise NotNamedError(_("Vul eerst de echte naam van elke ontvanger in."))
    processing.published_on = today
    processing.save(update_fields=["published_on"])
    record("register.published", actor=by, subject=processing, board_id=processing.board_id)
