"""Mail about consent: that something waits in the portal, never what."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from consent.models import Choice, PurposeText, Round, TakeDown
from portal.outbox.actions import announce, post, withdraw
from portal.people.models import Guardian, Pupil, User

ROUND = "consent.round"


def choice_received(choice: Choice, *, to: User) -> None:
    """Tells the giver that an answer was noted; an outbox row in the verb's transaction.

    Once an account and hour, however many children and questions. By way of answering, so that
    somebody who taps still hears of what the school types over.
    """
    hour = localtime(choice.at).isoformat(timespec="hours")  # with its offset: 2:00 comes twice
    announce(
        "consent.choice",
        to=to.email or "",
        link=settings.PORTAL_URL,
        key=f"consent.choice.{choice.given_via}.{hour}.{to.pk}",
        informal=choice.guardian_id is None,
    )


def taken_down(task: TakeDown, *, to: User, informal: bool) -> None:
    """Tells somebody of the family that there is news; once a day and channel, however many."""
    what = f"{task.pupil_id}.{task.publication.purpose_id}.{task.done_on}"
    announce(
        "consent.take_down",
        to=to.email or "",
        link=settings.PORTAL_URL,
        key=f"consent.take_down.{what}.{to.pk}",
        informal=informal,
    )


def take_down_opened(task: TakeDown, *, to: User) -> None:
    """To who has a new task, or may take it when nobody has it: once a publication and day,
    however many pupils.
    """
    _to_staff("take_down_opened", to, f"{task.publication_id}.{task.opened_on}")


def take_down_given(task: TakeDown, *, to: User, today: date) -> None:
    """To a colleague who got a task."""
    _to_staff("take_down_given", to, f"{task.pk}.{today}")


def take_down_free(task: TakeDown, *, to: User, today: date) -> None:
    """To who may take a task that somebody left behind: once a publication and day."""
    _to_staff("take_down_free", to, f"{task.publication_id}.{today}")


def take_down_late(task: TakeDown, *, to: User) -> None:
    """To who still has a task after its last day, or may take it when nobody has it; once."""
    _to_staff("take_down_late", to, str(task.pk))


def _to_staff(kind: str, to: User, mark: str) -> None:
    announce(
        f"consent.{kind}",
        to=to.email or "",
        link=settings.PORTAL_URL.rstrip("/") + reverse("consent:take_downs"),
        key=f"consent.{kind}.{mark}.{to.pk}",
    )


def question_changed(text: PurposeText, someone: Guardian | Pupil, *, to: str) -> bool:
    """Once a person and first day, however many children and questions."""
    return announce(
        "consent.question",
        to=to,
        link=settings.PORTAL_URL,
        key=f"consent.question.{text.purpose.board_id}.{text.in_force_on}.{someone.pk}",
        informal=isinstance(someone, Pupil),
    )


def questions_wait(row: Round, someone: Guardian | Pupil, *, to: str) -> None:
    """Once a round and person, however many children; no name and no question in it."""
    with override("nl"):
        ready = (
            _("Er staan vragen voor je klaar")
            if isinstance(someone, Pupil)
            else _("Er staan vragen voor u klaar")
        )
        body = _(
            "%(ready)s in het privacyportaal.\n\n"
            "Log in om ze te lezen:\n%(link)s\n\n"
            "In deze e-mail staat verder niets. Zo blijven gegevens veilig."
        ) % {"ready": ready, "link": settings.PORTAL_URL}
        post(ROUND, to=to, subject=ready, body=body, key=f"{_of(row)}{someone.pk}")


def recall_questions(row: Round) -> list[UUID]:
    """Takes back what did not leave; whose mail that was."""
    start = _of(row)
    return [UUID(key.removeprefix(start)) for key in withdraw(ROUND, key_prefix=start)]


def _of(row: Round) -> str:
    return f"{ROUND}.{row.pk}."
