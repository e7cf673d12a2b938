"""Herinneren: after one and two weeks the requester hears again that a question waits."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from requests_app import mails
from requests_app.actions.log import logged
from requests_app.colleagues import handlers_of
from requests_app.models import SuspensionPeriod, SuspensionQuestion
from requests_app.models.requests import OPEN_STATES
from requests_app.rules import reminders_due


def remind_questions(now: datetime) -> int:
    """Sweep, hourly: each reminder once, also when several workers look. Returns how many."""
    today = timezone.localtime(now).date()
    rows = SuspensionPeriod.objects.filter(
        until=None, request__state__in=OPEN_STATES, question__second_reminder_on=None
    )
    return sum(_remind(pk, today) for pk in rows.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int, today: date) -> bool:
    """A week in which no sweep ran gives one reminder, not two at once.

    Who has no account hears nothing of the portal: the office must send a letter.
    """
    rows = SuspensionQuestion.objects.select_for_update(of=("self",))
    question = rows.select_related("suspension__request").get(suspension=pk)
    period = question.suspension
    number = reminders_due(period.since, today)
    if period.until or number <= _sent(question):
        return False
    if question.first_reminder_on is None:
        question.first_reminder_on = today
    if number == 2:
        question.second_reminder_on = today
    question.save(update_fields=["first_reminder_on", "second_reminder_on"])
    row = period.request
    if mails.question_waits(row, period.pk, number):
        logged("requests.remind_question", row, None, number=number)
    else:
        logged("requests.question_needs_letter", row, None, number=number)
        for who in handlers_of(row, today):
            mails.question_needs_letter(row, who, period.pk, number)
    return True


def _sent(question: SuspensionQuestion) -> int:
    if question.second_reminder_on:
        return 2
    return 1 if question.first_reminder_on else 0
