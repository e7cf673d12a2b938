"""The door to the register for who keeps it: officer edits; director, FG and administrator read."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.people.access import Person, scopes_of
from portal.people.models import Board, User
from portal.people.rules import Duty
from portal.register.models import (
    Processing,
    ProcessingVersion,
    Recipient,
    RecipientVersion,
)
from portal.register.models.processings import ProcessingQuerySet


def boards_kept(user: Person, today: date) -> list[Board]:
    """The boards whose register this person keeps or reads as staff; 403 without any."""
    scopes = scopes_of(user, today, Duty.SEE_REGISTER)
    if not scopes:
        raise PermissionDenied
    return list(Board.objects.filter(pk__in=[scope.board for scope in scopes]))


def get_kept_board(user: Person, slug: str, today: date) -> Board:
    """One of them; 404 for a board that is not theirs, and for whoever keeps no register."""
    scopes = scopes_of(user, today, Duty.SEE_REGISTER)
    rows = Board.objects.filter(pk__in=[scope.board for scope in scopes])
    board: Board = get_object_or_404(rows, slug=slug)
    return board


def may_edit(user: Person, board_id: UUID, today: date) -> bool:
    """Whether this person changes the register of the board."""
    return any(scope.board == board_id for scope in scopes_of(user, today, Duty.EDIT_REGISTER))


def must_edit(user: Person, board_id: UUID, today: date) -> None:
    """403 for whoever only reads it."""
    if not may_edit(user, board_id, today):
        raise PermissionDenied


def _reach(user: Person, today: date) -> ProcessingQuerySet:
    """A role at the board sees every row; one at a school the board's rows and the school's own."""
    condition = Q(pk__in=[])
    for scope in scopes_of(user, today, Duty.SEE_REGISTER):
        here = Q(school__isnull=True) | Q(school_id=scope.school) if scope.school else Q()
        condition |= Q(board_id=scope.board) & here
    rows: ProcessingQuerySet = Processing.objects.filter(condition)
    return rows.select_related("board", "school").prefetch_related("recipients")


def kept_processings(user: Person, board: Board, today: date) -> list[Processing]:
    """The register of one board, drafts included, with recipients."""
    return list(_reach(user, today).filter(board=board).order_by("topic", "position", "name"))


def get_kept_processing(user: Person, pk: UUID, today: date) -> Processing:
    """One row; for a stranger it does not exist."""
    row: Processing = get_object_or_404(_reach(user, today), pk=pk)
    return row


def get_version_history(processing: Processing) -> list[tuple[ProcessingVersion, str]]:
    """The versions, newest first, each with the name of who made it; two queries."""
    rows = list(ProcessingVersion.objects.of(processing.pk).select_related("text"))
    names = _names(row.by_id for row in rows)
    return [(row, names.get(row.by_id, "–")) for row in rows]


def get_recipient_history(recipient: Recipient) -> list[tuple[RecipientVersion, str]]:
    """The same of a recipient."""
    rows = list(RecipientVersion.objects.of(recipient.pk).select_related("text"))
    names = _names(row.by_id for row in rows)
    return [(row, names.get(row.by_id, "–") if row.by_id else "–") for row in rows]


def _names(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    known = {one for one in ids if one is not None}
    return {one.pk: str(one) for one in User.objects.filter(pk__in=known)}


def kept_recipients(board: Board) -> list[Recipient]:
    """The recipients of a board, those without a real name first, each with `uses`."""
    rows = board.recipients.annotate(uses=Count("processings"))
    return list(rows.order_by("-is_category", "name", "rule"))


def get_kept_recipient(user: Person, pk: UUID, today: date) -> Recipient:
    """One recipient of a board whose register this person keeps or reads."""
    scopes = scopes_of(user, today, Duty.SEE_REGISTER)
    if not scopes:
        raise Http404
    rows = Recipient.objects.filter(board__in=[scope.board for scope in scopes])
    row: Recipient = get_object_or_404(rows.select_related("board"), pk=pk)
    return row
