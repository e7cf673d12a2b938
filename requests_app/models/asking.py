"""Mag dit gevraagd worden: what is known of who asks, before a question stops the clock."""

from requests_app.models.requests import DataRequest
from requests_app.rules import Asking


def is_identified(request: DataRequest) -> bool:
    """Filed, or answered meanwhile, by the requester in person with two factors."""
    if request.is_identified:
        return True
    user = request.requester.user_id
    return user is not None and request.messages.filter(from_school=False, by=user).exists()


def asking_of(request: DataRequest) -> Asking:
    """The facts beside the dates, for rules.why_not_suspend."""
    return Asking(
        is_open=request.is_open,
        is_identified=is_identified(request),
        is_checked=request.identity_checks.exists(),
        own_data=request.is_own_data,
    )
