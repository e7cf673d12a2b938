"""Berichten en notities: who reads which; nobody reads what was written to another (rule 7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from portal.files.models import StoredFile
from portal.people.access import Person
from portal.people.models import Guardian, Pupil, User
from requests_app.models import (
    Attachment,
    Case,
    CaseMessage,
    CaseNote,
    DataRequest,
    addressee_of,
    may_message,
    may_read,
    reader_of,
    seat_of,
)
from requests_app.rules import Seat, State, may_talk


@dataclass(frozen=True)
class Said:
    """One message with the name that this reader sees, and the files that can still be read."""

    message: CaseMessage
    name: str
    files: tuple[Attachment, ...]


@dataclass(frozen=True)
class StaffThread:
    """All messages of a case, for staff. `reader`: who reads what the school writes today."""

    said: tuple[Said, ...]
    reader: Guardian | Pupil | None
    may_talk: bool

    @property
    def from_asker(self) -> list[CaseMessage]:
        """What who asked wrote."""
        return [one.message for one in self.said if not one.message.from_school]


@dataclass(frozen=True)
class FamilyThread:
    """What one person may see of it today. `kept_back`: how many are there but not to be read."""

    said: tuple[Said, ...]
    may_message: bool
    kept_back: int

    @property
    def from_school(self) -> list[CaseMessage]:
        """What the school wrote."""
        return [one.message for one in self.said if one.message.from_school]

    @property
    def unread(self) -> int:
        """How many of those were not opened."""
        return sum(one.read_at is None for one in self.from_school)


def staff_thread(case: Case, today: date) -> StaffThread:
    """A fixed number of queries, whatever was said."""
    row = case.request
    rows = list(_messages(row))
    names = names_of([one.by for one in rows if one.from_school])
    return StaffThread(
        said=tuple(Said(one, _name(one, row, names), _files(one)) for one in rows),
        reader=reader_of(row, today),
        may_talk=may_talk(State(row.state)),
    )


def family_thread(user: Person, case: Case, today: date) -> FamilyThread:
    """Own messages, and those of the school that were to this person; the right is asked again."""
    row, seat = case.request, seat_of(user, case.request, today)
    if not isinstance(user, User) or seat is None or seat == Seat.GAVE_UP:
        return FamilyThread((), may_message=False, kept_back=0)
    mine = [one for one in _messages(row) if _is_for(one, user, row)]
    shown = mine if may_read(user, row, today) else [one for one in mine if not one.from_school]
    return FamilyThread(
        said=tuple(Said(one, "", _files(one)) for one in shown),
        may_message=may_message(user, row, today),
        kept_back=len(mine) - len(shown),
    )


def message_file(user: Person, case: Case, pk: UUID, today: date) -> StoredFile:
    """A file with a message that this person may read today; else 404."""
    said = family_thread(user, case, today).said
    found = next((file for one in said for file in one.files if file.pk == pk), None)
    if found is None:
        raise Http404
    return found.file


def own_attachments(user: Person, case: Case) -> list[Attachment]:
    """What this person sent along with the request; a pupil sees nothing of a guardian's."""
    return [one for one in attachments_of(case) if one.added_by == user.pk]


def own_attachment(user: Person, case: Case, pk: UUID) -> StoredFile:
    """One of those; else 404."""
    found = next((one for one in own_attachments(user, case) if one.pk == pk), None)
    if found is None:
        raise Http404
    return found.file


def attachments_of(case: Case) -> list[Attachment]:
    """What came with the request itself, for staff; files of messages stand with those."""
    rows = case.request.attachments.filter(message=None).select_related("file")
    return [one for one in rows if one.file.is_readable]


def case_attachment(case: Case, pk: UUID) -> StoredFile:
    """Any file of the case that can still be read, for staff; else 404."""
    rows = case.request.attachments.filter(file__wrapped_key__isnull=False)
    return get_object_or_404(rows.select_related("file"), pk=pk).file


def notes_of(request: DataRequest) -> list[tuple[CaseNote, str]]:
    """The notes of one case with the name of who wrote each, the newest first; for staff."""
    rows = list(request.notes.order_by("-at", "-pk"))
    names = names_of(one.by for one in rows)
    return [(one, names.get(one.by, "")) for one in rows]


def names_of(ids: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """Accounts by id, in one query or none."""
    wanted = {one for one in ids if one}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=wanted)} if wanted else {}


def _messages(row: DataRequest) -> Sequence[CaseMessage]:
    return list(row.messages.prefetch_related("attachments__file"))


def _files(message: CaseMessage) -> tuple[Attachment, ...]:
    return tuple(one for one in message.attachments.all() if one.file.is_readable)


def _is_for(message: CaseMessage, user: User, row: DataRequest) -> bool:
    """Not what a parent and the school wrote before the pupil got the case, nor the reverse."""
    if not message.from_school:
        return message.by == user.pk
    return addressee_of(row, timezone.localtime(message.at).date()).user_id == user.pk


def _name(message: CaseMessage, row: DataRequest, names: dict[UUID | None, str]) -> str:
    if message.from_school:
        return names.get(message.by, "")
    pupil = row.subject_pupil
    is_pupil = pupil is not None and message.by is not None and pupil.user_id == message.by
    return str(pupil if is_pupil else row.requester)
