"""Berichten: "er staat een bericht voor u klaar", without content (product.md rule 11)."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.outbox.actions import post
from requests_app.models import DataRequest


def request_received(request: DataRequest) -> None:
    """The request is in; its dates stand in the portal."""
    _notice(request, "request_received")


def request_withdrawn(request: DataRequest) -> None:
    """The requester withdrew; the portal shows it."""
    _notice(request, "request_withdrawn")


def answer_ready(request: DataRequest) -> None:
    """The letter can be read in the portal. With this row the clock stops (law.md §1)."""
    _notice(request, "request_answered")


def _notice(request: DataRequest, kind: str) -> None:
    """To the requester alone. No name of a child, no kind of request, no case number."""
    with translation.override("nl"):  # the sender's language is not the reader's
        _write(request, kind)


def _write(request: DataRequest, kind: str) -> None:
    user, is_pupil = request.requester.user, request.requester_pupil_id is not None
    ready = (
        _("Er staat een bericht voor je klaar")
        if is_pupil
        else _("Er staat een bericht voor u klaar")
    )
    link = settings.PORTAL_URL.rstrip("/") + reverse("requests:list")
    post(
        f"requests.{kind}",
        to=(user.email if user else "") or "",
        subject=ready,
        body=_(
            "%(ready)s in het privacyportaal.\n\n"
            "Log in om het te lezen:\n%(link)s\n\n"
            "In deze e-mail staat verder niets. Zo blijven gegevens veilig."
        )
        % {"ready": ready, "link": link},
        key=f"requests.{kind}:{request.pk}",
    )
