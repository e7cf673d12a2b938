"""Brieven maken: planned letters become encrypted files of a hundred, one file at a time.

A file is printed outside the transaction, with new codes in memory only, by a process of its own
that takes its memory along (portal.press). One short transaction then writes codes, file and
letters together: killed at any moment, nothing is half, and the next tick goes on where the last
file ended.
"""

import time
from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal import press
from portal.audit.actions import record
from portal.files.actions import destroy_key, store
from portal.files.models import StoredFile
from portal.people.models import User
from portal.signin import homes, invitation_mails, mailboxes
from portal.signin.actions.invite import PURPOSE
from portal.signin.letters import Envelope, invitation_letter
from portal.signin.models import Invitation, LetterRun, PlannedLetter
from portal.signin.rules import (
    CODE_LENGTH,
    INVITATION_HOLDS,
    LETTERS_IN_A_FILE,
    LETTERS_KEPT,
    Delivery,
)
from portal.signin.secret_codes import hidden_code, new_code

SECONDS = 10  # of one tick; other sweeps wait meanwhile
TOLD_EVERY = 10  # letters between two notes of the progress
Progress = Callable[[int], None]


class MadeElsewhere(Exception):
    """Another process made this file meanwhile: ours is thrown away."""


def make_due(now: datetime) -> int:
    """Sweep: the next files of the oldest piles; old files go. Returns how many letters."""
    forget_old(now)
    stop_at, made = time.monotonic() + SECONDS, 0
    for run in LetterRun.objects.filter(finished_at=None).order_by("made_at"):
        while time.monotonic() < stop_at and (count := make_file(run, now=now)):
            made += count
    return made


def make_file(run: LetterRun, *, now: datetime, told: Progress | None = None) -> int:
    """The next file of the pile; how many letters are in it, 0 when the pile is finished."""
    waiting = PlannedLetter.objects.filter(run=run, file=None).order_by("number")
    chosen = waiting.select_related(
        "invitation__board", "invitation__guardian", "invitation__pupil", "invitation__user"
    )
    letters = list(chosen[:LETTERS_IN_A_FILE])
    done = run.total - waiting.count()
    envelopes = {one.pk: _envelope(one.invitation, run, now) for one in letters}
    content = _joined(_with_delivery(list(envelopes.values()), now), run, done, told)
    try:
        _keep(run, envelopes, content, now)
    except MadeElsewhere:
        return 0
    return len(letters)


def _envelope(invitation: Invitation, run: LetterRun, now: datetime) -> Envelope:
    code, until = new_code(CODE_LENGTH), now + INVITATION_HOLDS
    return Envelope(invitation, code, Delivery.BY_HAND, run.school, until)


def _with_delivery(envelopes: list[Envelope], now: datetime) -> Iterator[Envelope]:
    """Only letters that may still open something; each with the way it travels."""
    guardians = [one.invitation.guardian for one in envelopes if one.invitation.guardian]
    ways = homes.deliveries(guardians, timezone.localdate(now))
    for one in envelopes:
        if _is_waiting(one.invitation):
            way = ways.get(one.invitation.guardian_id, one.delivery)  # type: ignore[arg-type]
            yield Envelope(one.invitation, one.code, way, one.school, one.expires_at)


def _is_waiting(invitation: Invitation) -> bool:
    return invitation.used_at is None and invitation.revoked_at is None


def _joined(
    envelopes: Iterator[Envelope], run: LetterRun, done: int, told: Progress | None
) -> bytes:
    """The letters behind each other. The progress is noted on the way: it is only a sign."""

    def made() -> Iterator[str]:
        for number, envelope in enumerate(envelopes, start=done + 1):
            yield invitation_letter(envelope)
            if number % TOLD_EVERY == 0:
                LetterRun.objects.filter(pk=run.pk).update(done=number)
            if told:
                told(number)

    return press.printed(made())


@transaction.atomic
def _keep(run: LetterRun, envelopes: dict[int, Envelope], content: bytes, now: datetime) -> None:
    """Codes, file and letters at once; a letter that was revoked meanwhile keeps no code."""
    LetterRun.objects.select_for_update().get(pk=run.pk)
    mine = PlannedLetter.objects.filter(pk__in=envelopes, file=None)
    if mine.count() != len(envelopes):
        raise MadeElsewhere
    if content:
        there = PlannedLetter.objects.filter(run=run, file__isnull=False).order_by()
        number = there.values("file").distinct().count() + 1
        file = store(content, name=f"brieven-{number}.pdf", content_type="application/pdf")
        mine.update(file=file)
    printed = [one.invitation for one in envelopes.values() if _print(one)]
    closed = [pk for pk, one in envelopes.items() if not _is_waiting(one.invitation)]
    PlannedLetter.objects.filter(pk__in=closed).delete()
    _finish(run, len(closed), now)
    known = mailboxes.unshared([one.guardian for one in printed if one.guardian])
    for invitation in printed:
        invitation_mails.invited(invitation, to=known.get(invitation.guardian_id, ""))  # type: ignore[arg-type]


def _print(envelope: Envelope) -> bool:
    """From now on this code opens the account; False when the letter was closed meanwhile."""
    waiting = Invitation.objects.waiting().filter(pk=envelope.invitation.pk)
    hidden = hidden_code(PURPOSE, envelope.code)
    return waiting.update(code_hash=hidden, expires_at=envelope.expires_at, wrong_tries=0) == 1


def _finish(run: LetterRun, closed: int, now: datetime) -> None:
    LetterRun.objects.filter(pk=run.pk).update(total=F("total") - closed)
    run.refresh_from_db()
    left = PlannedLetter.objects.filter(run=run, file=None).count()
    run.done = run.total - left
    run.finished_at = None if left else now
    run.save(update_fields=["done", "finished_at"])
    if not left:
        board_id, letters = run.board_id, run.total
        record("signin.letters_made", actor=None, subject=run, board_id=board_id, letters=letters)


@transaction.atomic
def handed_out(run: LetterRun, file: StoredFile, *, by: User) -> None:
    """Somebody fetched a file of letters: each of them holds a code."""
    board_id, which = run.board_id, str(file.pk)
    record("signin.letters_fetched", actor=by, subject=run, board_id=board_id, file=which)


def forget_old(now: datetime) -> int:
    """The keys of files older than a week are destroyed: the codes in them are paper only."""
    old = PlannedLetter.objects.filter(
        file__created_at__lte=now - LETTERS_KEPT, file__wrapped_key__isnull=False
    )
    files = StoredFile.objects.filter(pk__in=old.values("file"))
    for file in files:
        destroy_key(file, timezone.localdate(now))
    return len(files)
