"""Bladzijden van de wachtrij, de termijnen en na afloop, through the browser's eyes."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from portal.people.models import User
from requests_app import actions
from requests_app.models import DataRequest, Rating
from tests.cast import Cast
from tests.requests_app.answers import package_of
from tests.requests_app.builders import answer, make_request

SignIn = Callable[[User], Client]


def filed(cast: Cast, today: date, ago: int = 0) -> DataRequest:
    return make_request(cast.fatima, today=today - timedelta(days=ago))


def test_the_queue_keeps_its_filter_in_the_links(
    cast: Cast, client_of: SignIn, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("requests_app.views.queue.PER_PAGE", 1)
    for _number in range(2):
        filed(cast, today)
    page = client_of(cast.iris).get(reverse("requests:queue"), {"stand": "received"})
    assert 'href="?stand=received&amp;page=2"' in page.text


def test_the_queue_of_one_colleague(cast: Cast, client_of: SignIn, today: date) -> None:
    theirs, nobodys = filed(cast, today), filed(cast, today)
    actions.take_up(theirs, by=cast.iris)
    petra, url = client_of(cast.petra), reverse("requests:queue")
    assert f'<option value="{cast.iris.pk}">Iris</option>' in petra.get(url).text
    page = petra.get(url, {"wie": str(cast.iris.pk)}).text
    assert (theirs.reference in page, nobodys.reference in page) == (True, False)


def test_who_has_no_open_case_here_is_no_choice(cast: Cast, client_of: SignIn, today: date) -> None:
    actions.take_up(filed(cast, today), by=cast.iris)
    assert str(cast.iris.pk) not in client_of(cast.bas).get(reverse("requests:queue")).text


@pytest.mark.parametrize("words", ["stand=gek", "school=niets", "wie=iemand", "page=x"])
def test_an_unknown_filter_narrows_nothing(
    cast: Cast, client_of: SignIn, today: date, words: str
) -> None:
    request = filed(cast, today)
    page = client_of(cast.iris).get(f"{reverse('requests:queue')}?{words}")
    assert request.reference in page.text


def test_a_number_of_the_watch_leads_to_its_cases(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    late, fresh = filed(cast, today, 40), filed(cast, today)
    petra = client_of(cast.petra)
    link = f"?stand=overdue&amp;school={cast.school.pk}"
    assert link in petra.get(reverse("requests:overview")).text
    page = petra.get(
        reverse("requests:watched"), {"stand": "overdue", "school": str(cast.school.pk)}
    )
    assert late.reference in page.text
    assert fresh.reference not in page.text


def test_one_tap_rates_and_a_second_changes_nothing(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    request, browser = filed(cast, today), client_of(cast.fatima)
    answer(request, cast.iris, today=today)
    assert "Hoe vond u het antwoord?" in browser.get(_detail(request)).text
    for score in ("3", "1", "9"):
        browser.post(reverse("requests:rate", args=[request.pk]), {"score": score})
    assert [(one.score, one.count) for one in Rating.objects.all()] == [(3, 1)]
    assert "Hoe vond u het antwoord?" not in browser.get(_detail(request)).text


def _detail(request: DataRequest) -> str:
    return reverse("requests:detail", args=[request.pk])


def test_a_closed_case_says_when_its_texts_go(cast: Cast, client_of: SignIn, today: date) -> None:
    request, iris = filed(cast, today), client_of(cast.iris)
    answer(request, cast.iris, today=today)
    package_of(request, today=today)
    iris.post(reverse("requests:close", args=[request.pk]))
    page = iris.get(reverse("requests:case", args=[request.pk]))
    assert "worden gewist op" in page.text
    assert "Zaak sluiten" not in page.text
    assert "De school bewaart dit verzoek tot" in client_of(cast.fatima).get(_detail(request)).text


def test_the_page_of_an_erased_case_names_nobody(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    request = filed(cast, today)
    answer(request, cast.iris, today=today)
    package_of(request, today=today)
    actions.anonymise(actions.close(request, by=cast.iris, today=today), today=today)
    page = client_of(cast.petra).get(reverse("requests:case", args=[request.pk]))
    assert page.status_code == 200
    assert "(gewist)" in page.text
    assert "Noor" not in page.text


def test_the_preview_says_what_stays(cast: Cast, client_of: SignIn) -> None:
    page = client_of(cast.petra).get(reverse("requests:keeping"))
    assert "Dit blijft: het nummer" in page.text
