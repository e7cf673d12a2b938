"""Herinneren zonder account: no message leaves, so the office hears that a letter must go."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Event
from portal.people.models import Guardian, User
from requests_app import actions
from requests_app.actions.remind import remind_questions
from requests_app.models import DataRequest
from tests.builders import TODAY
from tests.cast import Cast
from tests.requests_app.builders import make_request
from tests.requests_app.clock import asked
from tests.requests_app.test_clock import DAY, mails, noon

SignIn = Callable[[User], Client]
VERBS = ("requests.remind_question", "requests.question_needs_letter")
ASKS = "Stuur een herinnering per brief"


def on_paper(cast: Cast, today: date, *, since: timedelta) -> DataRequest:
    """Of a guardian who has no account; Iris asked on the day it came in."""
    request = actions.take_up(make_request(cast.fatima, today=today - since), by=cast.iris)
    asked(request, cast)
    DataRequest.objects.update(filed_by=cast.iris.pk)
    Guardian.objects.filter(pk=cast.guardians["fatima"].pk).update(user=None)
    return request


def logged() -> list[str]:
    found = Event.objects.filter(verb__in=VERBS).order_by("id")
    return list(found.values_list("verb", flat=True))


def test_without_an_account_the_office_is_asked_for_a_letter(cast: Cast) -> None:
    on_paper(cast, TODAY, since=0 * DAY)
    counts = [remind_questions(noon(TODAY + n * DAY)) for n in (6, 7, 8, 14, 15)]
    assert counts == [0, 1, 0, 1, 0]
    assert logged() == ["requests.question_needs_letter"] * 2
    assert mails("question_waits") == []
    assert [to for to, _body in mails("question_needs_letter")] == ["iris@example.org"] * 2


def test_with_an_account_the_mail_is_logged(cast: Cast) -> None:
    asked(make_request(cast.fatima), cast)
    remind_questions(noon(TODAY + 7 * DAY))
    assert logged() == ["requests.remind_question"]


@pytest.mark.parametrize("days, shown", [(6, False), (7, True)])
def test_the_case_says_that_a_letter_must_go(
    cast: Cast, client_of: SignIn, days: int, shown: bool
) -> None:
    today = timezone.localdate()
    request = on_paper(cast, today, since=days * DAY)
    remind_questions(noon(today))
    iris = client_of(cast.iris)
    page = iris.get(reverse("requests:case", args=[request.pk])).text
    assert (ASKS in page) is shown
    page = iris.get(reverse("requests:clock", args=[request.pk])).text
    assert ("Herinnering per brief nodig sinds" in page) is shown
    assert "Herinnerd op" not in page
