"""Bladzijden: the story of a request through the browser's eyes, and a fixed number of queries."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Event, Look
from portal.people.models import User
from portal.people.rules import RoleKind, turns
from requests_app import actions
from requests_app.models import DataRequest, Decision
from requests_app.rules import State
from tests.builders import make_pupil, make_role
from tests.cast import Cast
from tests.requests_app.builders import NO, answer, make_request
from tests.requests_app.reading import sends_twice

SignIn = Callable[[User], Client]


def fields(**facts: str) -> dict[str, str]:
    return {"once_key": str(uuid4()), **facts}


def new_url(cast: Cast) -> str:
    return reverse("requests:new") + f"?over=kind-{cast.noor.pk}"


def filed_today(cast: Cast, user: User) -> DataRequest:
    return make_request(user, today=timezone.localdate())


def test_about_whom_offers_the_child_and_oneself(cast: Cast, client_of: SignIn) -> None:
    page = client_of(cast.fatima).get(reverse("requests:new"))
    assert f"?over=kind-{cast.noor.pk}" in page.text
    assert "Mijn eigen gegevens" in page.text


def test_a_parent_without_authority_is_offered_information(cast: Cast, client_of: SignIn) -> None:
    browser = client_of(cast.ruud)
    assert "Informatie over Noor" in browser.get(reverse("requests:new")).text
    page = browser.get(new_url(cast))
    assert "1:377c" in page.text
    assert 'value="inzage"' not in page.text


def test_unknown_authority_may_still_file(cast: Cast, client_of: SignIn) -> None:
    browser = client_of(cast.yara)
    checking = reverse("requests:check", args=[f"kind-{cast.noor.pk}"])
    assert "Toch indienen" in browser.post(checking, fields(kind="inzage"), follow=True).text
    answered = browser.post(new_url(cast), fields(kind="inzage"))
    assert answered.status_code == 302
    assert DataRequest.objects.count() == 1


def test_the_page_after_filing_shows_two_dates_and_how(cast: Cast, client_of: SignIn) -> None:
    posted = fields(kind="inzage", scope="De toetsen")
    page = client_of(cast.fatima).post(new_url(cast), posted, follow=True)
    assert page.resolver_match.view_name == "requests:detail"
    assert "Hoe is deze datum berekend?" in page.text
    assert page.text.count('class="deadline__day"') == 2
    assert "De toetsen" in page.text


def test_pressing_twice_files_once(cast: Cast, client_of: SignIn) -> None:
    browser, posted = client_of(cast.fatima), fields(kind="inzage")
    first, second = (browser.post(new_url(cast), posted)["Location"] for _press in range(2))
    assert first == second
    assert DataRequest.objects.count() == 1


def test_a_number_like_a_bsn_comes_back_marked(cast: Cast, client_of: SignIn) -> None:
    browser, posted = client_of(cast.fatima), fields(kind="inzage", scope="Nummer 111222333")
    page = browser.post(new_url(cast), posted)
    assert "<mark>111222333</mark>" in page.text
    browser.post(new_url(cast), {**posted, "number_choice": "remove"})
    assert DataRequest.objects.get().text.scope == "Nummer […]"


def test_a_stranger_gets_404_for_a_pupil(cast: Cast, client_of: SignIn) -> None:
    browser = client_of(cast.olga)
    assert browser.get(new_url(cast)).status_code == 404
    assert browser.post(new_url(cast), fields(kind="inzage")).status_code == 404


def decide(browser: Client, request: DataRequest, **facts: str) -> Any:
    url = reverse("requests:decide", args=[request.pk])
    request.refresh_from_db()
    posted = fields(outcome="granted", version=str(request.version), **facts)
    return sends_twice(browser, url, posted, follow=True)


def test_iris_answers_and_fatima_reads_the_letter(cast: Cast, client_of: SignIn) -> None:
    request, iris = filed_today(cast, cast.fatima), client_of(cast.iris)
    assert request.reference in iris.get(reverse("requests:queue")).text
    iris.post(reverse("requests:take_up", args=[request.pk]))
    page = decide(iris, request)
    assert page.resolver_match.view_name == "requests:case"
    letter = client_of(cast.fatima).get(reverse("requests:letter", args=[request.pk]))
    assert letter.headers["Content-Type"] == "application/pdf"
    assert b"".join(letter).startswith(b"%PDF")


def test_the_queue_names_who_became_sixteen_and_has_no_letter(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    make_role(cast.iris, RoleKind.HANDLER, school=cast.vo)
    make_pupil(cast.vo, "Pim", turns(today, -17))
    page = client_of(cast.iris).get(reverse("requests:queue")).text
    assert "Het Baken College: 1 leerling van 16 jaar of ouder heeft nog geen account" in page
    assert "leerling van 16" not in client_of(cast.bas).get(reverse("requests:queue")).text


def test_the_officer_sees_that_the_answer_was_in_time(cast: Cast, client_of: SignIn) -> None:
    request = filed_today(cast, cast.fatima)
    answer(request, cast.iris, today=timezone.localdate())
    page = client_of(cast.petra).get(reverse("requests:overview"))
    assert request.reference in page.text
    assert "op tijd" in page.text


def test_deciding_a_case_that_nobody_took_up_says_what_to_do(cast: Cast, client_of: SignIn) -> None:
    page = decide(client_of(cast.iris), filed_today(cast, cast.fatima))
    assert "Pak het eerst op" in page.text
    assert not Decision.objects.exists()


def test_a_stale_page_says_that_the_case_changed(cast: Cast, client_of: SignIn) -> None:
    row = actions.take_up(filed_today(cast, cast.fatima), by=cast.petra)
    posted = fields(outcome="granted", version="1")
    url = reverse("requests:decide", args=[row.pk])
    page = sends_twice(client_of(cast.iris), url, posted)
    assert "intussen gewijzigd" in page.text


@pytest.mark.parametrize(
    "name, status",
    [("petra", 302), ("iris", 302), ("frank", 403), ("henk", 403), ("bas", 404), ("daan", 404)],
)
def test_who_may_take_up(cast: Cast, client_of: SignIn, name: str, status: int) -> None:
    url = reverse("requests:take_up", args=[filed_today(cast, cast.fatima).pk])
    assert client_of(getattr(cast, name)).post(url).status_code == status


@pytest.mark.parametrize("name", ["daan", "olga", "iris", "petra"])
@pytest.mark.parametrize("place", ["detail", "letter"])
def test_only_who_asked_opens_the_family_pages(
    cast: Cast, client_of: SignIn, name: str, place: str
) -> None:
    request = filed_today(cast, cast.fatima)
    answer(request, cast.iris, today=timezone.localdate())
    url = reverse(f"requests:{place}", args=[request.pk])
    assert client_of(getattr(cast, name)).get(url).status_code == 404


def test_a_look_of_staff_is_noted_once_a_day(cast: Cast, client_of: SignIn) -> None:
    request, iris = filed_today(cast, cast.fatima), client_of(cast.iris)
    for _look in range(2):
        assert iris.get(reverse("requests:case", args=[request.pk])).status_code == 200
    assert Look.objects.filter(user_id=cast.iris.pk, subject_id=str(request.pk)).count() == 1


def test_withdrawing_twice_is_harmless(cast: Cast, client_of: SignIn) -> None:
    request, browser = filed_today(cast, cast.fatima), client_of(cast.fatima)
    url = reverse("requests:withdraw", args=[request.pk])
    for _press in range(2):
        assert browser.post(url, follow=True).status_code == 200
    request.refresh_from_db()
    assert request.state == State.WITHDRAWN
    assert Event.objects.filter(verb="requests.withdraw").count() == 1


def test_a_case_warns_when_the_calendar_is_empty(cast: Cast, client_of: SignIn) -> None:
    request = filed_today(cast, cast.fatima)
    page = client_of(cast.iris).get(reverse("requests:case", args=[request.pk]))
    assert "Feestdagen ontbreken" in page.text


def test_the_family_page_names_no_staff(cast: Cast, client_of: SignIn) -> None:
    request = filed_today(cast, cast.fatima)
    answer(request, cast.iris, NO, today=timezone.localdate())
    page = client_of(cast.fatima).get(reverse("requests:detail", args=[request.pk]))
    assert "Iris" not in page.text
    assert "Brief downloaden" in page.text


def fill(cast: Cast, number: int) -> None:
    """So many open requests and so many answered ones."""
    for _number in range(number):
        filed_today(cast, cast.fatima)
        answer(filed_today(cast, cast.fatima), cast.iris, today=timezone.localdate())


@pytest.mark.parametrize(
    "name, place", [("fatima", "list"), ("iris", "queue"), ("petra", "overview")]
)
def test_the_number_of_queries_does_not_grow_with_the_list(
    cast: Cast,
    client_of: SignIn,
    django_assert_max_num_queries: Any,
    name: str,
    place: str,
) -> None:
    browser, url = client_of(getattr(cast, name)), reverse(f"requests:{place}")
    counts = []
    for more in (2, 6):
        fill(cast, more)
        browser.get(url)
        with django_assert_max_num_queries(20) as captured:
            assert browser.get(url).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
