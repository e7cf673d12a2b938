"""Termijn van een zaak: questions, extension, identity and authority, for staff and for family."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.files.models import StoredFile
from portal.people.access import Person
from portal.people.models import Guardian, Pupil, User
from requests_app.models import (
    AuthorityCheck,
    Case,
    DataRequest,
    Extension,
    ExtensionReasons,
    Gone,
    IdentityCheck,
    IdentityCopy,
    NotedPerson,
    SuspensionPeriod,
    asking_of,
    is_identified,
    may_write,
    receiver_of,
    requester_has_right,
    seat_of,
)
from requests_app.models.receivers import FACTS
from requests_app.rules import (
    Seat,
    SuspensionReason,
    extension_notice_by,
    is_grown,
    may_extend,
    why_not_suspend,
)


@dataclass(frozen=True)
class Lapsed:
    """An extension that was taken back; `has_notice`: whether its own notice was for the reader."""

    reasons: ExtensionReasons
    has_notice: bool

    @property
    def extension(self) -> Extension:
        """When it was sent and when it was taken back."""
        return self.reasons.extension


@dataclass(frozen=True)
class StaffClock:
    """What the tab Termijn shows; beside each check the name of who checked."""

    pauses: list[SuspensionPeriod]
    reasons: list[SuspensionReason]
    extension: ExtensionReasons | None
    lapsed: list[Lapsed]
    extend_by: date
    may_extend: bool
    is_identified: bool
    checks: list[tuple[IdentityCheck, str]]
    copies: list[IdentityCopy]
    authority: list[tuple[AuthorityCheck, str]]
    receiver: Guardian | Pupil | NotedPerson | Gone
    has_right: bool

    @property
    def open_pause(self) -> SuspensionPeriod | None:
        """The question that waits."""
        return next((one for one in self.pauses if one.until is None), None)

    @property
    def has_mail(self) -> bool:
        """Whether the portal can reach who gets the answer; else the office writes a letter."""
        return _has_mail(self.receiver)

    @property
    def may_copy(self) -> bool:
        """A copy is an exception to a question that is open."""
        pause = self.open_pause
        return pause is not None and pause.reason == SuspensionReason.IDENTITY

    @property
    def is_handed_over(self) -> bool:
        """Whether the answer goes to the pupil who turned 16."""
        return isinstance(self.receiver, Pupil)


@dataclass(frozen=True)
class FamilyClock:
    """What the page of a request shows of the clock, to one person."""

    seat: Seat | None
    may_write: bool
    questions: list[SuspensionPeriod]
    extension: ExtensionReasons | None
    lapsed: list[Lapsed]

    @property
    def open_question(self) -> SuspensionPeriod | None:
        """What the school wants to know."""
        return next((one for one in self.questions if one.until is None), None)


def staff_clock(case: Case, today: date) -> StaffClock:
    """A fixed number of queries, whatever the number of questions and checks."""
    row = case.request
    checks, authority = list(row.identity_checks.all()), list(row.authority_checks.all())
    names = _names([one.checked_by for one in checks] + [one.checked_by for one in authority])
    facts, asking = row.facts(), asking_of(row)
    extension, lapsed = _extensions(row)
    return StaffClock(
        pauses=list(row.suspensions.select_related("question")),
        reasons=[
            one for one in SuspensionReason if not why_not_suspend(facts, asking, one, since=today)
        ],
        extension=extension,
        lapsed=lapsed,
        extend_by=extension_notice_by(row.received_on),
        may_extend=may_extend(facts, is_open=row.is_open, today=today),
        is_identified=is_identified(row),
        checks=[(one, names.get(one.checked_by, "")) for one in checks],
        copies=list(row.identity_copies.select_related("file")),
        authority=[(one, names.get(one.checked_by, "")) for one in authority],
        receiver=receiver_of(row, today),
        has_right=requester_has_right(row, today),
    )


def reminds_by_letter(case: Case, today: date) -> date | None:
    """Since when a reminder of the open question must go by letter: nobody can be mailed."""
    pause = case.open_pause
    question = getattr(pause, "question", None)
    if question is None or _has_mail(receiver_of(case.request, today)):
        return None
    due_on: date | None = question.second_reminder_on or question.first_reminder_on
    return due_on


def _has_mail(person: Guardian | Pupil | NotedPerson | Gone) -> bool:
    return person.user is not None and bool(person.user.email)


def family_clock(user: Person, case: Case, today: date) -> FamilyClock:
    """Of a case that `get_request` gave. A pupil sees no question that was for the guardian."""
    row, seat = case.request, seat_of(user, case.request, today)
    extension, lapsed = (None, []) if seat == Seat.GAVE_UP else _extensions(row, seat)
    return FamilyClock(
        seat=seat,
        may_write=may_write(user, row, today),
        questions=_questions(row, seat),
        extension=extension,
        lapsed=lapsed,
    )


def handed_away(user: Person, cases: Collection[Case], today: date) -> set[UUID]:
    """Those of these cases that this person gave up to a pupil of 16; asks little of the rest."""
    grown = [
        case.request
        for case in cases
        if case.request.subject_pupil and is_grown(case.request.subject_pupil.born_on, today)
    ]
    prefetch_related_objects(grown, "requester_guardian", "requester_pupil", *FACTS)
    return {row.pk for row in grown if seat_of(user, row, today) == Seat.GAVE_UP}


def question_letter_of(user: Person, case: Case, pk: int, today: date) -> StoredFile:
    """The letter of a question, to whom it was asked; else 404."""
    return _letter(family_clock(user, case, today).questions, pk)


def extension_letter_of(user: Person, case: Case, today: date) -> StoredFile:
    """The notice of the extension, to whom it was sent; else 404."""
    found = family_clock(user, case, today).extension
    return _there(found.letter if found else None)


def lapsed_letter_of(user: Person, case: Case, pk: int, today: date, *, notice: bool) -> StoredFile:
    """Of an extension that was taken back: its `notice`, or the letter that says it lapsed."""
    return _of_lapsed(family_clock(user, case, today).lapsed, pk, notice=notice)


def staff_question_letter(case: Case, pk: int) -> StoredFile:
    """The letter of a question, for staff of the case; else 404."""
    return _letter(case.request.suspensions.select_related("question__letter"), pk)


def staff_extension_letter(case: Case) -> StoredFile:
    """The notice of the extension, for staff of the case; else 404."""
    found, _lapsed = _extensions(case.request)
    return _there(found.letter if found else None)


def staff_lapsed_letter(case: Case, pk: int, *, notice: bool) -> StoredFile:
    """As `lapsed_letter_of`, for staff of the case; else 404."""
    _standing, lapsed = _extensions(case.request)
    return _of_lapsed(lapsed, pk, notice=notice)


def get_pause(case: Case, pk: int) -> SuspensionPeriod:
    """A pause of this case that has ended, to mend its day; else 404."""
    rows = case.request.suspensions.select_related("question", "request")
    pause: SuspensionPeriod = get_object_or_404(
        rows, pk=pk, until__isnull=False, taken_back_on=None
    )
    return pause


def get_question(case: Case, pk: int) -> SuspensionPeriod:
    """A pause of this case, also one that was taken back meanwhile: the verb says so; else 404."""
    rows = case.request.suspensions.select_related("question", "request")
    pause: SuspensionPeriod = get_object_or_404(rows, pk=pk)
    return pause


def get_copy(case: Case, pk: UUID) -> IdentityCopy:
    """A copy that is still there, of this case; else 404."""
    rows = case.request.identity_copies.select_related("file")
    return get_object_or_404(rows, pk=pk, gone_on=None)


def _questions(row: DataRequest, seat: Seat | None) -> list[SuspensionPeriod]:
    if seat is None or seat == Seat.GAVE_UP:
        return []
    rows = list(row.suspensions.select_related("question__letter").filter(question__isnull=False))
    if seat != Seat.PUPIL or row.subject_pupil is None:
        return rows
    born_on = row.subject_pupil.born_on
    return [one for one in rows if is_grown(born_on, one.since)]


def _extensions(
    row: DataRequest, seat: Seat | None = None
) -> tuple[ExtensionReasons | None, list[Lapsed]]:
    """The one that stands and those that were taken back; to a pupil of 16 what came since."""
    rows = ExtensionReasons.objects.of_case(row)
    found = list(rows.select_related("extension", "letter", "taken_back_letter"))
    told = partial(_told, row, seat)
    standing = (one for one in found if not one.extension.taken_back_on)
    lapsed = [one for one in found if told(one.extension.taken_back_on)]
    return (
        next((one for one in standing if told(one.extension.notified_on)), None),
        [Lapsed(one, has_notice=told(one.extension.notified_on)) for one in lapsed],
    )


def _told(row: DataRequest, seat: Seat | None, day: date | None) -> bool:
    """Whether what was sent on this day was for who reads now."""
    if day is None or seat != Seat.PUPIL or row.subject_pupil is None:
        return day is not None
    return is_grown(row.subject_pupil.born_on, day)


def _letter(rows: Iterable[SuspensionPeriod], pk: int) -> StoredFile:
    found = next((one for one in rows if one.pk == pk), None)
    return _there(getattr(getattr(found, "question", None), "letter", None))


def _of_lapsed(lapsed: list[Lapsed], pk: int, *, notice: bool) -> StoredFile:
    one = next((one for one in lapsed if one.extension.pk == pk), None)
    if one is None or (notice and not one.has_notice):
        raise Http404
    return _there(one.reasons.letter if notice else one.reasons.taken_back_letter)


def _there(letter: StoredFile | None) -> StoredFile:
    if letter is None:
        raise Http404
    return letter


def _names(ids: Iterable[UUID | None]) -> dict[UUID | None, str]:
    wanted = {one for one in ids if one}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=wanted)} if wanted else {}
