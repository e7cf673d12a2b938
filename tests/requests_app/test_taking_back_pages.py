"""Terugnemen op het scherm: the date first, then the tab of staff and the page of who asked."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import Pupil, User
from requests_app import access
from requests_app.models import Extension, SuspensionPeriod, with_dates
from tests.builders import TODAY
from tests.cast import Cast
from tests.requests_app.answers import fresh
from tests.requests_app.builders import make_request
from tests.requests_app.clock import asked, extended, taken_back, withdrawn
from tests.requests_app.test_clock_pages import post, queries, url
from tests.requests_app.test_receivers import aya, user_of

__all__ = ["aya"]  # a fixture
SignIn = Callable[[User], Client]
DAY = timedelta(days=1)


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


def test_an_extension_is_taken_back_on_the_tab_and_told_to_who_asked(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    request, iris = make_request(cast.fatima, today=today), client_of(cast.iris)
    extended(request, cast)
    assert url("clock_take_back", request) in iris.get(url("clock", request)).text
    page = post(iris, "clock_take_back", request, because="Verkeerd verzoek.")
    assert "De verlenging is teruggenomen." in page
    assert "Verkeerd verzoek." in page
    assert url("clock_extend", request) in page
    detail = client_of(cast.fatima).get(url("detail", request)).text
    assert "De school nam de verlenging terug" in detail
    assert "De school heeft meer tijd nodig" not in detail


@pytest.mark.parametrize("name, names", [("iris", "clock_lapsed"), ("fatima", "lapsed")])
def test_both_letters_can_still_be_read(
    cast: Cast, client_of: SignIn, today: date, name: str, names: str
) -> None:
    request = make_request(cast.fatima, today=today)
    extended(request, cast)
    lapsed = taken_back(request, cast)
    browser = client_of(getattr(cast, name))
    for place in (names, f"{names}_notice"):
        answer = browser.get(url(place, request, lapsed.pk))
        assert answer.headers["Content-Type"] == "application/pdf"
    other = make_request(cast.fatima, today=today)
    assert browser.get(url(names, other, lapsed.pk)).status_code == 404


@pytest.mark.parametrize("days, late", [(3, False), (45, True)])
def test_the_form_shows_the_date_first_and_warns_when_it_has_passed(
    cast: Cast, client_of: SignIn, today: date, days: int, late: bool
) -> None:
    request = make_request(cast.fatima, today=today - days * DAY)
    extended(request, cast)
    page = client_of(cast.iris).get(url("clock_take_back", request)).text
    assert "De datum van de wet gaat van" in page
    assert ("Let op: die datum is al voorbij" in page) is late


@pytest.mark.parametrize("days, late", [(3, False), (40, True)])
def test_a_question_is_withdrawn_on_the_tab_and_told_to_who_asked(
    cast: Cast, client_of: SignIn, today: date, days: int, late: bool
) -> None:
    request = make_request(cast.fatima, today=today - days * DAY)
    pause, iris = asked(request, cast), client_of(cast.iris)
    assert url("clock_withdraw", request, pause.pk) in iris.get(url("clock", request)).text
    page = iris.get(url("clock_withdraw", request, pause.pk)).text
    assert ("Let op: die datum is al voorbij" in page) is late
    page = post(iris, "clock_withdraw", request, pause.pk, because="Al bekend.")
    assert "De vraag is ingetrokken." in page
    assert "Al bekend." in page
    detail = client_of(cast.fatima).get(url("detail", request)).text
    assert "en trok die in op" in detail
    assert "Al bekend." not in detail
    assert url("question", request, pause.pk) in detail


def test_pressing_twice_takes_back_once(cast: Cast, client_of: SignIn, today: date) -> None:
    request, key, iris = make_request(cast.fatima, today=today), str(uuid4()), client_of(cast.iris)
    extended(request, cast)
    pause = asked(request, cast)
    again = str(uuid4())
    for _press in range(2):
        page = post(iris, "clock_take_back", request, once_key=key, because="Fout.")
        assert "De verlenging is teruggenomen." in page
        page = post(iris, "clock_withdraw", request, pause.pk, once_key=again, because="Fout.")
        assert "De vraag is ingetrokken." in page
    assert Extension.objects.filter(was_of=request).count() == 1


def test_what_cannot_be_taken_back_says_what_to_do(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    request, iris = make_request(cast.fatima, today=today), client_of(cast.iris)
    assert "Er valt niets terug te nemen" in iris.get(url("clock_take_back", request)).text
    page = post(iris, "clock_take_back", request, because="Fout.")
    assert "Er is geen verlenging die nog geldt." in page
    pause = withdrawn(asked(request, cast), cast)
    page = post(iris, "clock_withdraw", request, pause.pk, because="Fout.")
    assert "Deze vraag is al ingetrokken." in page
    assert iris.get(url("clock_mend", request, pause.pk)).status_code == 404
    other = make_request(cast.fatima, today=today)
    assert iris.get(url("clock_withdraw", other, pause.pk)).status_code == 404


def test_a_number_like_a_bsn_in_a_reason_comes_back_marked(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    request, iris = make_request(cast.fatima, today=today), client_of(cast.iris)
    extended(request, cast)
    pause = asked(request, cast)
    number = "Nummer 111222333."
    mark = "<mark>111222333</mark>"
    assert mark in post(iris, "clock_take_back", request, because=number)
    assert mark in post(iris, "clock_withdraw", request, pause.pk, because=number)
    assert not SuspensionPeriod.objects.exclude(taken_back_on=None).exists()


def test_the_queue_and_the_list_show_the_plain_date_again(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    request = make_request(cast.fatima, today=today)
    plain = with_dates([fresh(request)], today)[0]
    extended(request, cast)
    taken_back(request, cast)
    withdrawn(asked(request, cast), cast, today=today + 9 * DAY)
    (found,) = access.Workplace(cast.iris, today).queue()[:5]
    assert (found.due_by, found.limits) == (plain.due_by, plain.limits)
    mine = access.get_request(cast.fatima, request.pk, today)
    assert (mine.promise_by, mine.legal_by) == (plain.promise_by, plain.legal_by)
    assert "wacht op antwoord" not in client_of(cast.iris).get(reverse("requests:queue")).text


@pytest.mark.parametrize("back, seen", [(9, []), (11, [False])])
def test_a_pupil_of_sixteen_sees_what_lapsed_since(
    cast: Cast, aya: Pupil, back: int, seen: list[bool]
) -> None:
    request, day = make_request(cast.olga), TODAY + 12 * DAY
    extended(request, cast)
    lapsed = taken_back(request, cast, today=TODAY + back * DAY)
    case = with_dates([fresh(request)], day)[0]
    user = user_of(aya)
    assert [one.has_notice for one in access.family_clock(user, case, day).lapsed] == seen
    assert access.family_clock(cast.olga, case, day).lapsed == []
    with pytest.raises(Http404):
        access.lapsed_letter_of(user, case, lapsed.pk, day, notice=True)


@pytest.mark.parametrize("name, place", [("iris", "clock"), ("fatima", "detail")])
def test_the_number_of_queries_does_not_grow_with_what_lapsed(
    cast: Cast, client_of: SignIn, today: date, name: str, place: str
) -> None:
    request = make_request(cast.fatima, today=today)
    browser, counts = client_of(getattr(cast, name)), []
    for times in (2, 6):
        for _time in range(times):
            extended(request, cast)
            taken_back(request, cast)
        counts.append(queries(browser, url(place, request)))
    assert counts[0] == counts[1]
