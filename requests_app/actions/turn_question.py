"""Van vraag naar recht: a question that was a right all along, with its own date (law.md §1)."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from portal.people.models import User
from requests_app import mails
from requests_app.actions.advertising import stop_advertising
from requests_app.actions.locks import Refused, locked
from requests_app.actions.log import logged
from requests_app.actions.own_data import freeze_by_task
from requests_app.models import Ask, DataRequest, RequestPart, RequestText
from requests_app.rules import Kind, may_turn_into


@transaction.atomic
def turn_question(
    request: DataRequest, *, kind: Kind, by: User, today: date, told: Ask | None = None
) -> DataRequest:
    """The clock counts from the receipt of the question. Refused: "state", or "kind".

    `told`: which entries it is about and what else the staff know; the words of who asked stand.
    Verzet against advertising stops at once, and was due on the day of receipt (AVG 21(3)).
    """
    row = locked(request)
    if row.kind != Kind.QUESTION or not row.is_open:
        raise Refused("state")
    if not may_turn_into(kind) or (told and told.kind is not kind):
        raise Refused("kind")
    row.kind, row.turned_on = kind.value, today
    row.direct_marketing = told is not None and told.direct_marketing
    row.version += 1
    row.save(update_fields=["kind", "turned_on", "direct_marketing", "version"])
    if told:
        _tell_more(row, told)
        stop_advertising(row, replace(told, processing=row.processing), today=today)
    freeze_by_task(row, today=today)
    checked = told is not None and told.number_confirmed
    logged("requests.turn_question", row, by, kind=row.kind, number_confirmed=checked)
    mails.request_turned(row)
    return row


def _tell_more(row: DataRequest, told: Ask) -> None:
    parts = (RequestPart(request=row, processing=one) for one in told.parts)
    RequestPart.objects.bulk_create(parts)
    words = {"should_be": told.should_be, "shown_by": told.shown_by}
    RequestText.objects.filter(request=row).update(**words)
    row.scope_from, row.scope_until = told.scope_from, told.scope_until
    row.save(update_fields=["scope_from", "scope_until"])
