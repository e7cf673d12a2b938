"""Wie de zaak behandelt: what a family writes is never told to a colleague alone who left."""

from datetime import timedelta

import pytest

from portal.people.models import Guardian, Role, User
from portal.people.rules import RoleKind
from requests_app import actions
from requests_app.actions.remind import remind_questions
from requests_app.models import DataRequest
from tests.builders import TODAY, make_role
from tests.cast import Cast
from tests.requests_app.builders import make_request
from tests.requests_app.clock import asked
from tests.requests_app.test_clock import mails, noon

DAY = timedelta(days=1)
LATER = TODAY + 4 * DAY


@pytest.fixture
def request_(cast: Cast) -> DataRequest:
    """Of Fatima about Noor; Iris handles it, and Petra may take it over."""
    return actions.take_up(make_request(cast.fatima), by=cast.iris)


def told(kind: str) -> list[str]:
    return sorted(to for to, _body in mails(kind))


def end_roles(*people: User) -> None:
    Role.objects.filter(user__in=people).update(until=TODAY + DAY)


def test_a_message_goes_to_who_handles_the_case(cast: Cast, request_: DataRequest) -> None:
    actions.write(request_, text="Lukt het?", by=cast.fatima, today=LATER)
    assert told("message_came") == ["iris@example.org"]


def test_a_message_goes_to_all_who_may_take_over_from_who_left(
    cast: Cast, request_: DataRequest
) -> None:
    end_roles(cast.iris)
    make_role(cast.daan, RoleKind.HANDLER, school=cast.school)  # the other parent of Noor
    make_role(cast.otto, RoleKind.HANDLER, school=cast.school)
    actions.write(request_, text="Lukt het?", by=cast.fatima, today=LATER)
    assert told("message_came") == ["otto@example.org", "petra@example.org"]


def test_a_reply_goes_to_all_who_may_take_over(cast: Cast, request_: DataRequest) -> None:
    asked(request_, cast)
    end_roles(cast.iris)
    make_role(cast.otto, RoleKind.HANDLER, school=cast.school)
    actions.reply(request_, text="Alleen 2025.", by=cast.fatima, today=LATER)
    assert told("reply_came") == ["otto@example.org", "petra@example.org"]


def test_that_a_letter_is_needed_goes_to_who_may_take_over(
    cast: Cast, request_: DataRequest
) -> None:
    asked(request_, cast)
    DataRequest.objects.update(filed_by=cast.iris.pk)
    Guardian.objects.filter(pk=cast.guardians["fatima"].pk).update(user=None)
    end_roles(cast.iris)
    assert remind_questions(noon(TODAY + 10 * DAY)) == 1
    assert told("question_needs_letter") == ["petra@example.org"]


def test_a_case_of_nobody_yet_is_told_to_nobody(cast: Cast) -> None:
    actions.write(make_request(cast.fatima), text="Lukt het?", by=cast.fatima, today=LATER)
    assert told("message_came") == []
