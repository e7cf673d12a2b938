"""Ontvangers die het gezin niet ziet: for the privacy officer of the board, and nobody else."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.files.models import StoredFile
from portal.people.access import Person, scopes_of
from portal.people.models import Board
from portal.people.rules import Duty, RoleKind
from portal.register.models import Disclosure
from portal.register.models.disclosures import DisclosureQuerySet
from requests_app.access.tasks import told_of
from requests_app.letters import Notice
from requests_app.letters.caused import caused_by
from requests_app.models import Case, HiddenNotice, with_dates
from requests_app.reach import cases_within
from requests_app.rules import SAYS_WHAT, Kind


def hidden_notices(user: Person, today: date) -> QuerySet[HiddenNotice]:
    """What is open first; 403 for who is no privacy officer."""
    if not _boards(user, today):
        raise PermissionDenied
    return _of_officer(user, today)


def get_hidden_notice(user: Person, pk: UUID, today: date) -> HiddenNotice:
    """404 for everybody but the privacy officer of its board."""
    return get_object_or_404(_of_officer(user, today), pk=pk)


def hidden_told(row: HiddenNotice, today: date) -> tuple[Case, Notice]:
    """The case and what the letter may say: of what this recipient got by a hidden row alone."""
    case = with_dates([row.request], today)[0]
    codes = {one.processing.code for one in shared_hidden(row)}
    received = [one for one in caused_by(row.request).entries if one.code in codes]
    return case, told_of(row.request, received)


def shared_hidden(row: HiddenNotice) -> DisclosureQuerySet:
    """What it got that the family does not see; newest first."""
    pupil = row.request.subject_pupil
    if pupil is None:
        return Disclosure.objects.none()
    return Disclosure.objects.hidden_from(pupil).filter(recipients=row.recipient).newest_first()


def hidden_file(row: HiddenNotice) -> StoredFile:
    """The letter as it was made; 404 before that."""
    if row.letter is None:
        raise Http404
    return row.letter


def hidden_waits_for_words(row: HiddenNotice) -> bool:
    """After a correction the letter says in words what was wrong; once made, it stays."""
    return row.letter_id is None and Kind(row.request.kind) in SAYS_WHAT


def hidden_waiting(user: Person, today: date) -> int:
    """How many wait for this person; nobody but an officer hears that there are any."""
    if not HiddenNotice.objects.filter(told=None).exists() or not _boards(user, today):
        return 0
    return _of_officer(user, today).filter(told=None).count()


def _of_officer(user: Person, today: date) -> QuerySet[HiddenNotice]:
    cases = cases_within(user, today, Duty.DECIDE_CASES)  # never of the own household
    rows = HiddenNotice.objects.filter(request__in=cases.order_by().values("pk"))
    boards = Board.objects.filter(pk__in=_boards(user, today))
    rows = rows.filter(request__board__in=boards, request__anonymised_on=None)
    return rows.select_related("recipient", "request__subject_pupil")


def _boards(user: Person, today: date) -> list[UUID | str]:
    scopes = scopes_of(user, today, Duty.DECIDE_CASES)
    return [str(one.board) for one in scopes if one.kind is RoleKind.OFFICER]
