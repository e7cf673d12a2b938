"""Ontvangers inlichten (AVG 19): only who got these data hears it, and why not is written down."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from portal.register.models import Processing
from portal.roof.art19 import follow
from requests_app.models import CaseTask, DataRequest
from requests_app.rules import Kind, Result, TaskPurpose, results_for
from tests.cast import Cast
from tests.requests_app.builders import YES, answer, make_request, printed
from tests.requests_app.test_letters_for_all import text_of
from tests.roof.test_art19 import decided_now, noon, shared_entry

SignIn = Callable[[User], Client]
BROAD = "Deze organisaties kregen gegevens van deze leerling van de school."


@pytest.fixture
def now() -> date:
    return timezone.localdate()


@pytest.fixture
def shared(cast: Cast, now: date) -> Processing:
    return shared_entry(cast, now)


def corrected(cast: Cast, now: date) -> DataRequest:
    """A correction that names no entry of the register."""
    request = make_request(cast.fatima, Kind.CORRECTION, today=now)
    answer(request, cast.iris, YES, today=now)
    follow(noon(now))
    return request


def finish(browser: Client, task: CaseTask, because: str) -> str:
    url = reverse("requests:finish_task", args=[task.request_id, task.pk])
    facts = {"result": "not_received", "on": f"{timezone.localdate():%d-%m-%Y}"}
    posted = facts | {"because": because, "once_key": str(uuid4())}
    return str(browser.post(url, posted, follow=True).text)


def test_who_did_not_get_these_data_is_not_told_and_the_family_reads_why(
    cast: Cast, client_of: SignIn, now: date, shared: Processing
) -> None:
    request, why = corrected(cast, now), "Kreeg alleen de naam en de groep."
    task = CaseTask.objects.get(purpose="notify")
    assert "Deze taak is af" in finish(client_of(cast.iris), task, why)
    page = client_of(cast.fatima).get(reverse("requests:detail", args=[request.pk])).text
    assert f"{task.holder}: kreeg deze gegevens niet" in page
    assert why in page


def test_never_without_saying_why(
    cast: Cast, client_of: SignIn, now: date, shared: Processing
) -> None:
    corrected(cast, now)
    page = finish(client_of(cast.iris), CaseTask.objects.get(purpose="notify"), " ")
    assert "Schrijf op waarom niet." in page
    assert not CaseTask.objects.exclude(done_on=None).exists()


@pytest.mark.parametrize("purpose", [one for one in TaskPurpose if one != TaskPurpose.NOTIFY])
def test_only_of_a_recipient(purpose: TaskPurpose) -> None:
    assert Result.NOT_RECEIVED not in results_for(purpose)


def test_the_letter_promises_no_more_than_the_log_shows(
    cast: Cast, now: date, shared: Processing
) -> None:
    request = make_request(cast.fatima, Kind.CORRECTION, today=now)
    text = text_of(printed(request, YES, today=now))
    assert BROAD in text
    assert "Wie kreeg wat nu is verbeterd, hoort dat uiterlijk op" in text


def test_of_an_entry_that_is_named_it_is_said_outright(
    cast: Cast, client_of: SignIn, now: date, shared: Processing
) -> None:
    request = decided_now(cast, shared, now)
    page = client_of(cast.fatima).get(reverse("requests:detail", args=[request.pk])).text
    assert BROAD not in page
    assert "Deze organisaties kregen de gegevens van de school." in page


def test_the_form_says_who_reads_the_reason(
    cast: Cast, client_of: SignIn, now: date, shared: Processing
) -> None:
    request = corrected(cast, now)
    for purpose, told in (("notify", True), ("correct", False)):
        task = request.tasks.get(purpose=purpose)
        url = reverse("requests:finish_task", args=[request.pk, task.pk])
        assert ("De aanvrager leest dit ook." in client_of(cast.iris).get(url).text) is told
