"""Builders for rounds: a mailbox that was proven, and a sweep until nothing is left."""

from datetime import UTC, date, datetime, time
from uuid import uuid4

from consent.actions import start_round
from consent.models import Round
from portal.outbox.models import Message
from portal.people.models import School, User
from portal.roof.reminding import remind_due
from tests.cast import Cast


def noon(today: date) -> datetime:
    """In the middle of the day."""
    return datetime.combine(today, time(12), UTC)


def prove(*users: User) -> None:
    """They showed that they read at their address."""
    for user in users:
        user.email_proven_at = datetime(2026, 1, 1, tzinfo=UTC)
        user.save(update_fields=["email_proven_at"])


def start(cast: Cast, today: date, *, school: School | None = None) -> Round:
    """The office of Noor's school starts a round there; the officer at another place."""
    return start_round(cast.board, school or cast.school, by=cast.iris, today=today)


def sweep(today: date) -> set[str]:
    """The addresses of all mails of rounds, once the sweep ran."""
    remind_due(noon(today))
    return mailed()


def mailed() -> set[str]:
    """The addresses of all mails of rounds."""
    return set(Message.objects.filter(kind="consent.round").values_list("to", flat=True))


def posted(place: object) -> dict[str, str]:
    """What the form of the page sends."""
    return {"once_key": str(uuid4()), "place": str(place)}
