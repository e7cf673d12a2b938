"""Telefoon kwijt: the desk takes somebody's factors away, at once or after a waiting time."""

from datetime import datetime

from django.db import transaction

from portal.audit.actions import record
from portal.people.models import Board, User
from portal.signin import recover_mails
from portal.signin.actions.sessions import end_sessions
from portal.signin.models import AuthenticatorApp, CodeList, FactorReset, MailedCode, Passkey
from portal.signin.rules import AskedVia, DocumentSeen, StopReason, can_be_seen, reset_acts_at

FACTORS = (AuthenticatorApp, Passkey, CodeList, MailedCode)


class OwnAccount(Exception):
    """Nobody helps oneself at the desk."""


class NotSeen(Exception):
    """A document cannot be seen through the telephone."""


class AlreadyWaiting(Exception):
    """One is waiting already; asking again by telephone changes nothing."""


@transaction.atomic
def ask_reset(
    user: User,
    *,
    board: Board,
    by: User,
    via: AskedVia,
    document: DocumentSeen,
    now: datetime,
) -> FactorReset:
    """Note who checked what, and take the factors away when the board's waiting time is over.

    Raises `OwnAccount`, `NotSeen` or `AlreadyWaiting`; at the desk a waiting one is replaced.
    """
    if user.pk == by.pk:
        raise OwnAccount
    if not can_be_seen(document, via):
        raise NotSeen
    User.objects.select_for_update().get(pk=user.pk)
    waiting = waiting_for(user)
    if waiting and via is AskedVia.PHONE:
        raise AlreadyWaiting
    if waiting:
        _cancel(waiting, by=by, now=now)
    acts_at = reset_acts_at(
        now, via, desk_hours=board.desk_reset_hours, phone_hours=board.phone_reset_hours
    )
    reset = _ask(user, board, by, via, document, now, acts_at)
    if acts_at <= now:
        _act(reset, now)
    return reset


def _ask(
    user: User,
    board: Board,
    by: User,
    via: AskedVia,
    document: DocumentSeen,
    now: datetime,
    acts_at: datetime,
) -> FactorReset:
    reset = FactorReset.objects.create(
        user=user,
        board=board,
        checked_by=by,
        asked_via=via.value,
        document_seen=document.value,
        asked_at=now,
        acts_at=acts_at,
    )
    record(
        "signin.reset_asked",
        actor=by,
        subject=user,
        board_id=board.pk,
        reset=str(reset.pk),
        via=via.value,
        document=document.value,
    )
    recover_mails.notice(user, "reset_asked")
    return reset


def waiting_for(user: User) -> FactorReset | None:
    """The reset of this account that still has to act."""
    return FactorReset.objects.filter(user=user, done_at=None, cancelled_at=None).first()


@transaction.atomic
def cancel_reset(user: User, *, now: datetime) -> bool:
    """The owner, signed in, says that nothing is lost; False when nothing waited."""
    User.objects.select_for_update().get(pk=user.pk)
    waiting = waiting_for(user)
    if waiting is None:
        return False
    _cancel(waiting, by=user, now=now)
    recover_mails.notice(user, "reset_cancelled")
    return True


@transaction.atomic
def cancel_at_desk(user: User, *, by: User, why: StopReason, now: datetime) -> bool:
    """The desk stops a reset that waits, and the owner is told; False when nothing waited.

    Raises `OwnAccount`: who signed in stops the own one with `cancel_reset`.
    """
    if user.pk == by.pk:
        raise OwnAccount
    User.objects.select_for_update().get(pk=user.pk)
    waiting = waiting_for(user)
    if waiting is None:
        return False
    _cancel(waiting, by=by, now=now, why=why.value)
    recover_mails.notice(user, "reset_cancelled")
    return True


def _cancel(reset: FactorReset, *, by: User, now: datetime, why: str = "") -> None:
    reset.cancelled_at = now
    reset.save(update_fields=["cancelled_at"])
    record(
        "signin.reset_cancelled",
        actor=by,
        subject=reset.user,
        board_id=reset.board_id,
        reset=str(reset.pk),
        why=why,
    )


def act_due(now: datetime) -> int:
    """Sweep: every reset whose waiting time is over; how many acted."""
    due = FactorReset.objects.filter(done_at=None, cancelled_at=None, acts_at__lte=now)
    owners = User.objects.filter(pk__in=due.values("user"))
    return sum(act_due_for(user, now=now) for user in owners)


def act_due_for(user: User, *, now: datetime) -> bool:
    """The same for one account, at its sign-in, so that no job is needed; whether one acted."""
    waiting = waiting_for(user)
    if waiting is None or waiting.acts_at > now:
        return False  # nearly always: no transaction is begun for it
    return _act_once(user, now)


@transaction.atomic
def _act_once(user: User, now: datetime) -> bool:
    User.objects.select_for_update().get(pk=user.pk)
    reset = waiting_for(user)
    if reset is None or reset.acts_at > now:
        return False
    _act(reset, now)
    return True


def _act(reset: FactorReset, now: datetime) -> None:
    """All factors go, all sessions end; who signs in next needs proof to enrol a new one."""
    for kind in FACTORS:
        kind.objects.filter(user_id=reset.user_id).delete()
    reset.done_at = now
    reset.save(update_fields=["done_at"])
    user = reset.user
    record("signin.reset_done", actor=None, subject=user, board_id=reset.board_id)
    end_sessions(user, by=None, why="factor_reset")
    recover_mails.notice(user, "reset_done")
