"""Wie krijgt het antwoord vandaag: asked again at each message, delivery and download."""

from collections.abc import Iterable
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils import timezone

from portal.people.access import Person, is_provisional, tie_about
from portal.people.models import Guardian, Pupil, User
from portal.people.rules import Right
from requests_app.models.persons import Gone, NotedPerson
from requests_app.models.questions import AuthorityCheck
from requests_app.models.requests import DataRequest
from requests_app.rules import (
    Kind,
    Outcome,
    Seat,
    State,
    Turning,
    is_grown,
    is_handed_over,
    may_deliver,
    may_talk,
    seat_of_asker,
)

WRITERS = frozenset({Seat.ASKER, Seat.OWN_ONLY, Seat.PUPIL})
FACTS = (
    "subject_pupil__enrolments__school",
    "subject_pupil__guardianships",
    "subject_pupil__mandates",
    "subject_pupil__representations",
)


def receiver_of(request: DataRequest, day: date) -> Guardian | Pupil | NotedPerson | Gone:
    """Who gets the answer on a day: who asked, or the pupil to whom the case was handed over."""
    pupil = request.subject_pupil
    if pupil is not None and is_handed_over(_turning(request, day)):
        return pupil
    return request.requester


def requester_has_right(request: DataRequest, today: date) -> bool:
    """Whether who gets the answer may today have the data that the request is about.

    After the answer that is who got the letter: if that one lost the right, nobody gets the data.
    """
    pupil = request.subject_pupil
    if pupil is not None and is_handed_over(_turning(request, _day(request, today))):
        return _may_self(pupil, today) if hasattr(request, "decision") else True
    facts = _turning(request, today)
    return facts.about_self or facts.may_now


def may_be_given(request: DataRequest, day: date) -> bool:
    """Whether who got the letter may be given the answer on this day, with or without account."""
    has_right = requester_has_right(request, day)
    return may_deliver(Outcome(request.decision.outcome), has_right=has_right)


def seat_of(user: Person, request: DataRequest, today: date) -> Seat | None:
    """What this person is in the case; None for a stranger. After the answer: as on that day."""
    if not isinstance(user, User):
        return None
    facts = _turning(request, _day(request, today))
    if user.pk == request.requester.user_id:
        return seat_of_asker(facts)
    pupil = request.subject_pupil
    if pupil is not None and pupil.user_id == user.pk and is_handed_over(facts):
        return Seat.PUPIL if _may_self(pupil, today) else None
    return None


def may_receive(user: Person, request: DataRequest, today: date) -> bool:
    """Asked again at the download (law.md §3): authority may have ended, or the pupil turned 16."""
    seat = seat_of(user, request, today) if hasattr(request, "decision") else None
    if seat is None or seat == Seat.GAVE_UP:
        return False
    right = _has_right(seat, _turning(request, today))
    return may_deliver(Outcome(request.decision.outcome), has_right=right)


def may_read(user: Person, request: DataRequest, today: date) -> bool:
    """Whether this person may today read what the school writes: it can hold data of the pupil.

    So the right is needed at that moment, unless it is about own data (law.md §3).
    """
    seat = seat_of(user, request, today)
    if seat is None or seat == Seat.GAVE_UP:
        return False
    return _has_right(seat, _turning(request, today))


def may_message(user: Person, request: DataRequest, today: date) -> bool:
    """As `may_write`, and after the answer too, until the case ends."""
    return may_talk(State(request.state)) and seat_of(user, request, today) in WRITERS


def addressee_of(request: DataRequest, day: date) -> Guardian | Pupil | NotedPerson | Gone:
    """To whom a message of the school of this day was: after the answer as on that day."""
    return receiver_of(request, min(day, _day(request, day)))


def reader_of(request: DataRequest, today: date) -> Guardian | Pupil | None:
    """Who reads in the portal what the school writes today; None without account or right."""
    person = addressee_of(request, today)
    if not isinstance(person, Guardian | Pupil) or person.user is None:
        return None
    return person if may_read(person.user, request, today) else None


def may_write(user: Person, request: DataRequest, today: date) -> bool:
    """Whether this person may write, answer a question or withdraw: who gets the answer today.

    Somebody whose authority is unknown or ended writes too: that is how doubt is taken away.
    """
    return request.is_open and seat_of(user, request, today) in WRITERS


def handed_to(user: User, today: date) -> list[DataRequest]:
    """The cases of others about this pupil that were handed over to the pupil."""
    oneself = Pupil.objects.filter(user=user).order_by().values("pk")  # by index, not by a join
    rows = DataRequest.objects.filter(subject_pupil__in=oneself, requester_pupil=None)
    found = list(rows.with_facts().prefetch_related(*FACTS))
    return [row for row in found if seat_of(user, row, today) == Seat.PUPIL]


def _has_right(seat: Seat, facts: Turning) -> bool:
    return seat == Seat.PUPIL or facts.about_self or facts.may_now


def _day(request: DataRequest, today: date) -> date:
    return request.decision.answered_on if hasattr(request, "decision") else today


def _turning(request: DataRequest, day: date) -> Turning:
    """The facts of law.md §3 about who asked, on receipt and on this day."""
    kind, pupil = Kind(request.kind), request.subject_pupil
    if request.unfound:  # of whom nobody knows who it is, nothing is handed out
        return Turning(kind=kind, about_self=False, may_now=False)
    if request.is_own_data or pupil is None:
        return Turning(kind=kind, about_self=True, may_now=True)
    if not isinstance(request.requester, Guardian):
        return Turning(
            kind=kind,
            about_self=False,
            may_now=_shown(request.authority_checks.all()) and not is_grown(pupil.born_on, day),
            grown_now=is_grown(pupil.born_on, day),
            grown_then=is_grown(pupil.born_on, request.received_on),
        )
    return Turning(
        kind=kind,
        about_self=False,
        may_now=_may(request, pupil, day),
        may_then=_may(request, pupil, request.received_on),
        grown_now=is_grown(pupil.born_on, day),
        grown_then=is_grown(pupil.born_on, request.received_on),
    )


def _shown(checks: Iterable[AuthorityCheck]) -> bool:
    """Of somebody who is not in the roster the newest check of this case decides."""
    last = max(checks, key=lambda one: one.pk, default=None)
    return last is not None and last.has_authority


def _may(request: DataRequest, pupil: Pupil, day: date) -> bool:
    """By the records, so that somebody without an account counts too."""
    prefetch_related_objects([request], *FACTS)
    tie = tie_about(pupil, request.requester_guardian_id, day)
    if tie is None or _is_fresh(request.requester_guardian):
        return False
    informed = request.kind == Kind.INFORMATION and tie.may(Right.INFORMATION)
    return informed or tie.may(Right.REQUEST)


def _may_self(pupil: Pupil, today: date) -> bool:
    tie = tie_about(pupil, None, today)
    return tie is not None and tie.may(Right.REQUEST) and not _is_fresh(pupil)


def _is_fresh(person: Guardian | Pupil | None) -> bool:
    """An account that a letter alone opened, short ago: perhaps an ex-partner's."""
    if person is None or person.user is None:
        return False
    now = timezone.now()
    return person.user.is_provisional(now) or is_provisional(person, now)
