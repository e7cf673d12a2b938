"""The only door to a pile of letters: every file of it holds codes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from portal.files.models import StoredFile
from portal.people.access import Person, household_of
from portal.people.rules import RoleKind
from portal.signin.invited import Place, own_household, scopes
from portal.signin.models import LetterRun, PlannedLetter


@dataclass(frozen=True)
class LetterFile:
    """A file of letters, and whether it must stay shut for who looks."""

    number: int
    letters: int
    file: StoredFile
    is_shut: bool


def runs(user: Person, today: date) -> QuerySet[LetterRun]:
    """Piles of letters: for the board's administrators, and for the handler who made one."""
    reach = scopes(user, today)
    boards = [str(scope.board) for scope in reach if scope.kind is RoleKind.ADMINISTRATOR]
    schools = [str(scope.school) for scope in reach if scope.kind is not RoleKind.ADMINISTRATOR]
    theirs = Q(board__in=boards) | Q(school__in=schools, made_by=user.pk)
    return LetterRun.objects.filter(theirs).select_related("board", "school", "group")


def runs_at(user: Person, place: Place, today: date) -> QuerySet[LetterRun]:
    """Those of one school with all its groups, or of one group."""
    found = runs(user, today).filter(school=place.school)
    return found.filter(group=place.group) if place.group else found


def get_run(user: Person, pk: UUID, today: date) -> LetterRun:
    """One pile in reach; else 404."""
    found = runs(user, today).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def files_of(user: Person, run: LetterRun) -> list[LetterFile]:
    """The files of a pile in the order of the envelopes; one with a letter for home stays shut."""
    planned = PlannedLetter.objects.filter(run=run, file__isnull=False).select_related("file")
    home = planned.filter(
        Q(invitation__guardian__in=own_household(user).values("pk"))
        | Q(invitation__pupil__in=household_of(user).order_by().values("pk"))
    )
    shut = set(home.values_list("file", flat=True))
    found: dict[UUID, LetterFile] = {}
    for letter in planned.order_by("number"):
        file = letter.file
        if file is not None:
            first = found.get(file.pk)
            number = first.number if first else len(found) + 1
            count = first.letters + 1 if first else 1
            found[file.pk] = LetterFile(number, count, file, is_shut=file.pk in shut)
    return list(found.values())


def get_file(user: Person, run: LetterRun, number: int) -> StoredFile:
    """One readable file of the pile; else 404."""
    for row in files_of(user, run):
        if row.number == number and not row.is_shut and row.file.is_readable:
            return row.file
    raise Http404
