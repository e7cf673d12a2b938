"""A new board with the first version of its privacy rules, and a new school of a board."""

from datetime import date

from django.db import transaction
from django.utils.text import slugify

from portal.audit.actions import record
from portal.people.models import Board, Reglement, School, User
from portal.people.rules import BoardKind, Region, Sector


@transaction.atomic
def add_board(
    name: str, *, number: str, kind: BoardKind, weeks: int, by: User | None, today: date
) -> Board:
    """Raises ValidationError; `weeks` is the term of the board's own promise, 1 to 4."""
    board = Board(name=name, slug=slugify(name)[:60], number=number, kind=kind.value)
    board.full_clean()
    board.save(force_insert=True)
    reglement = Reglement(board=board, version=1, in_force_on=today, promise_weeks=weeks)
    reglement.full_clean()
    reglement.save(force_insert=True)
    record("board.add", actor=by, subject=board, board_id=board.pk, weeks=weeks)
    return board


@transaction.atomic
def add_school(
    board: Board, *, name: str, brin6: str, sector: Sector, region: Region, by: User | None
) -> School:
    """Raises ValidationError, also when another board already has the BRIN6."""
    school = School(
        board=board, name=name, brin6=brin6.upper(), sector=sector.value, region=region.value
    )
    school.full_clean()
    school.save(force_insert=True)
    record("school.add", actor=by, subject=school, board_id=board.pk, brin6=school.brin6)
    return school
