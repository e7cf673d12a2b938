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
    user = request.requester.user
    with translation.override("nl"):  # the sender's language is not the reader's
        _write(request, kind, (user.email if user else "") or "")


def _write(request: DataRequest, kind: str, to: str) -> None:
    link = settings.PORTAL_URL.rstrip("/") + reverse("requests:list")
    post(
        f"requests.{kind}",
        to=to,
        subject=_("Er staat een bericht voor u klaar"),
        body=_(
            "Er staat een bericht voor u klaar in het privacyportaal.\n\n"
            "Log in om het te lezen:\n%(link)s\n\n"
            "In deze e-mail staat verder niets. Zo blijven uw gegevens veilig."
        )
        % {"link": link},
        key=f"requests.{kind}:{request.pk}",
    )
