"""Uitgaande post: nothing is lost, nothing is sent twice, nothing stays behind."""

from collections.abc import Sequence
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.mail.message import EmailMessage
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.outbox import rules
from portal.outbox.actions import (
    BATCH,
    LEASE,
    _claim,
    _send_batch,
    post,
    send_due,
    withdraw,
)
from portal.outbox.models import Message
from tests.tools.together import together

MINUTE = timedelta(minutes=1)


class Troubled(EmailBackend):
    """A mail server that takes the message, or has a bad day."""

    refuses: str = ""
    away: bool = False
    killed_after_sending: bool = False

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        if Troubled.away:
            raise ConnectionRefusedError
        if Troubled.refuses and Troubled.refuses in messages[0].to[0]:
            raise SMTPRecipientsRefused({messages[0].to[0]: (550, b"no such user")})
        count = super().send_messages(messages)
        if Troubled.killed_after_sending:
            raise SystemExit
        return count


@pytest.fixture(autouse=True)
def server(settings: Any, monkeypatch: pytest.MonkeyPatch) -> type[Troubled]:
    settings.EMAIL_BACKEND = f"{__name__}.Troubled"
    settings.DEFAULT_FROM_EMAIL = "Portaal <portaal@example.org>"
    for name, value in {"refuses": "", "away": False, "killed_after_sending": False}.items():
        monkeypatch.setattr(Troubled, name, value)
    return Troubled


def write(key: str = "k1", *, to: str = "fatima@example.org", **fields: str) -> Message | None:
    given = {"subject": "Er staat een bericht voor u klaar", "body": "Log in om het te lezen."}
    written = post("case.answered", to=to, key=key, **{**given, **fields})
    assert written is bool(to)
    return Message.objects.filter(key=key).first()


@pytest.mark.django_db
class TestPost:
    def test_the_same_key_twice_is_one_row(self) -> None:
        assert write() == write(body="Iets anders")
        assert Message.objects.get().body == "Log in om het te lezen."

    def test_who_has_no_address_gets_no_row(self) -> None:
        assert write(to="") is None
        assert not Message.objects.exists()

    def test_a_verb_that_fails_sends_nothing(self) -> None:
        @transaction.atomic
        def verb() -> None:
            write()
            raise RuntimeError

        with pytest.raises(RuntimeError):
            verb()
        assert send_due(timezone.now()) == 0

    @pytest.mark.parametrize("sign", ["\r\nBcc: x@example.org", "\n", "\r", "\x00", "\u2028"])
    @pytest.mark.parametrize("field", ["to", "subject"])
    def test_nobody_adds_a_header(self, field: str, sign: str) -> None:
        with pytest.raises(ValueError, match="header"):
            write(**{field: f"fatima@example.org{sign}"})

    def test_a_subject_that_turns_direction_is_refused(self) -> None:
        with pytest.raises(ValueError, match="header"):
            write(subject="brief \u202efdp.exe")

    def test_a_body_is_plain_text(self) -> None:
        with pytest.raises(ValueError, match="body"):
            write(body="a\x1b[31m")

    def test_line_ends_of_windows_are_taken(self) -> None:
        message = write(body="Beste ouder,\r\n\r\nمرحبا")
        assert message
        assert message.body == "Beste ouder,\n\nمرحبا"

    def test_the_database_keeps_no_text_of_what_was_sent(self) -> None:
        write()
        with pytest.raises(IntegrityError), transaction.atomic():
            Message.objects.update(sent_at=timezone.now())


@pytest.mark.django_db
class TestSending:
    def test_what_waits_is_sent_once_and_emptied(self) -> None:
        write()
        now = timezone.now()
        assert [send_due(now), send_due(now)] == [1, 0]
        message = Message.objects.get()
        assert (message.to, message.subject, message.body, message.sent_at) == ("", "", "", now)
        assert [sent.body for sent in mail.outbox] == ["Log in om het te lezen."]

    def test_a_message_is_plain_and_comes_from_a_machine(self) -> None:
        message = write()
        send_due(timezone.now())
        email = mail.outbox[0].message()
        assert message
        assert email["Message-ID"] == f"<{message.id}@example.org>"
        assert email["Auto-Submitted"] == "auto-generated"
        assert email.get_content_type() == "text/plain"

    def test_a_round_takes_more_than_one_batch(self) -> None:
        for number in range(BATCH + 5):
            write(f"k{number}")
        assert send_due(timezone.now()) == BATCH + 5

    def test_one_refused_address_does_not_stop_the_others(self, server: type[Troubled]) -> None:
        server.refuses = "weg@"
        write("k1", to="weg@example.org")
        write("k2")
        assert send_due(timezone.now()) == 1
        kept = Message.objects.get(key="k1")
        assert (kept.last_error, kept.tries, kept.sent_at) == ("SMTPRecipientsRefused", 1, None)

    def test_an_address_is_never_logged(
        self, server: type[Troubled], caplog: pytest.LogCaptureFixture
    ) -> None:
        server.refuses = "weg@"
        write(to="weg@example.org")
        send_due(timezone.now())
        assert "SMTPRecipientsRefused" in caplog.text
        assert "weg@" not in caplog.text

    def test_ten_minutes_without_a_server_lose_nothing(self, server: type[Troubled]) -> None:
        now = timezone.now()
        for number in range(3):
            write(f"k{number}")
        server.away = True
        assert [send_due(now + number * MINUTE) for number in range(10)] == [0] * 10
        server.away = False
        assert send_due(now + timedelta(hours=2)) == 3
        assert len(mail.outbox) == 3

    def test_a_server_that_is_away_costs_one_try_a_round(self, server: type[Troubled]) -> None:
        for number in range(5):
            write(f"k{number}")
        server.away = True
        send_due(timezone.now())
        assert sorted(Message.objects.values_list("tries", flat=True)) == [0, 0, 0, 0, 1]
        assert not Message.objects.exclude(lease=None).exists()

    def test_nobody_listens_at_the_real_port(self, settings: Any) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
        write()
        assert send_due(timezone.now()) == 0
        assert Message.objects.get().last_error == "ConnectionRefusedError"

    def test_a_kill_after_the_servers_yes_gives_one_recognisable_duplicate(
        self, server: type[Troubled]
    ) -> None:
        write()
        now = timezone.now()
        server.killed_after_sending = True
        with pytest.raises(SystemExit):
            send_due(now)
        server.killed_after_sending = False
        assert send_due(now + LEASE - MINUTE) == 0
        assert send_due(now + LEASE) == 1
        assert len({sent.message()["Message-ID"] for sent in mail.outbox}) == 1

    def test_an_unforeseen_error_keeps_the_message(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_args: Any) -> int:
            raise KeyError("x")

        write()
        monkeypatch.setattr(Troubled, "send_messages", fail)
        assert send_due(timezone.now()) == 0
        assert Message.objects.get().body


@pytest.mark.django_db(transaction=True)
def test_many_workers_send_each_message_once() -> None:
    for number in range(60):
        write(f"k{number}")
    now = timezone.now()
    assert sum(together(6, lambda: send_due(now))) == 60
    assert len({sent.message()["Message-ID"] for sent in mail.outbox}) == len(mail.outbox) == 60


@pytest.mark.django_db(transaction=True)
def test_the_same_key_at_once_is_one_row() -> None:
    rows = together(12, write)
    assert len({message.pk for message in rows if message}) == 1


@pytest.mark.django_db
def test_what_waits_is_withdrawn_and_the_rest_stays() -> None:
    sent, other = write("a.1"), write("b.1")
    Message.objects.filter(key="a.1").update(sent_at=timezone.now(), to="", subject="", body="")
    write("a.2")
    assert withdraw("case.answered", key_prefix="a.") == ["a.2"]
    assert withdraw("another.kind", key_prefix="b.") == []
    assert set(Message.objects.all()) == {sent, other}


@pytest.mark.django_db
def test_a_worker_that_holds_a_message_does_not_send_it_after_it_was_withdrawn() -> None:
    write("a.1"), write("a.2")
    batch = _claim(timezone.now())
    assert len(withdraw("case.answered", key_prefix="a.")) == 2
    assert _send_batch(batch, timezone.now()) == (0, True)
    assert not mail.outbox


@pytest.mark.django_db(transaction=True)
def test_each_message_is_withdrawn_or_sent_while_both_go_on() -> None:
    for number in range(BATCH * 2):
        write(f"a.{number}")
    turns, withdrawn = iter("swsw"), []

    def act() -> None:
        if next(turns) == "w":
            withdrawn.extend(withdraw("case.answered", key_prefix="a."))
        else:
            send_due(timezone.now())

    together(4, act)
    assert not Message.objects.filter(sent_at=None).exists()
    assert BATCH * 2 <= len(withdrawn) + len(mail.outbox) <= BATCH * 2 + 2  # one each in flight


def test_waiting_grows_to_a_day_and_never_ends() -> None:
    waits = [rules.wait_after(tries) for tries in range(1, 40)]
    assert waits == sorted(waits)
    assert waits[0] == MINUTE
    assert waits[-1] == timedelta(days=1)
