"""Aan de balie: a letter, e-mail, call or talk is a request from the day it came (law.md §1)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from portal.files.actions import CleanUpload, store
from portal.people.models import Guardian, Pupil, School, User
from requests_app import mails
from requests_app.actions.file_request import add_details, add_words, next_number
from requests_app.actions.locks import Refused
from requests_app.actions.log import logged
from requests_app.models import Ask, Attachment, DataRequest, NotedPerson
from requests_app.rules import Kind, ReceivedVia, is_grown, may_be_received


@dataclass(frozen=True, kw_only=True)
class Noted:
    """Somebody whom the roster does not know."""

    name: str
    address: str = ""
    contact: str = ""
    relation: str = ""
    about: str = ""  # a pupil who cannot be found


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """Who asks about whom, on which day and by which way; `own`: about the own data of who asks.

    Without a pupil somebody outside the roster asks: about themselves, or about a pupil whom the
    desk cannot find and only notes. That counts as received all the same (AVG 12(3)).
    """

    pupil: Pupil | None
    school: School
    requester: Guardian | Pupil | Noted
    received_on: date
    via: ReceivedVia
    own: bool = False


@transaction.atomic
def register_at_desk(
    arrival: Arrival, ask: Ask, *, by: User, today: date, scan: CleanUpload | None = None
) -> DataRequest:
    """The number is of the year of entry, the rules those of the day of receipt.

    Refused: "ahead", "before" (a slip of the pen), "via", "kind", "young" (a pupil under 16),
    "name", or "about" when nobody is named whom it is about.
    """
    refusal = _why_not(arrival, ask, today)
    if refusal:
        raise Refused(refusal)
    request = _entered(arrival, ask, by, today)
    if isinstance(arrival.requester, Noted):
        NotedPerson.objects.create(request=request, **vars(arrival.requester))
    add_words(request, ask)
    _note(request, by, number_confirmed=ask.number_confirmed)
    add_details(request, ask, today=today)
    if scan:
        file = store(scan.content, name=scan.name, content_type=scan.content_type)
        Attachment.objects.create(request=request, file=file, added_by=by.pk)
    mails.request_received(request, by=None)
    return request


def _entered(arrival: Arrival, ask: Ask, by: User, today: date) -> DataRequest:
    board = arrival.school.board
    return DataRequest.objects.create(
        board=board,
        school=arrival.school,
        year=today.year,
        number=next_number(board, today.year),
        kind=ask.kind.value,
        direct_marketing=ask.direct_marketing,
        filed_by=by.pk,
        received_on=arrival.received_on,
        received_via=arrival.via.value,
        reglement=board.reglement_on(arrival.received_on),
        about_request=ask.about_request,
        scope_from=ask.scope_from,
        scope_until=ask.scope_until,
        in_english=ask.in_english,
        **_persons(arrival),
    )


def _why_not(arrival: Arrival, ask: Ask, today: date) -> str:
    """A code for the page; empty when it can be registered."""
    who = arrival.requester
    about_self = arrival.own or isinstance(who, Pupil)
    reasons = {
        "ahead": arrival.received_on > today,
        "before": not may_be_received(
            arrival.received_on, born_on=arrival.pupil.born_on if arrival.pupil else None
        ),
        "via": arrival.via == ReceivedVia.PORTAL,
        "kind": about_self and ask.kind == Kind.INFORMATION,
        "young": isinstance(who, Pupil) and not is_grown(who.born_on, today),
        "name": isinstance(who, Noted) and not who.name.strip(),
        "about": arrival.pupil is None and not about_self and not _names_pupil(who),
    }
    return next((code for code, is_so in reasons.items() if is_so), "")


def _names_pupil(who: Guardian | Pupil | Noted) -> bool:
    return isinstance(who, Noted) and bool(who.about.strip())


def _persons(arrival: Arrival) -> dict[str, Guardian | Pupil | bool | None]:
    who = arrival.requester
    guardian = who if isinstance(who, Guardian) else None
    return {
        "subject_pupil": who if isinstance(who, Pupil) else None if arrival.own else arrival.pupil,
        "subject_guardian": guardian if arrival.own else None,
        "requester_guardian": guardian,
        "requester_pupil": who if isinstance(who, Pupil) else None,
        "requester_noted": isinstance(who, Noted),
    }


def _note(request: DataRequest, by: User, *, number_confirmed: bool) -> None:
    logged(
        "requests.register",
        request,
        by,
        kind=request.kind,
        via=request.received_via,
        number_confirmed=number_confirmed,
    )
