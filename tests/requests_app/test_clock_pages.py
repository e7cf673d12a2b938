"""Termijn op het scherm: the tab of staff, the question on the page of who asked."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Look
from portal.people.models import Guardian, User
from requests_app import actions
from requests_app.models import (
    CaseMessage,
    DataRequest,
    IdentityCheck,
    IdentityCopy,
    SuspensionPeriod,
)
from requests_app.rules import Document, SuspensionReason
from tests.cast import Cast
from tests.requests_app.builders import answer, make_request
from tests.requests_app.clock import WORDS, asked, copied, extended
from tests.tools.made import picture

SignIn = Callable[[User], Client]
DAY = timedelta(days=1)


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


def url(name: str, request: DataRequest, *more: Any) -> str:
    return reverse(f"requests:{name}", args=[request.pk, *more])


def post(browser: Client, name: str, request: DataRequest, *more: Any, **facts: Any) -> str:
    posted = {"once_key": str(uuid4()), **facts}
    return browser.post(url(name, request, *more), posted, follow=True).text


def desk(cast: Cast, today: date) -> DataRequest:
    request = make_request(cast.fatima, today=today)
    DataRequest.objects.filter(pk=request.pk).update(filed_by=cast.iris.pk)
    request.refresh_from_db()
    return request


def test_a_question_from_the_tab_to_the_answer(cast: Cast, client_of: SignIn, today: date) -> None:
    request, iris, fatima = (
        make_request(cast.fatima, today=today),
        *map(client_of, (cast.iris, cast.fatima)),
    )
    page = post(iris, "clock_ask", request, reason="scope", question=WORDS)
    assert "De vraag is verstuurd." in page
    assert "De termijn staat stil" in page
    detail = fatima.get(url("detail", request)).text
    assert "De school heeft een vraag" in detail
    assert WORDS in detail
    letter = fatima.get(url("question", request, SuspensionPeriod.objects.get().pk))
    assert letter.headers["Content-Type"] == "application/pdf"
    assert "De termijn loopt weer." in post(fatima, "reply", request, text="Alleen 2025.")
    assert "Er staat geen vraag open" in fatima.get(url("reply", request)).text


def test_pressing_twice_asks_and_answers_once(cast: Cast, client_of: SignIn, today: date) -> None:
    request, key = make_request(cast.fatima, today=today), str(uuid4())
    for _press in range(2):
        post(client_of(cast.iris), "clock_ask", request, once_key=key, reason="scope", question="?")
    for _press in range(2):
        post(client_of(cast.fatima), "reply", request, once_key=key, text="Alles.")
    assert (SuspensionPeriod.objects.count(), CaseMessage.objects.count()) == (1, 1)


def test_identity_is_not_offered_for_who_signed_in(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    iris = client_of(cast.iris)
    own, other = make_request(cast.fatima, today=today), desk(cast, today)
    assert 'value="identity"' not in iris.get(url("clock_ask", own)).text
    assert 'value="identity"' in iris.get(url("clock_ask", other)).text
    assert "meer vragen mag niet" in iris.get(url("clock", own)).text
    forged = post(iris, "clock_ask", own, reason="identity", question=WORDS)
    assert "Fout:" in forged
    assert not SuspensionPeriod.objects.exists()


def test_a_refusal_says_what_to_do(cast: Cast, client_of: SignIn, today: date) -> None:
    request, iris = make_request(cast.fatima, today=today), client_of(cast.iris)
    page = post(iris, "clock_answered", request, on=today.isoformat(), note="Gebeld.")
    assert "Er staat geen vraag open. Stel eerst een vraag" in page
    asked(request, cast)
    page = post(iris, "clock_answered", request, on=str(today + DAY), note="Gebeld.")
    assert "Die dag moet nog komen." in page
    page = post(iris, "clock_identity", request, document="passport", on=str(today))
    assert "Dan is bekend wie het is." in page


def test_an_answer_at_the_desk_and_a_mended_day(cast: Cast, client_of: SignIn, today: date) -> None:
    request = make_request(cast.fatima, today=today - 9 * DAY)
    pause, iris = asked(request, cast), client_of(cast.iris)
    post(iris, "clock_answered", request, on=str(today), note="Gebeld.")
    page = post(iris, "clock_mend", request, pause.pk, on=str(today - DAY), note="Gisteren al.")
    assert "De dag is verbeterd." in page
    assert "Gisteren al." in page
    assert "Gisteren al." not in client_of(cast.fatima).get(url("detail", request)).text


def test_more_time_with_reasons_once(cast: Cast, client_of: SignIn, today: date) -> None:
    request, iris = make_request(cast.fatima, today=today), client_of(cast.iris)
    page = post(iris, "clock_extend", request, words="Het dossier is erg groot.")
    assert "De termijn is verlengd." in page
    assert "Verlengen kan niet" in iris.get(url("clock_extend", request)).text
    fatima = client_of(cast.fatima)
    assert "De school heeft meer tijd nodig" in fatima.get(url("detail", request)).text
    assert fatima.get(url("extension", request)).headers["Content-Type"] == "application/pdf"
    assert client_of(cast.daan).get(url("extension", request)).status_code == 404


def test_more_time_without_an_account_goes_by_post(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    request, iris = make_request(cast.fatima, today=today), client_of(cast.iris)
    page = post(iris, "clock_extend", request, words="Het dossier is erg groot.")
    assert "Druk de brief af en stuur hem op" not in page
    Guardian.objects.filter(user=cast.fatima).update(user=None)
    assert "Druk de brief af en stuur hem op" in iris.get(url("clock", request)).text


def test_a_number_like_a_bsn_in_a_question_comes_back_marked(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    request, iris = make_request(cast.fatima, today=today), client_of(cast.iris)
    facts = {"reason": "scope", "question": "Nummer 111222333?"}
    assert "<mark>111222333</mark>" in post(iris, "clock_ask", request, **facts)
    post(iris, "clock_ask", request, **facts, number_choice="remove")
    assert SuspensionPeriod.objects.get().question.text == "Nummer […]?"


def test_a_copy_by_exception_is_shown_and_then_proven_gone(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    request, iris = desk(cast, today), client_of(cast.iris)
    asked(request, cast, SuspensionReason.IDENTITY)
    file = SimpleUploadedFile("kopie.jpg", picture())
    assert "bij uitzondering" in post(iris, "clock_copy", request, file=file)
    post(
        iris, "clock_copy", request, file=SimpleUploadedFile("k.jpg", picture()), is_exception="on"
    )
    copy = IdentityCopy.objects.get()
    assert iris.get(url("clock_copy_file", request, copy.pk)).status_code == 200
    assert Look.objects.filter(subject_id=str(copy.pk), user_id=cast.iris.pk).exists()
    page = post(iris, "clock_identity", request, document="passport", on=str(today))
    assert "Kopie vernietigd op" in page
    assert IdentityCheck.objects.get().document == Document.PASSPORT
    assert iris.get(url("clock_copy_file", request, copy.pk)).status_code == 404


def test_authority_at_the_desk(cast: Cast, client_of: SignIn, today: date) -> None:
    request, iris = make_request(cast.yara, today=today), client_of(cast.iris)
    assert "mag vandaag geen gegevens" in iris.get(url("clock", request)).text
    page = post(iris, "clock_authority", request, outcome="yes", ground="court", on=str(today))
    assert "op grond van: uitspraak van de rechter" in page
    assert "mag vandaag de gegevens" in page


def queries(browser: Client, where: str) -> int:
    browser.get(where)
    with CaptureQueriesContext(connection) as found:
        assert browser.get(where).status_code == 200
    return len(found)


@pytest.mark.parametrize("name, place", [("iris", "clock"), ("iris", "case"), ("fatima", "detail")])
def test_the_number_of_queries_does_not_grow_with_sixty_questions(
    cast: Cast, client_of: SignIn, today: date, name: str, place: str
) -> None:
    request = make_request(cast.fatima, today=today - 200 * DAY)
    browser, counts = client_of(getattr(cast, name)), []
    for first in (0, 60):
        for number in range(first, first + 2 + first):
            start = today - 199 * DAY + number * DAY
            asked(request, cast, today=start)
            actions.note_answer(request, on=start, note="Ja.", by=cast.iris, today=start)
        counts.append(queries(browser, url(place, request)))
    assert counts[0] == counts[1]


def test_the_alarms_on_the_page_of_the_fg(cast: Cast, client_of: SignIn, today: date) -> None:
    request = make_request(cast.fatima, today=today - 40 * DAY)
    asked(request, cast, today=today - 25 * DAY)
    extended(make_request(cast.fatima, today=today), cast)
    page = client_of(cast.frank).get(reverse("requests:alarms")).text
    assert request.reference in page
    assert "langer dan drie weken open" in page
    assert "later gevraagd dan vijf werkdagen" in page


def test_six_weeks_without_an_answer_stand_on_the_case(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    request = make_request(cast.fatima, today=today - 50 * DAY)
    asked(request, cast)
    iris = client_of(cast.iris)
    assert "Al zes weken geen antwoord" in iris.get(url("case", request)).text
    assert "zes weken geen antwoord" in iris.get(reverse("requests:queue")).text


def test_a_copy_of_another_case_does_not_exist(cast: Cast, client_of: SignIn, today: date) -> None:
    copy, other = copied(desk(cast, today), cast), desk(cast, today)
    answer = client_of(cast.iris).get(url("clock_copy_file", other, copy.pk))
    assert answer.status_code == 404


def test_authority_is_not_asked_of_an_answered_case(cast: Cast, client_of: SignIn) -> None:
    request = make_request(cast.fatima, today=timezone.localdate())
    answer(request, cast.iris, today=timezone.localdate())
    url = reverse("requests:clock_authority", args=[request.pk])
    page = client_of(cast.iris).get(url, follow=True)
    assert page.resolver_match.view_name == "requests:clock"
