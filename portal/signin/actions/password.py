"""Wachtwoord: a link to a proven mailbox, a new password, and what the mailbox may not do twice."""

from datetime import UTC, datetime
from uuid import UUID

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.db.models import Q
from django.utils.http import base36_to_int

from portal.audit.actions import record
from portal.people.models import Guardian, User
from portal.people.models.users import folded
from portal.signin import recover_mails
from portal.signin.actions.sessions import end_sessions
from portal.signin.models import Attempt, MailedCode, hidden
from portal.signin.rules import (
    RESET_LINK_HOLDS,
    RESETS_ASKED,
    RESETS_FROM_ADDRESS,
    WRONG_PASSWORDS,
    mailbox_alone,
    may_get_link,
)


class DeadLink(Exception):
    """The link is too old, was used, or was never ours."""


class ResetTokens(PasswordResetTokenGenerator):
    """Tokens that die with the password, the sessions, the next sign-in, or after an hour."""

    key_salt = "portal.signin.reset"

    def __init__(self, now: datetime) -> None:
        super().__init__()
        self._moment = now.astimezone(UTC).replace(tzinfo=None)

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        mark = user.get_session_auth_hash()
        return f"{super()._make_hash_value(user, timestamp)}{mark}{user.is_active}"

    def check_token(self, user: User | None, token: str | None) -> bool:
        """Django's own check, and the shorter time that our links hold."""
        if user is None or not token or not super().check_token(user, token):
            return False
        age = self._num_seconds(self._moment) - base36_to_int(token.partition("-")[0])
        return bool(age <= RESET_LINK_HOLDS.total_seconds())

    def _now(self) -> datetime:
        return self._moment


def reset_token(user: User, now: datetime) -> str:
    """What stands in the link."""
    return ResetTokens(now).make_token(user)


@transaction.atomic
def ask_reset(name: str, *, address: str, now: datetime) -> None:
    """Mail a link, when there is an account with a proven mailbox of its own.

    For an unknown name the same rows are written, and one of them is taken back: neither the
    answer nor the work tells whether an account exists.
    """
    wanted, at = folded(name), int(now.timestamp())
    which = Q(email=wanted) if "@" in wanted else Q(sign_in_name=wanted)
    user = User.objects.filter(which).first()
    asked = Attempt.objects.charge(RESETS_ASKED, str(user.pk) if user else f"?{wanted}", at)
    flood = Attempt.objects.charge(RESETS_FROM_ADDRESS, address, at)
    is_due = asked <= RESETS_ASKED.most and flood <= RESETS_FROM_ADDRESS.most
    may_go = _may_get_link(user or User(email=wanted)) and is_due
    _write_link(user or User(email="nobody@example.invalid"), now, keep=may_go)


def _may_get_link(user: User) -> bool:
    return may_get_link(
        is_open=user.is_active,
        has_password=bool(user.password) and user.has_usable_password(),
        address_proven=bool(user.email) and user.email_proven_at is not None,
        address_shared=_is_shared(user),
    )


def _is_shared(user: User) -> bool:
    """Whether another person's record holds the address: of another account, or beside one's own.

    A record without account at another board may be this same person's.
    """
    own_boards = Guardian.objects.filter(user_id=user.pk).values("board")
    others = Q(user__isnull=False) & ~Q(user_id=user.pk)
    beside = Q(user__isnull=True, board__in=own_boards)
    same = Guardian.objects.filter(contact_email__iexact=user.email or "-")
    return same.filter(others | beside).exists()


def _write_link(user: User, now: datetime, *, keep: bool) -> None:
    with transaction.atomic():
        record("signin.reset_mailed", actor=None, subject=user)
        recover_mails.reset_link(user, token=reset_token(user, now))
        if not keep:
            transaction.set_rollback(True)


def owner_of(pk: UUID, token: str, *, now: datetime) -> User:
    """Whose password the link may set; nothing is used up. Raises `DeadLink`."""
    user = User.objects.filter(pk=pk, is_active=True).first()
    if user is None or not ResetTokens(now).check_token(user, token):
        raise DeadLink
    return user


@transaction.atomic
def reset_password(pk: UUID, token: str, *, password: str, mark: str = "", now: datetime) -> None:
    """The new password, once for one link; every session ends. Raises `DeadLink`.

    Wrong tries of the old password no longer count, nor those of the browser with this `mark`.
    """
    User.objects.select_for_update().filter(pk=pk).first()
    user = owner_of(pk, token, now=now)
    user.reset_by_mail_at = now
    _set(user, password, "reset_by_mail_at")
    record("signin.password_reset", actor=None, subject=user)
    end_sessions(user, by=None, why="password_reset")
    whose = [str(user.pk), *([mark] if mark.startswith(f"{user.pk}:") else [])]
    wrong = [hidden(WRONG_PASSWORDS, one) for one in whose]
    Attempt.objects.filter(scope=WRONG_PASSWORDS.scope, key__in=wrong).delete()
    recover_mails.notice(user, "password_changed")


@transaction.atomic
def change_password(user: User, *, password: str) -> None:
    """A new password by who is signed in; the other sessions end (see `end_sessions`)."""
    _set(user, password)
    record("signin.password_changed", actor=user, subject=user)
    end_sessions(user, by=user, why="password_changed")
    recover_mails.notice(user, "password_changed")


def _set(user: User, password: str, *also: str) -> None:
    user.set_password(password)
    user.save(update_fields=["password", *also])


def was_reset_by_mail(user: User) -> bool:
    """Whether the password rests on the mailbox, so that the mailbox is no second factor."""
    return mailbox_alone(user.reset_by_mail_at)


def note_factor(user: User) -> None:
    """Somebody signed in: with another factor than the mailbox the account is whole again."""
    by_mail = isinstance(getattr(user, "otp_device", None), MailedCode)
    if user.reset_by_mail_at and not by_mail:
        User.objects.filter(pk=user.pk).update(reset_by_mail_at=None)
