"""The door that is open to everybody: what a board published of its register (AVG 13, 14)."""

from django.shortcuts import get_object_or_404

from portal.people.models import Board
from portal.register.models import Processing


def get_public_board(slug: str) -> Board:
    """Any board of the installation; its register is public."""
    board: Board = get_object_or_404(Board, slug=slug)
    return board


def public_processings(board: Board) -> list[Processing]:
    """Only published rows, those of single schools behind the board's; two queries."""
    rows = Processing.objects.published().filter(board=board)
    ready = rows.select_related("school").prefetch_related("recipients")
    return list(ready.order_by("position", "name", "school__name"))
