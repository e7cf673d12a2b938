"""Sleutels van systemen: make one, take it back, and count how often it is used."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from consent.models import SystemToken
from portal.audit.actions import record
from portal.people.models import Board, School, User
from portal.signin.models import Attempt
from portal.signin.rules import Limit

CALLS = Limit("api_token", 120, 60)  # a window of one minute
MARK = "zgs_"  # so that a key in a wrong place is recognised by whoever finds it


def new_secret() -> str:
    """256 bits by chance; it is shown once and kept nowhere."""
    return MARK + secrets.token_urlsafe(32)


@transaction.atomic
def make_token(
    board: Board, *, school: School | None, name: str, secret: str, by: User
) -> SystemToken:
    """A key for one system; only its hash is written down."""
    token = SystemToken.objects.create(
        board=board,
        school=school,
        name=name,
        token_sha256=SystemToken.hash_of(secret),
        made_by=by,
    )
    record(
        "consent.token_made",
        actor=by,
        subject=token,
        board_id=board.pk,
        school=str(school.pk) if school else None,
    )
    return token


@transaction.atomic
def revoke_token(token: SystemToken, *, by: User, now: datetime) -> bool:
    """It opens nothing from now on; False when it was revoked before."""
    if not SystemToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now):
        return False
    record("consent.token_revoked", actor=by, subject=token, board_id=token.board_id)
    return True


@transaction.atomic
def note_call(token: SystemToken, *, now: datetime) -> int:
    """Counts a call of a system: 0 when it may go on, else the seconds to wait.

    The first call of a minute stands in the log, the others of that minute do not.
    """
    at = int(now.timestamp())
    count = Attempt.objects.charge(CALLS, str(token.pk), at)
    if count == 1:
        record("consent.system_read", actor=None, subject=token, board_id=token.board_id)
    if count > CALLS.most:
        return CALLS.window_start(at) + CALLS.window - at
    today = timezone.localtime(now).date()
    if token.last_used_on != today:
        SystemToken.objects.filter(pk=token.pk).update(last_used_on=today)
    return 0


@transaction.atomic
def note_export(
    boards: Iterable[Board], *, by: User, to: str, rows: int, school: str, group: str, code: str
) -> None:
    """Somebody took a sheet out: of what, and how many rows; a row of the log for each board."""
    for board in boards:
        record(
            "consent.exported",
            actor=by,
            subject=board,
            board_id=board.pk,
            to=to,
            rows=rows,
            school=school,
            group=group,
            code=code,
        )
