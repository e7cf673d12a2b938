"""Over wie: what somebody may ask about whom; advice, never a lock (law.md §3, AVG 15-21)."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from portal.people.access import Person, Tie, guardian_records, is_provisional, ties_of
from portal.people.models import Guardian, User
from portal.people.rules import Reason, Right
from portal.register.access import find_processing
from portal.register.access.family import published_at
from portal.register.models import Processing
from requests_app.access.collecting import published_about
from requests_app.access.family import mine
from requests_app.models import Advice, DataRequest, Target
from requests_app.rules import Kind

MOST_EARLIER = 50
OWN = tuple(kind for kind in Kind if kind != Kind.INFORMATION)
DOUBTS = frozenset({Reason.AUTHORITY_UNKNOWN, Reason.NO_BIRTH_DATE})
HIDES_SCHOOL = frozenset({Reason.RESTRICTED, Reason.ADULT})  # where the child is, is not told


def targets(user: Person, today: date) -> list[Target]:
    """Everything this person may ask about: the children first, then the own data.

    Nothing while the account is provisional, and nothing of a record that a letter alone tied to
    it: an ex-partner can open a letter, and then even "my own data" are somebody else's.
    """
    return list(_targets(user, today))


def _targets(user: Person, today: date) -> Iterator[Target]:
    """One by one: the own records are asked for only by who comes that far."""
    now = timezone.now()
    if isinstance(user, User) and user.is_provisional(now):
        return
    ties = ties_of(user, today)
    yield from _pupils(ties)
    records = [one for one in guardian_records(user) if not is_provisional(one, now)]
    yield from _own_records(records, ties)


def find_target(user: Person, key: str, today: date) -> Target | None:
    """The line with this key; None when there is no such line for this person."""
    return next((target for target in _targets(user, today) if target.key == key), None)


def get_target(user: Person, key: str, today: date) -> Target:
    """As `find_target`, but 404: the pupil does not exist for this person."""
    found = find_target(user, key, today)
    if found is None:
        raise Http404
    return found


def processing_of(target: Target, key: str) -> Processing | None:
    """The entry of the register that an address names, published for this pupil; else None.

    A forged key is ignored: the request is then about everything, as without a key.
    """
    try:
        pk = UUID(key)
    except ValueError:
        return None
    return find_processing(target.subject_pupil, pk) if target.subject_pupil else None


def details_of(user: Person, target: Target, today: date) -> "Details":
    """What one may choose from: the published entries, and one's own earlier requests."""
    return Details(lambda: _entries(target), lambda: _earlier(user, target, today))


def _earlier(user: Person, target: Target, today: date) -> list[DataRequest]:
    rows = mine(user, today).filter(board=target.board).exclude(kind=Kind.QUESTION.value)
    return list(rows.only("kind", "year", "number")[:MOST_EARLIER])


def _entries(target: Target) -> list[Processing]:
    pupil = target.subject_pupil
    if pupil is None:
        return published_about(target.board.pk, None)
    return published_at(target.board.pk, {row.school_id for row in pupil.enrolments.all()})


class Details:
    """Entries of the register, and earlier requests that a complaint may be about; each is asked
    for when somebody looks at it, since most requests name none.
    """

    def __init__(
        self,
        entries: Callable[[], list[Processing]] = list,
        earlier: Callable[[], list[DataRequest]] = list,
    ) -> None:
        self._entries, self._earlier = entries, earlier

    @cached_property
    def entries(self) -> list[Processing]:
        """Published, in the order of the register."""
        return self._entries()

    @cached_property
    def earlier(self) -> list[DataRequest]:
        """The newest first."""
        return self._earlier()


def _pupils(ties: list[Tie]) -> Iterator[Target]:
    """A tie that is provisional offers nothing (`may_act`)."""
    seen: set[UUID] = set()
    for tie in ties:
        kinds, advice = _offer(tie)
        if kinds and tie.pupil.pk not in seen:
            seen.add(tie.pupil.pk)
            yield Target(
                key=f"kind-{tie.pupil.pk}",
                board=tie.pupil.board,
                school=tie.school,
                kinds=kinds,
                subject_pupil=tie.pupil,
                requester_guardian_id=tie.guardian_id,
                requester_pupil=None if tie.guardian_id else tie.pupil,
                advice=advice,
            )


def _offer(tie: Tie) -> tuple[tuple[Kind, ...], Advice | None]:
    """The table of law.md §3 as a list of kinds."""
    verdict = tie.verdict(Right.REQUEST)
    if verdict.allowed:
        return OWN, None
    if verdict.reason in DOUBTS:
        kinds = tuple(Kind) if tie.may(Right.INFORMATION) else OWN
        return kinds, Advice.AUTHORITY_UNKNOWN
    if tie.may(Right.INFORMATION):
        return (Kind.INFORMATION,), Advice.ONLY_INFORMATION
    return (), None


def _own_records(records: list[Guardian], ties: list[Tie]) -> Iterator[Target]:
    """One's own data, one line a board: boards never see each other's (law.md §3)."""
    for record in records:
        told = (tie for tie in ties if tie.verdict(Right.VIEW).reason not in HIDES_SCHOOL)
        schools = (tie.school for tie in told if tie.pupil.board_id == record.board_id)
        yield Target(
            key=f"zelf-{record.pk}",
            board=record.board,
            school=next((school for school in schools if school), None),
            kinds=OWN,
            subject_guardian=record,
            requester_guardian_id=record.pk,
        )
