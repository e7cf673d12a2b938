"""Berichten: that something waits in the portal, without content (product.md rule 11)."""

from django.conf import settings
from django.urls import reverse

from portal.outbox.actions import announce
from portal.people.models import User
from requests_app.models import AnswerPackage, CaseTask, DataRequest


def request_received(request: DataRequest) -> None:
    """The request is in; its dates stand in the portal."""
    _notice(request, "request_received")


def request_withdrawn(request: DataRequest) -> None:
    """The requester withdrew; the portal shows it."""
    _notice(request, "request_withdrawn")


def answer_ready(request: DataRequest) -> None:
    """The letter can be read in the portal. With this row the clock stops (law.md §1)."""
    _notice(request, "request_answered")


def package_ready(package: AnswerPackage) -> None:
    """The data can be downloaded in the portal; one mail for each package."""
    _notice(package.request, "package_ready", about=str(package.pk))


def task_waits(task: CaseTask, who: User | None) -> None:
    """To a member of staff: something must still be done. No name, no number, no holder."""
    announce(
        "requests.task_waits",
        to=(who.email if who else "") or "",
        link=settings.PORTAL_URL.rstrip("/") + reverse("requests:queue"),
        key=f"requests.task_waits:{task.pk}",
    )


def _notice(request: DataRequest, kind: str, *, about: str = "") -> None:
    """To the requester alone. No name of a child, no kind of request, no case number."""
    user = request.requester.user
    announce(
        f"requests.{kind}",
        to=(user.email if user else "") or "",
        link=settings.PORTAL_URL.rstrip("/") + reverse("requests:list"),
        key=f"requests.{kind}:{about or request.pk}",
        informal=request.requester_pupil_id is not None,
    )
