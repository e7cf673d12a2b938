"""De deur naar rondes: the office for its own school, the officer for the board (product.md)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404

from consent.access.reminding import pupils_of, waiting_people
from consent.models import Round, RoundReminder
from consent.rules import ReminderVia, Shown, masked
from portal.people.access import Person, household_of, scopes_of, within
from portal.people.models import Board, Enrolment, Guardian, Guardianship, Pupil, School, holds
from portal.people.rules import Duty, Scope
from portal.signin.homes import deliveries
from portal.signin.letters import MARKS
from portal.signin.rules import Delivery

SHOWN = 30  # rounds; older ones are history
PILE = 100  # letters in one file: who waits for it sees it come
MOST_PILES = 3000  # far more than a board has families: a larger number was made up


@dataclass(frozen=True)
class Where:
    """A place where somebody may start a round: one school, or (None) a whole board."""

    board: Board
    school: School | None

    @property
    def key(self) -> str:
        """The value in a form."""
        return str(self.school.pk if self.school else self.board.pk)

    @property
    def name(self) -> str:
        """As its people call it."""
        return self.school.name if self.school else self.board.name


@dataclass(frozen=True)
class Held:
    """A round as its reader sees it; how many were reminded, not who."""

    row: Round
    mails: Shown
    letters: Shown
    may_stop: bool
    may_print: bool

    @property
    def parts(self) -> list[str]:
        """The piles of letters that this may be at most, from 1."""
        piles = -(-self.row.letters // PILE)  # type: ignore[attr-defined]
        return [str(number) for number in range(1, max(1, piles) + 1)]

    @property
    def where(self) -> str:
        """The school, or the whole board."""
        return str(self.row.school or self.row.board)


@dataclass(frozen=True)
class LetterLine:
    """Somebody without a mailbox: how the letter travels, and where to; no address by hand."""

    name: str
    way: Delivery
    address: str
    children: str
    home: tuple[str, ...] = ()
    is_pupil: bool = False

    @property
    def mark(self) -> str:
        """As on the letters of an invitation."""
        return MARKS[self.way]


def places_for(user: Person, today: date) -> list[Where]:
    """Where this person may hold a round."""
    scopes = scopes_of(user, today, Duty.HOLD_ROUNDS)
    own = {one.school for one in scopes if one.school is not None}
    boards = {one.board for one in scopes if one.school is None}
    schools = School.objects.filter(pk__in=list(own)).select_related("board").order_by("name")
    found = [Where(one, None) for one in Board.objects.filter(pk__in=list(boards))]
    return found + [Where(one.board, one) for one in schools]


def free_of(places: Iterable[Where]) -> list[Where]:
    """Those where no round is open, of the whole board neither."""
    found = list(places)
    rows = Round.objects.filter(stopped_on=None, board__in=[one.board for one in found])
    busy = set(rows.values_list("board_id", "school_id"))
    return [
        one
        for one in found
        if not busy & {(one.board.pk, None), (one.board.pk, one.school.pk if one.school else None)}
    ]


def rounds_for(user: Person, today: date) -> list[Held]:
    """The rounds that this person may see, open ones first; 403 without such a role."""
    if not scopes_of(user, today, Duty.SEE_ROUNDS):
        raise PermissionDenied
    rows = (
        _seen(user, today)
        .select_related("board", "school")
        .annotate(
            mails=Count("reminders", filter=Q(reminders__via=ReminderVia.MAIL.value)),
            letters=Count("reminders", filter=Q(reminders__via=ReminderVia.LETTER.value)),
        )
    )
    holding = scopes_of(user, today, Duty.HOLD_ROUNDS)
    printing = scopes_of(user, today, Duty.ENTER_CONSENT)
    ordered = sorted(rows.order_by("-started_on", "pk")[:SHOWN], key=lambda row: not row.is_open)
    return [
        Held(
            row,
            masked(row.mails),
            masked(row.letters),
            may_stop=row.is_open and _holds(holding, row),
            may_print=row.is_open and bool(printing),
        )
        for row in ordered
    ]


def get_round(user: Person, pk: UUID, today: date) -> Round:
    """The only door to a round; 404 for whoever has nothing to do with that place."""
    row = _seen(user, today).filter(pk=pk).select_related("board", "school").first()
    if row is None:
        raise Http404
    return row


def must_hold(user: Person, row: Round, today: date) -> None:
    """403 for who sees the round but may not stop it."""
    if not _holds(scopes_of(user, today, Duty.HOLD_ROUNDS), row):
        raise PermissionDenied


def letters_of(user: Person, row: Round, today: date) -> list[LetterLine]:
    """Who of one's own school got no mail and still waits today, without one's own household.

    403 for who types no answers over: the list says who has not answered.
    """
    scopes = scopes_of(user, today, Duty.ENTER_CONSENT)
    if not scopes:
        raise PermissionDenied
    there = Enrolment.objects.filter(
        holds(today), within(scopes, board="school__board", school="school")
    )
    planned = RoundReminder.objects.filter(round=row, via=ReminderVia.LETTER.value)
    guardians = set(planned.exclude(guardian=None).values_list("guardian", flat=True))
    grown = set(planned.exclude(pupil=None).values_list("pupil", flat=True))
    ties = Guardianship.objects.filter(holds(today), guardian__in=planned.values("guardian"))
    rows = Pupil.objects.filter(pk__in=there.order_by().values("pupil"))
    rows = rows.filter(pk__in=pupils_of(row, today)).exclude(pk__in=_at_home(user))
    rows = rows.filter(Q(pk__in=ties.values("pupil")) | Q(pk__in=planned.values("pupil")))
    pupils = list(rows.select_related("board", "user").order_by("last_name", "first_name", "pk"))
    waiting = [one for one in waiting_people(pupils, today) if one.pk in guardians | grown]
    return _lines(user, pupils, waiting, today)


def pile_of(lines: Sequence[LetterLine], part: str) -> Sequence[LetterLine]:
    """The letters of one file; `part` counts from 1, anything else is the first."""
    start = (int(part) - 1) * PILE if part.isdecimal() and 0 < int(part) < MOST_PILES else 0
    return lines[start : start + PILE]


def _lines(
    user: Person, pupils: list[Pupil], waiting: Iterable[Guardian | Pupil], today: date
) -> list[LetterLine]:
    family = set(
        Guardianship.objects.filter(pupil__in=_at_home(user)).values_list("guardian", flat=True)
    )
    people = [one for one in waiting if one.pk not in family]
    ways = deliveries([one for one in people if isinstance(one, Guardian)], today)
    children: dict[UUID, list[str]] = {}
    for pupil in pupils:
        for tie in pupil.guardianships.all():
            if tie.is_on(today):
                children.setdefault(tie.guardian_id, []).append(pupil.full_name)
    return [
        _line(one, ways.get(one.pk, Delivery.BY_HAND), children.get(one.pk, [])) for one in people
    ]


def _line(one: Guardian | Pupil, way: Delivery, children: list[str]) -> LetterLine:
    """The school knows no address of a pupil, and a hidden one stands on no list."""
    if isinstance(one, Pupil) or way is Delivery.BY_HAND:
        names = ", ".join(children)
        return LetterLine(
            one.full_name, Delivery.BY_HAND, "", names, is_pupil=isinstance(one, Pupil)
        )
    home = (one.street, f"{one.postcode} {one.town}".strip())
    return LetterLine(one.full_name, way, ", ".join(home), ", ".join(children), home)


def _at_home(user: Person) -> QuerySet[Pupil]:
    return household_of(user).order_by().values("pk")  # type: ignore[return-value]


def _seen(user: Person, today: date) -> QuerySet[Round]:
    """Rounds of one's own school or board, and for a school those of its whole board."""
    scopes = scopes_of(user, today, Duty.SEE_ROUNDS)
    whole = Q(school=None, board__in=[one.board for one in scopes])
    return Round.objects.filter(within(scopes) | whole)


def _holds(scopes: Iterable[Scope], row: Round) -> bool:
    return any(one.board == row.board_id and one.school in (None, row.school_id) for one in scopes)
