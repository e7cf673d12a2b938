"""Guardians, staff, and what the outbox holds for them."""

import re
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from django_otp import DEVICE_ID_SESSION_KEY

from portal.outbox.models import Message
from portal.people.models import User
from portal.signin.actions import issue_codes
from portal.signin.models import AuthenticatorApp, CodeList, MailedCode
from portal.signin.rules import ListKind
from portal.signin.secret_codes import fresh_codes
from tests.builders import make_board, make_guardian

LONG = timedelta(seconds=20)  # longer than a wrong code makes one wait


def prove_address(user: User) -> User:
    """Somebody showed that this person reads there."""
    user.email_proven_at = timezone.now()
    user.save(update_fields=["email_proven_at"])
    return user


def as_guardian(user: User) -> User:
    """A guardian with a proven address."""
    make_guardian(make_board("Stichting De Vlinder"), user)
    return prove_address(user)


def with_mail(user: User) -> MailedCode:
    """Codes by mail, chosen before."""
    device: MailedCode = MailedCode.objects.create(user=user)
    return device


def codes_of(user: User, kind: ListKind = ListKind.RECOVERY) -> list[str]:
    """A fresh list of this person, in clear."""
    codes = fresh_codes(10)
    issue_codes(user, kind, codes, by=None, ends=False)
    return codes


def mailed_code() -> str:
    """The code in the last mail that holds one."""
    body = Message.objects.filter(kind="signin.code").latest("created_at").body
    found = re.search(r"\d{4}-\d{4}", body)
    assert found
    return found.group()


def no_more_waiting() -> None:
    """As if the seconds after a wrong code were over."""
    for model in (AuthenticatorApp, CodeList, MailedCode):
        model.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)


def device_in(client: Client) -> Any:
    """Which device verified this session."""
    return client.session.get(DEVICE_ID_SESSION_KEY)
