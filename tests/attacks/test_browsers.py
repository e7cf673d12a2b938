"""Attacks with an odd browser: headers, methods, addresses and forms that no page sends."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from consent.models import Choice, Purpose
from portal.people.models import User
from portal.signin.addresses import address_of
from tests.cast import Cast
from tests.doors import DOORS
from tests.story import adopt_purposes

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


@pytest.mark.parametrize(
    "headers",
    [
        {**HTMX, "HX-Current-URL": "http://["},
        {**HTMX, "HX-Current-URL": "%5B", "HX-Current-URL-URI-AutoEncoded": "true"},
        {**HTMX, "HX-Current-URL": "http://testserver:99999999/x"},
        {**HTMX, "HX-Current-URL": "https://evil.example/x"},
        {"Accept-Language": "../../etc,nl;q=9e999,*" + "x" * 5000},
        {"Cookie": "django_language=../../x; sessionid=%ff; messages=[]; known=x"},
        {"Referer": "http://["},
    ],
)
def test_odd_headers_get_an_ordinary_answer(headers: dict[str, str], cast: Cast) -> None:
    browser = Client(headers=headers)
    for url in ("/", "/hulp/", reverse("requests:list"), reverse("signin:login")):
        answer = browser.get(url)
        place = answer.headers.get("Location") or answer.headers.get("HX-Redirect", "/")
        assert answer.status_code in {200, 302}
        assert place.startswith("/")
        assert "evil" not in place


@pytest.mark.parametrize("place", ["//evil.example", "/\\evil.example", "https:evil", "/\r\nX: y"])
def test_the_choice_of_language_stays_in_the_portal(
    place: str, cast: Cast, client_of: SignIn
) -> None:
    browser = client_of(cast.fatima)
    answer = browser.post(reverse("set_language"), {"language": "en", "next": place})
    assert answer.headers["Location"].startswith("/")
    assert not answer.headers["Location"].startswith(("//", "/\\"))
    assert "\n" not in answer.headers["Location"]


@pytest.mark.parametrize("name", [name for name, door in DOORS.items() if door.post])
def test_no_door_takes_a_post_from_another_site(name: str, cast: Cast, client_of: SignIn) -> None:
    browser = client_of(cast.fatima)
    browser.handler.enforce_csrf_checks = True
    url = reverse(name, kwargs=DOORS[name].keys(cast, timezone.localdate()))
    assert browser.post(url).status_code == 403


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_open_no_door(method: str, cast: Cast, client_of: SignIn) -> None:
    browser = client_of(cast.fatima)
    for name, door in DOORS.items():
        url = reverse(name, kwargs=door.keys(cast, timezone.localdate()))
        assert getattr(browser, method)(url).status_code in {403, 404, 405}, name


@pytest.mark.parametrize("who", ["fatima", "iris", "petra", "otto"])
def test_a_number_that_is_none_is_not_there(who: str, cast: Cast, client_of: SignIn) -> None:
    browser = client_of(getattr(cast, who))
    rooms = ("kind", "verzoeken", "behandelen", "gegevens", "gedeeld", "toestemming", "register")
    for number in ("0", "-1", "%00", "%2e%2e", "' or 1=1--", "{{7*7}}", f"{uuid4()}0"):
        for room in rooms:
            assert browser.get(f"/{room}/{number}/").status_code == 404
    for number in ("0", "%00", "9" * 5000):
        answer = browser.get(f"{reverse('requests:list')}?page={number}")
        assert answer.status_code == 200


@pytest.mark.parametrize("row", ["nee", "00000000-0000-4000-8000-000000000000", "%00"])
def test_the_back_room_does_not_ask_for_any_row_of_any_table(
    row: str, cast: Cast, client_of: SignIn
) -> None:
    assert client_of(cast.otto).get(f"/beheer/r/1/{row}/").status_code == 404


@pytest.mark.parametrize("query", ["guardians__contact_email__startswith=a", "pupils__user=1"])
def test_the_back_room_is_no_oracle_about_people(query: str, cast: Cast, client_of: SignIn) -> None:
    url = reverse("operator:people_board_changelist")
    answer = client_of(cast.otto).get(f"{url}?{query}")
    assert answer.status_code in {302, 400}


def test_a_page_that_moved_is_not_kept_either(cast: Cast, client_of: SignIn) -> None:
    answer = client_of(cast.fatima).get(f"/kind/{cast.noor.pk}")
    assert answer.status_code == 301
    assert answer.headers["Cache-Control"] == "no-store"


def test_all_of_the_old_internet_is_not_one_household(rf: RequestFactory) -> None:
    seen = [address_of(rf.get("/", REMOTE_ADDR=f"::ffff:192.0.2.{n}")) for n in (7, 8)]
    assert seen == ["192.0.2.7", "192.0.2.8"]


@pytest.mark.parametrize(
    "body, kind",
    [
        (b"x" * 3_000_000, "application/x-www-form-urlencoded"),
        (
            b"&".join(b"a%d=1" % number for number in range(2000)),
            "application/x-www-form-urlencoded",
        ),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"kind=inzage", "application/x-www-form-urlencoded; charset=utf-7"),
    ],
    ids=["huge", "many", "broken", "charset"],
)
def test_an_odd_body_files_nothing(body: bytes, kind: str, cast: Cast, client_of: SignIn) -> None:
    url = f"{reverse('requests:new')}?over=kind-{cast.noor.pk}"
    answer = client_of(cast.fatima).post(url, body, content_type=kind)
    assert answer.status_code in {200, 400}


@pytest.mark.parametrize(
    "facts",
    [
        {"answer": "given", "version": "1", "language": "nl"},
        {"answer": "ja", "version": "9" * 5000, "language": "nl"},
        {"answer": "ja", "version": "-1", "language": "nl"},
        {"answer": "ja", "version": "1", "language": "x\x00"},
        {"answer": "ja", "version": "1", "language": "x" * 9},
        {"answer": "ja", "version": "2", "language": "nl"},
    ],
)
def test_a_tampered_answer_is_no_answer(
    facts: dict[str, str], cast: Cast, client_of: SignIn
) -> None:
    adopt_purposes(cast, timezone.localdate())
    purpose = Purpose.objects.filter(board=cast.board)[0]
    place = reverse("consent:choose", args=[cast.noor.pk, purpose.pk])
    assert client_of(cast.fatima).post(place, facts).status_code == 302
    assert not Choice.objects.exists()
