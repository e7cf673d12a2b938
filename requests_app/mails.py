"""Berichten: that something waits in the portal, without content (product.md rule 11)."""

from datetime import date
from functools import cache
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from portal.outbox.actions import announce
from portal.people.models import Guardian, Pupil, Role, User, holds
from portal.people.rules import RoleKind
from requests_app.models import (
    AnswerPackage,
    CaseMessage,
    CaseTask,
    DataRequest,
    addressee_of,
)


def request_received(request: DataRequest, *, by: User | None) -> None:
    """The request is in; its dates stand in the portal. `by`: who filed it there."""
    if by is None:
        _notice(request, "request_received")
        return
    informal = request.requester_pupil_id is not None
    _tell(request, by, "request_received", "", informal=informal)


def request_turned(request: DataRequest) -> None:
    """The question is a right now; its dates stand in the portal."""
    _notice(request, "request_turned")


def request_withdrawn(request: DataRequest) -> None:
    """The requester withdrew; the portal shows it."""
    _notice(request, "request_withdrawn")


def answer_ready(request: DataRequest) -> None:
    """The letter can be read in the portal. With this row the clock stops (law.md §1)."""
    _notice(request, "request_answered")


def package_ready(package: AnswerPackage) -> None:
    """The data can be downloaded in the portal; one mail for each package."""
    _notice(package.request, "package_ready", f":{package.pk}")


def question_asked(request: DataRequest, question: int) -> None:
    """The school has a question; the letter stands in the portal."""
    _notice(request, "question_asked", f":{question}")


def question_waits(request: DataRequest, question: int, number: int) -> bool:
    """The first or second reminder of a question; False when nobody can be mailed."""
    return _notice(request, "question_waits", f":{question}:{number}")


def question_needs_letter(request: DataRequest, who: User, question: int, number: int) -> None:
    """To who handles the case: the reminder must go by letter."""
    _to_staff("question_needs_letter", who, f"{request.pk}:{who.pk}:{question}:{number}")


def question_taken_back(request: DataRequest, question: int) -> None:
    """The question was a mistake; the portal says so."""
    _notice(request, "question_taken_back", f":{question}")


def term_extended(request: DataRequest, extension: int) -> None:
    """The notice of the extension stands in the portal (AVG 12(3)); one mail for each."""
    _notice(request, "term_extended", f":{extension}")


def extension_taken_back(request: DataRequest, extension: int) -> None:
    """The extension lapsed; its letter stands in the portal."""
    _notice(request, "extension_taken_back", f":{extension}")


def reply_came(who: User, message: UUID) -> None:
    """To who handles the case: an answer of the requester waits."""
    _to_staff("reply_came", who, f"{message}:{who.pk}")


def message_came(request: DataRequest, who: User, first: CaseMessage) -> None:
    """To who handles the case: one mail for all that wait, however many come after the first."""
    _to_staff("message_came", who, f"{request.pk}:{who.pk}:{first.pk}")


def message_waits(request: DataRequest, reader: Guardian | Pupil, first: CaseMessage) -> None:
    """To who reads it: one mail for all that wait, however many come after the first."""
    mark = f":{reader.pk}:{first.pk}"
    _tell(request, reader.user, "message_waits", mark, informal=isinstance(reader, Pupil))


def case_assigned(request: DataRequest, who: User, event: int) -> None:
    """To a colleague who got the case; `event` is the row of the log."""
    _to_staff("case_assigned", who, f"{request.pk}:{event}")


def handed_over(request: DataRequest) -> None:
    """To the pupil who has the case now, and to the guardian who had it; each sees what it is."""
    _notice(request, "handed_over")
    _tell(request, request.requester.user, "handed_over", ":asker", informal=False)


def task_waits(task: CaseTask, who: User, mark: str) -> None:
    """To a member of staff: something must still be done. No name, no number, no holder.

    `mark`: day and reader of the reminder, or the row of the log that gave the task to somebody.
    """
    announce(
        "requests.task_waits",
        to=who.email or "",
        link=settings.PORTAL_URL.rstrip("/") + reverse("requests:queue"),
        key=f"requests.task_waits:{task.pk}:{mark}",
    )


def officer_decides(request: DataRequest, *, today: date) -> None:
    """To the privacy officers of the board: something waits. Never to the household itself."""
    roles = Role.objects.filter(
        holds(today), board=request.board_id, kind=RoleKind.OFFICER.value, school=None
    )
    family = Guardian.objects.filter(
        guardianships__pupil=request.subject_pupil_id, user__isnull=False
    )
    people = User.objects.filter(pk__in=roles.values("user"), is_active=True)
    for user in people.exclude(pk__in=family.values("user")).order_by("pk"):
        announce(
            "requests.task_waits",
            to=user.email or "",
            link=settings.PORTAL_URL,
            key=f"requests.officer_decides:{request.pk}:{user.pk}",
        )


def _to_staff(kind: str, who: User, mark: str) -> None:
    announce(
        f"requests.{kind}",
        to=who.email or "",
        link=settings.PORTAL_URL.rstrip("/") + reverse("requests:queue"),
        key=f"requests.{kind}:{mark}",
    )


def _notice(request: DataRequest, kind: str, mark: str = "") -> bool:
    """To who gets the answer, alone. No name of a child, no kind of request, no case number."""
    person = addressee_of(request, timezone.localdate())
    return _tell(request, person.user, kind, mark, informal=isinstance(person, Pupil))


def _tell(request: DataRequest, user: User | None, kind: str, mark: str, *, informal: bool) -> bool:
    return announce(
        f"requests.{kind}",
        to=(user.email if user else "") or "",
        link=_list(settings.PORTAL_URL),
        key=f"requests.{kind}:{request.pk}{mark}",
        informal=informal,
    )


@cache
def _list(portal: str) -> str:
    """Where somebody finds their requests."""
    return portal.rstrip("/") + reverse("requests:list")
