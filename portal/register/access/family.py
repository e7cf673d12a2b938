"""The door to the register: what a family may read of it."""

from datetime import date
from uuid import UUID

from django.http import Http404

from portal.people.access import Person, Tie, boards_of, get_tie
from portal.people.models import Board
from portal.people.rules import Right
from portal.register.models import Processing
from portal.register.models.processings import ProcessingQuerySet


def get_pupil(user: Person, pupil_id: UUID, today: date) -> Tie:
    """Who may see what concerns this pupil; 404 for everybody else."""
    return get_tie(user, pupil_id, Right.VIEW, today)


def get_board(user: Person, slug: str, today: date) -> Board:
    """A board that knows this person, as guardian, pupil or staff; any other does not exist."""
    board = boards_of(user, today).filter(slug=slug).first()
    if board is None:
        raise Http404
    return board


def processings_for(tie: Tie) -> list[Processing]:
    """What the board and the pupil's schools publish, with recipients; two queries."""
    schools = {row.school_id for row in tie.pupil.enrolments.all()}
    rows: ProcessingQuerySet = Processing.objects.published().at(tie.pupil.board_id, schools)
    return list(rows.select_related("school").prefetch_related("recipients"))


def processings_of(board: Board) -> list[Processing]:
    """The general register of a board, its schools included; two queries."""
    rows = Processing.objects.published().filter(board=board)
    return list(rows.select_related("school").prefetch_related("recipients"))
