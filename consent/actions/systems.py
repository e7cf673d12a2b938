"""Sleutels van systemen: make one, take it back, and count how often it is used."""

import logging
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from consent.models import SystemToken
from portal.audit.actions import record
from portal.people.models import Board, School, User
from portal.signin.models import Attempt
from portal.signin.rules import Limit

logger = logging.getLogger(__name__)

CALLS = Limit("api_token", 120, 60)  # a window of one minute
WRONG_KEYS = Limit("api_key", 60, 60 * 60)  # from one address
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
    """Counts a call of a system: 0 when it may go on, else the seconds to wait."""
    at = int(now.timestamp())
    if Attempt.objects.charge(CALLS, str(token.pk), at) > CALLS.most:
        return CALLS.window_start(at) + CALLS.window - at
    today = timezone.localtime(now).date()
    if token.last_used_on != today:
        SystemToken.objects.filter(pk=token.pk).update(last_used_on=today)
    return 0


def note_wrong_key(address: str, *, now: datetime) -> int:
    """Counts a wrong key from this address: 0, or the seconds to wait. A right key never waits.

    The first of an hour, and the first that is too many, stand in the log of the server, without
    the address: no board has anything to do with it.
    """
    at = int(now.timestamp())
    count = Attempt.objects.charge(WRONG_KEYS, address, at)
    if count in {1, WRONG_KEYS.most + 1}:
        logger.warning("api: wrong key, %s from one address this hour", count)
    return WRONG_KEYS.window_start(at) + WRONG_KEYS.window - at if count > WRONG_KEYS.most else 0


@dataclass(frozen=True)
class Read:
    """What a system got: codes and numbers, no name."""

    school: str
    group: str
    code: str
    since: str
    page: int
    rows: int


def note_read(token: SystemToken, read: Read) -> None:
    """Every answer stands in the log: of what, since when, and how many rows."""
    record("consent.system_read", actor=None, subject=token, board_id=token.board_id, **vars(read))


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
