"""Het pakket: which answers need one, who may have it, what goes into it (AVG 15, law.md §6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from portal.people.access import Person, scopes_of
from portal.people.rules import Duty, RoleKind
from portal.register.models import Disclosure
from requests_app.access.collecting import blocks_of, extracts_of
from requests_app.access.family import get_letter
from requests_app.access.staff import get_answered_case, may_decide
from requests_app.models import (
    AnswerPackage,
    Case,
    DataRequest,
    Delivery,
    Extract,
    RequestPart,
    may_be_given,
    may_receive,
    receiver_of,
)
from requests_app.rules import Handed, Kind, Outcome, State
from requests_app.rules.collecting import COLLECTED, Block, is_collected, is_over

KINDS = [kind.value for kind in COLLECTED]
HELD_DATA = [Outcome.GRANTED.value, Outcome.PARTLY.value]


def needs_package(request: DataRequest) -> bool:
    """Whether the answer holds a copy of data: a yes, whole or in part."""
    decision = getattr(request, "decision", None)
    answered = decision is not None and decision.outcome in HELD_DATA
    return answered and is_collected(Kind(request.kind))


def answers_without_package() -> list[DataRequest]:
    """The answers that promise data, and for which nobody asked a package yet."""
    rows = DataRequest.objects.filter(
        state=State.ANSWERED.value,
        kind__in=KINDS,
        decision__outcome__in=HELD_DATA,
        packages=None,
        anonymised_on=None,
    )
    return list(rows.with_facts())


def packages_to_make() -> list[UUID]:
    """What was asked and is not there yet, the oldest first."""
    rows = AnswerPackage.objects.filter(made_at=None).order_by("asked_at", "pk")
    return list(rows.values_list("pk", flat=True))


def request_of(package: AnswerPackage) -> DataRequest:
    """The request of a package, with its facts."""
    rows = DataRequest.objects.with_facts().select_related("decision__letter")
    return rows.get(pk=package.request_id)


def with_texts(request: DataRequest) -> DataRequest:
    """The same request with what was asked and decided, in words."""
    rows = DataRequest.objects.with_facts().select_related("text", "decision__text")
    return rows.get(pk=request.pk)


def chosen_entries(request: DataRequest) -> set[UUID]:
    """The entries of the register that the request names; empty: it is about everything."""
    chosen = set(RequestPart.objects.filter(request=request).values_list("processing", flat=True))
    return chosen | ({request.processing_id} if request.processing_id else set())


def documents_of(request: DataRequest) -> Sequence[Extract]:
    """What was collected, in the order in which it came."""
    return list(extracts_of(request).select_related("task", "file", "replaced_by"))


def may_have(request: DataRequest, today: date) -> bool:
    """Whether who gets the answer may have it today, with an account or without one."""
    return hasattr(request, "decision") and may_be_given(request, today)


def touches_hidden(request: DataRequest) -> bool:
    """Whether something about the pupil is hidden from its people: an officer looks first."""
    pupil = request.subject_pupil
    return pupil is not None and Disclosure.objects.hidden_from(pupil).exists()


@dataclass(frozen=True)
class Answer:
    """All that the page for staff shows. `officer_first` does not tell why.

    `lost`: how many documents were erased, 30 days after an earlier delivery.
    """

    package: AnswerPackage | None
    deliveries: tuple[Delivery, ...]
    blocks: tuple[Block, ...]
    needs_package: bool
    may_have: bool
    officer_first: bool
    lost: int
    has_account: bool
    may_act: bool

    @property
    def is_made(self) -> bool:
        """Whether there is a package that can still be read."""
        row = self.package
        return row is not None and row.file is not None and row.file.is_readable

    @property
    def is_waiting(self) -> bool:
        """Whether it is being made."""
        return self.package is not None and self.package.made_at is None

    @property
    def is_released(self) -> bool:
        """Whether it was handed out, in whatever way."""
        return self.package is not None and self.package.available_until is not None

    @property
    def may_release(self) -> bool:
        """Whether this person may hand it out now."""
        return self.may_act and self.is_made and not self.is_released and self.may_have

    @property
    def may_give(self) -> bool:
        """Whether this person may give it at the desk or by post: the data, if any, are there."""
        return self.may_act and self.may_have and (self.is_made or not self.needs_package)

    @property
    def may_note_failed(self) -> bool:
        """Whether this person may note that it could not be given: nobody got it yet."""
        return self.may_act and not self.deliveries

    @property
    def may_ask(self) -> bool:
        """Whether a new package may be asked: none in the making, nothing in the way."""
        wanted = self.needs_package and self.may_act and self.may_have
        return wanted and not self.is_waiting and not self.blocks


def answer_of(user: Person, case: Case, today: date) -> Answer:
    """The page of one answered case; a fixed number of queries."""
    request = case.request
    decides = may_decide(user, case, today)
    hidden = touches_hidden(request)
    extracts = list(extracts_of(request))
    return Answer(
        package=newest_package(request),
        deliveries=tuple(request.deliveries.all()),
        blocks=tuple(blocks_of(request, today)) if needs_package(request) else (),
        needs_package=needs_package(request),
        may_have=may_have(request, today),
        officer_first=hidden and not is_officer(user, case, today),
        lost=sum(not one.file.is_readable and not hasattr(one, "replaced_by") for one in extracts),
        has_account=_has_account(request),
        may_act=decides and (not hidden or is_officer(user, case, today)),
    )


def _has_account(request: DataRequest) -> bool:
    """Whether who gets it can open it in the portal."""
    decision = getattr(request, "decision", None)
    return decision is not None and receiver_of(request, decision.answered_on).user is not None


def is_officer(user: Person, case: Case, today: date) -> bool:
    """Whether somebody is the privacy officer of the board of this case."""
    scopes = scopes_of(user, today, Duty.DECIDE_CASES)
    board = case.request.board_id
    return any(one.kind is RoleKind.OFFICER and one.board == board for one in scopes)


def newest_package(request: DataRequest) -> AnswerPackage | None:
    """The last one that was asked."""
    return request.packages.select_related("file").first()


def get_made_package(user: Person, pk: UUID, today: date) -> tuple[Case, AnswerPackage]:
    """For staff who may hand it out, to print it or to give it at the desk; else 404."""
    case = get_answered_case(user, pk, today)
    found = answer_of(user, case, today)
    if not found.may_act or not found.is_made or found.package is None or not found.may_have:
        raise Http404
    return case, found.package


def package_for(user: Person, case: Case, today: date) -> AnswerPackage | None:
    """What who asked may download today; None before it is handed out and after 30 days."""
    if not needs_package(case.request) or not may_receive(user, case.request, today):
        return None
    in_portal = case.request.deliveries.filter(handed=Handed.PORTAL.value)
    rows = case.request.packages.filter(available_until__gte=today).select_related("file")
    found = next((row for row in rows if row.file is not None and row.file.is_readable), None)
    return found if found is not None and in_portal.exists() else None


def get_package(user: Person, pk: UUID, today: date) -> tuple[Case, AnswerPackage]:
    """The download, for who asked; the right is asked again here (law.md §3)."""
    case = get_letter(user, pk, today)
    found = package_for(user, case, today)
    if found is None:
        raise Http404
    return case, found


@dataclass(frozen=True)
class Packed:
    """What the page of who asked says of the package; `over`: it was there, and the days passed."""

    expected: bool
    package: AnswerPackage | None
    over: bool


def packed_for(user: Person, case: Case, today: date) -> Packed:
    """Three queries at most, and none for an answer without data."""
    request = case.request
    if not needs_package(request) or not may_receive(user, request, today):
        return Packed(expected=False, package=None, over=False)
    newest = request.packages.exclude(available_until=None).first()
    over = newest is not None and is_over(newest.available_until, today)
    return Packed(expected=True, package=package_for(user, case, today), over=over)
