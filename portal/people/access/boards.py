"""The door to a board's settings: the privacy officer changes them, the FG reads."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from portal.people.access.places import scopes_of
from portal.people.access.ties import Person
from portal.people.models import Board
from portal.people.rules import Duty


def boards_with_settings(user: Person, today: date) -> list[Board]:
    """The boards whose settings this person may read; 403 without any."""
    scopes = scopes_of(user, today, Duty.SEE_SETTINGS)
    if not scopes:
        raise PermissionDenied
    return list(Board.objects.filter(pk__in=[scope.board for scope in scopes]))


def one_of(boards: list[Board], slug: str) -> Board:
    """The board that was asked for, the first when none was; 404 for any other."""
    if not slug:
        return boards[0]
    found = next((one for one in boards if one.slug == slug), None)
    if found is None:
        raise Http404
    return found


def may_change_settings(user: Person, board_id: UUID, today: date) -> bool:
    """Whether this person changes them."""
    return any(scope.board == board_id for scope in scopes_of(user, today, Duty.CHANGE_SETTINGS))
