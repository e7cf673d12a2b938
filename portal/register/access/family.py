"""The door to the register: what a family may read of it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from portal.people.access import Person, Tie, boards_of, get_tie
from portal.people.models import Board
from portal.people.rules import Right
from portal.prepared import Prepared
from portal.register.models import Processing, Recipient
from portal.register.models.processings import ProcessingRecipient

# What no family page of one child shows.
OFFICE_ONLY = (
    *("special_ground", "data_subjects", "informing", "systems", "security"),
    *("dpia", "dpia_reason", "dpia_on", "owner", "review_on"),
)


def _here(board: UUID, schools: Collection[UUID], to: str = "") -> Q:
    """The published rows of a board and of some of its schools, seen from a row `to` steps away."""
    at_school = Q(**{f"{to}school__isnull": True}) | Q(**{f"{to}school__in": schools})
    return at_school & Q(**{f"{to}board": board, f"{to}published_on__isnull": False})


# On the pages of a child; see portal/prepared.py.
PUBLISHED: Prepared[Processing] = Prepared(
    lambda board, schools: Processing.objects.filter(_here(board, schools)).defer(*OFFICE_ONLY)
)
RECEIVERS: Prepared[ProcessingRecipient] = Prepared(
    lambda board, schools: (
        ProcessingRecipient.objects.filter(_here(board, schools, "processing__"))
        .select_related("recipient")
        .order_by("recipient__name")
    )
)


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
    return published_at(tie.pupil.board_id, {row.school_id for row in tie.pupil.enrolments.all()})


def published_at(board: UUID, schools: Collection[UUID]) -> list[Processing]:
    """What holds at some schools of a board, with recipients; two queries."""
    rows = _in_force(PUBLISHED(board, schools), schools)
    return _with_recipients(rows, RECEIVERS(board, schools))


def _in_force(rows: list[Processing], schools: Collection[UUID]) -> list[Processing]:
    """As `ProcessingQuerySet.at`: a school's own row takes the place of the board's, unless the
    board's still holds at another of the schools.
    """
    own = Counter(row.code for row in rows if row.school_id)
    everywhere = max(1, len(schools))
    return [row for row in rows if row.school_id or own[row.code] < everywhere]


def _with_recipients(
    rows: list[Processing], receivers: Iterable[ProcessingRecipient]
) -> list[Processing]:
    """Each row with its recipients by name, so that asking for them asks nothing more."""
    of: dict[UUID, list[Recipient]] = defaultdict(list)
    for one in receivers:
        of[one.processing_id].append(one.recipient)
    for row in rows:
        known: QuerySet[Recipient] = QuerySet(Recipient)
        known._result_cache = of[row.pk]
        row.__dict__["_prefetched_objects_cache"] = {"recipients": known}
    return rows


def processings_of(board: Board) -> list[Processing]:
    """The general register of a board, its schools included; two queries."""
    rows = Processing.objects.published().filter(board=board)
    return list(rows.select_related("school").prefetch_related("recipients"))
