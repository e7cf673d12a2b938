"""The door to the register: what a family may read of it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.http import Http404

from portal.people.access import Person, Tie, boards_of, get_tie
from portal.people.models import Board
from portal.people.rules import Right
from portal.prepared import Prepared
from portal.register.models import Processing, Recipient

# What no family page of one child shows.
OFFICE_ONLY = (
    *("special_ground", "data_subjects", "informing", "systems", "security"),
    *("dpia", "dpia_reason", "dpia_on", "owner", "review_on"),
)


def _here(board: UUID, schools: Collection[UUID]) -> Q:
    """The published rows of a board and of some of its schools."""
    at_school = Q(school__isnull=True) | Q(school__in=schools)
    return at_school & Q(board=board, published_on__isnull=False)


# On the pages of a child; see portal/prepared.py.
PARTY = ("id", "name", "role", "rule", "country", "safeguard")
PUBLISHED: Prepared[Any] = Prepared(  # a row for each recipient, and one for who has none
    lambda board, schools: (
        Processing.objects.filter(_here(board, schools))
        .defer(*OFFICE_ONLY)
        .annotate(**{f"party_{name}": F(f"recipients__{name}") for name in PARTY})
        .order_by("position", "name", "recipients__name")
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
    """What the board and the pupil's schools publish, with recipients; one query."""
    return published_at(tie.pupil.board_id, {row.school_id for row in tie.pupil.enrolments.all()})


def published_at(board: UUID, schools: Collection[UUID]) -> list[Processing]:
    """What holds at some schools of a board, with recipients; one query."""
    return _in_force(_with_recipients(PUBLISHED(board, schools)), schools)


def _in_force(rows: list[Processing], schools: Collection[UUID]) -> list[Processing]:
    """As `ProcessingQuerySet.at`: a school's own row takes the place of the board's, unless the
    board's still holds at another of the schools.
    """
    own = Counter(row.code for row in rows if row.school_id)
    everywhere = max(1, len(schools))
    return [row for row in rows if row.school_id or own[row.code] < everywhere]


def _with_recipients(found: Iterable[Any]) -> list[Processing]:
    """Each processing once, with its recipients by name: asking for them asks nothing more."""
    rows: dict[UUID, Processing] = {}
    of: dict[UUID, list[Recipient]] = defaultdict(list)
    for one in found:
        rows.setdefault(one.pk, one)
        if one.party_id:
            facts = [getattr(one, f"party_{name}") for name in PARTY]
            of[one.pk].append(Recipient.from_db(one._state.db, PARTY, facts))
    for row in rows.values():
        known: QuerySet[Recipient] = QuerySet(Recipient)
        known._result_cache = of[row.pk]
        row.__dict__["_prefetched_objects_cache"] = {"recipients": known}
    return list(rows.values())


def processings_of(board: Board) -> list[Processing]:
    """The general register of a board, its schools included; two queries."""
    rows = Processing.objects.published().filter(board=board)
    return list(rows.select_related("school").prefetch_related("recipients"))
