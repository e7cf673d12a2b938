"""Proef: what a decision meets on its way, before anybody is shown what it does (AVG 12(4))."""

from datetime import date

from portal.people.models import User
from requests_app.actions.before_answer import must_be_ready, must_be_weighed
from requests_app.actions.decide import check
from requests_app.letters import Draft
from requests_app.models import DataRequest


def rehearse(
    request: DataRequest, draft: Draft, *, by: User, requester_has_right: bool, today: date
) -> None:
    """Refused, with the code that `decide`, or with four eyes `propose`, would give. Writes
    nothing, and promises nothing: the verb asks all of it again.
    """
    check(request, draft, has_right=requester_has_right)
    if request.board.four_eyes:
        must_be_weighed(request, draft, today)
    else:
        must_be_ready(request, draft, by=by, today=today)
