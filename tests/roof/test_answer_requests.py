"""Eigen verzoeken in het antwoord: parts, pauses, more time and files go along (AVG 15)."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from portal.people.models import User
from portal.register.models import Processing
from portal.roof.answer_own import own_requests
from portal.roof.answer_requests import requests_table
from requests_app.letters import Draft, PartDraft
from requests_app.letters.package import Value
from requests_app.models import DataRequest, Extension, SuspensionPeriod
from requests_app.rules import GroundCode, Kind, Outcome, PartOutcome, SuspensionReason
from tests.builders import TODAY
from tests.cast import Cast
from tests.register.builders import adopt
from tests.requests_app.answers import fresh
from tests.requests_app.builders import answer, make_request
from tests.requests_app.clock import asked, extended, taken_back, withdrawn
from tests.tools.made import pdf

SignIn = Callable[[User], Client]


@pytest.fixture
def now() -> date:
    return timezone.localdate()


def told(request: DataRequest, column: str, *, with_words: bool = True) -> Value:
    """What the table says of this request alone."""
    mine = [row for row in own_requests(fresh(request)) if row.pk == request.pk]
    table = requests_table(mine, with_words=with_words)
    return table.rows[0][table.columns.index(column)]


def test_each_part_is_told_with_why_and_words(cast: Cast, now: date) -> None:
    adopt(cast, now)
    request = make_request(cast.fatima, Kind.ERASURE, today=now)
    first, second = list(Processing.objects.published().filter(board=cast.board))[:2]
    no, yes = PartOutcome.REFUSED, PartOutcome.GRANTED
    parts = (
        PartDraft(first, no, GroundCode.NATIONAL_EXCEPTION, "Dit moet blijven."),
        PartDraft(second, yes, GroundCode.AS_ASKED),
    )
    draft = Draft(Outcome.PARTLY, GroundCode.NATIONAL_EXCEPTION, "Deels.", parts=parts)
    answer(request, cast.iris, draft, today=now)
    said = told(request, "Per onderdeel")
    assert isinstance(said, tuple)
    assert f"{second.name}: Ja." in said
    assert [one for one in said if one.startswith(first.name) and "Dit moet blijven." in one]


def test_a_pupil_does_not_read_what_was_doubted_of_a_parent(cast: Cast) -> None:
    request = make_request(cast.yara)
    asked(request, cast, SuspensionReason.AUTHORITY)
    assert "gezag" in str(told(request, "Pauzes"))
    said = str(told(request, "Pauzes", with_words=False))
    assert "gezag" not in said
    assert "vraag van de school" in said


def test_pauses_and_more_time_are_told(cast: Cast) -> None:
    since = date(2026, 3, 9)
    request = make_request(cast.fatima, today=date(2026, 3, 3))
    until = since + timedelta(days=18)
    SuspensionPeriod.objects.create(request=request, since=since, until=until, reason="scope")
    Extension.objects.create(request=request, notified_on=until)
    why = "vraag om een groot verzoek kleiner te maken"
    assert told(request, "Pauzes") == (f"van 9 maart 2026 tot 27 maart 2026: {why}",)
    assert told(request, "Verlengd op") == until


def test_what_was_taken_back_is_told_beside_what_stands(cast: Cast) -> None:
    request = make_request(cast.fatima)
    withdrawn(asked(request, cast), cast)
    extended(request, cast)
    taken_back(request, cast, today=TODAY + timedelta(days=2))
    assert told(request, "Verlengd op") is None
    extended(request, cast, today=TODAY + timedelta(days=3))
    assert told(request, "Verlengd op") == TODAY + timedelta(days=3)
    lapsed = "verlengd op 25 november 2026, teruggenomen op 27 november 2026"
    assert told(request, "Verlenging vervallen") == (lapsed,)
    why = "vraag om een groot verzoek kleiner te maken"
    assert told(request, "Pauzes") == (f"gevraagd op 25 november 2026, ingetrokken: {why}",)


def test_the_names_of_own_files_go_along(cast: Cast, client_of: SignIn) -> None:
    url = reverse("requests:new") + f"?over=kind-{cast.noor.pk}"
    files = [SimpleUploadedFile("brief.pdf", pdf())]
    facts = {"once_key": str(uuid4()), "kind": "inzage", "uploads": files}
    client_of(cast.fatima).post(url, facts)
    request = DataRequest.objects.get()
    assert told(request, "Bijlagen") == ("brief.pdf",)
    assert told(request, "Bijlagen", with_words=False) == ()


def test_the_table_asks_no_more_for_more_requests(
    cast: Cast, now: date, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(3):
        last = make_request(cast.fatima, today=now)
        answer(last, cast.iris, today=now)
    rows = own_requests(fresh(last))
    with django_assert_num_queries(2):  # pauses and what lapsed came with the requests
        requests_table(rows, with_words=True)
    assert len(rows) == 3
