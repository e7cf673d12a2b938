"""Uitgaande post: write a message in the transaction that causes it, send it later."""

import logging
import time
from datetime import datetime, timedelta
from email.utils import parseaddr
from functools import cache
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from portal.outbox import rules
from portal.outbox.models import Message
from portal.written import Written

logger = logging.getLogger(__name__)

BATCH = 20
AT_ONCE = 1000  # keys in one statement
ROUND_SECONDS = 60
LEASE = timedelta(minutes=10)  # longer than a round and a batch at EMAIL_TIMEOUT seconds each
MESSAGES = Written(Message, once=True)  # one statement, no savepoint
THIS_ONE_ONLY = (SMTPRecipientsRefused, SMTPDataError, SMTPSenderRefused)


def post(kind: str, *, to: str, subject: str, body: str, key: str) -> bool:
    """Write the message down; it leaves within a minute. False when there is no address.

    The same `key` again leaves the row that is there. Plain text only: a line break in `to` or
    `subject`, or a control sign in `body`, raises ValueError.
    """
    if not to:
        return False
    text = body.replace("\r\n", "\n")
    if not (rules.fits_a_header(to) and rules.fits_a_header(subject)):
        raise ValueError("a header holds one line of plain text")
    if not rules.fits_a_body(text):
        raise ValueError("a body holds plain text")
    row = Message(key=key, kind=kind, to=to, subject=subject, body=text)
    MESSAGES.lay(row)
    return True


def announce(kind: str, *, to: str, link: str, key: str, informal: bool = False) -> bool:
    """Write down that something waits behind `link`, and never what (product.md rule 11).

    Always in Dutch: the language of who acts is not that of who reads. `informal` is for pupils.
    """
    ready, body = _announced(informal=informal)
    return post(kind, to=to, subject=ready, body=body % {"ready": ready, "link": link}, key=key)


@cache
def _announced(*, informal: bool) -> tuple[str, str]:
    """The subject and the body, the same in every such message."""
    with translation.override("nl"):
        ready = (
            _("Er staat een bericht voor je klaar")
            if informal
            else _("Er staat een bericht voor u klaar")
        )
        return ready, _(
            "%(ready)s in het privacyportaal.\n\n"
            "Log in om het te lezen:\n%(link)s\n\n"
            "In deze e-mail staat verder niets. Zo blijven gegevens veilig."
        )


@transaction.atomic
def withdraw(kind: str, *, key_prefix: str) -> list[str]:
    """Take back what has not left, in the transaction of who takes it back; the keys of it.

    In the hands of a worker too: it asks again before each message. Only the message that is
    with the server at that very moment can still leave.
    """
    waiting = Message.objects.filter(kind=kind, key__startswith=key_prefix, sent_at=None)
    found = dict(waiting.order_by("pk").select_for_update().values_list("pk", "key"))
    keys = list(found)
    for start in range(0, len(keys), AT_ONCE):
        Message.objects.filter(pk__in=keys[start : start + AT_ONCE]).delete()
    return list(found.values())


def send_due(now: datetime) -> int:
    """Send what waits, oldest first; several workers may do this at once. Returns how many left.

    A kill between the server's yes and our note of it gives one duplicate, with the same
    Message-ID. When the server is away the rest waits for the next round.
    """
    sent = 0
    stop_at = time.monotonic() + ROUND_SECONDS
    while time.monotonic() < stop_at and (batch := _claim(now)):
        done, server_is_there = _send_batch(batch, now)
        sent += done
        if not server_is_there:
            break
    return sent


@transaction.atomic
def _claim(now: datetime) -> list[Message]:
    """A batch for us alone: the condition stands in the UPDATE too, so no two get one row."""
    waiting = Message.objects.due(now).oldest_first().select_for_update(skip_locked=True)
    keys = list(waiting.values_list("pk", flat=True)[:BATCH])
    if not keys:
        return []
    lease = uuid4()
    Message.objects.due(now).filter(pk__in=keys).update(
        lease=lease, lease_until=now + LEASE, tries=F("tries") + 1
    )
    return list(Message.objects.filter(lease=lease).oldest_first())


def _send_batch(batch: list[Message], now: datetime) -> tuple[int, bool]:
    """How many messages the server took, and whether it is there."""
    sent = 0
    connection: BaseEmailBackend = get_connection()
    try:
        for number, message in enumerate(batch):
            if not _still_ours(message):
                continue
            error = _try(message, connection, now)
            if error is None:
                sent += 1
            elif isinstance(error, OSError) and not isinstance(error, THIS_ONE_ONLY):
                _release(batch[number + 1 :])
                return sent, False
    finally:
        _close(connection)
    return sent, True


def _still_ours(message: Message) -> bool:
    """Not withdrawn since; an UPDATE, so that it waits for who is withdrawing."""
    mine = Message.objects.filter(pk=message.pk, lease=message.lease, sent_at=None)
    return mine.update(lease_until=message.lease_until) == 1


def _try(message: Message, connection: BaseEmailBackend, now: datetime) -> Exception | None:
    """Send one message; whatever goes wrong, the message is kept for later."""
    try:
        connection.open()
        connection.send_messages([_email(message, connection)])
    except Exception as error:  # a message that cannot leave must not stop others
        _put_back(message, error, now)
        return error
    _note_sent(message, now)
    return None


def _email(message: Message, connection: BaseEmailBackend) -> EmailMessage:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {
        "Message-ID": f"<{message.id}@{domain}>",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(
        message.subject, message.body, to=[message.to], headers=headers, connection=connection
    )


def _note_sent(message: Message, now: datetime) -> None:
    """The text and the address go as soon as the server has them (law.md section 7)."""
    Message.objects.filter(pk=message.pk, sent_at=None).update(
        sent_at=now, to="", subject="", body="", lease=None, lease_until=None, last_error=""
    )


def _put_back(message: Message, error: Exception, now: datetime) -> None:
    """Only the kind of error is kept and logged: its text may hold an address."""
    code = type(error).__name__[:60]
    Message.objects.filter(pk=message.pk, lease=message.lease).update(
        next_try_at=now + rules.wait_after(message.tries),
        lease=None,
        lease_until=None,
        last_error=code,
    )
    logger.warning("outbox: %s not sent after %s tries: %s", message.id, message.tries, code)


def _release(batch: list[Message]) -> None:
    """Not tried, so not counted as a try."""
    leases = {message.lease for message in batch}
    Message.objects.filter(pk__in=[message.pk for message in batch], lease__in=leases).update(
        lease=None, lease_until=None, tries=F("tries") - 1
    )


def _close(connection: BaseEmailBackend) -> None:
    """A server that hangs up while we say goodbye loses nothing."""
    try:
        connection.close()
    except OSError as error:
        logger.info("outbox: connection closed with %s", type(error).__name__)
