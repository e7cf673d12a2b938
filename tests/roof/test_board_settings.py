"""De bladzijde met instellingen: what it says, what it saves, and who only reads."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.people.models import Board, User
from tests.cast import Cast
from tests.register.builders import announced

SignIn = Callable[[User], Client]
URL = "/instellingen/"
SENT: dict[str, Any] = {"objection_days": 21, "request_years": 3, "four_eyes": "on", "version": 1}


def stands(cast: Cast) -> Board:
    return Board.objects.get(pk=cast.board.pk)


def test_the_officer_sees_and_changes_them(cast: Cast, client_of: SignIn) -> None:
    client = client_of(cast.petra)
    html = client.get(URL).text
    for words in ("aankondigingen die hierna komen", "elk verzoek zonder besluit", ">42<"):
        assert words in html
    page = client.post(URL, SENT, follow=True).text
    assert "De instellingen zijn bewaard." in page
    row = stands(cast)
    assert (row.objection_days, row.request_years, row.four_eyes) == (21, 3, True)


def test_a_running_announcement_keeps_its_last_day(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    row = announced(cast, cast.noor, today)
    until = row.objection_until
    client_of(cast.petra).post(URL, SENT)
    row.refresh_from_db()
    assert row.objection_until == until


@pytest.mark.parametrize(
    "wrong, words",
    [
        ({"objection_days": 6}, "Kies een getal van 7 tot en met 42."),
        ({"request_years": 6}, "Kies een getal van 1 tot en met 5."),
        ({"request_years": ""}, "Dit veld is verplicht"),
    ],
)
def test_a_wrong_number_is_told(
    cast: Cast, client_of: SignIn, wrong: dict[str, Any], words: str
) -> None:
    assert words in client_of(cast.petra).post(URL, SENT | wrong).text
    assert stands(cast).settings_version == 1


def test_the_second_editor_sees_both_values(cast: Cast, client_of: SignIn) -> None:
    client = client_of(cast.petra)
    client.post(URL, SENT)
    page = client.post(URL, SENT | {"request_years": 5, "four_eyes": ""}).text
    assert "Nu staat er: 3. U schreef: 5." in page
    assert "Nu staat er: ja. U schreef: nee." in page
    assert 'name="version" value="2"' in page
    assert stands(cast).request_years == 3


def test_complaint_days_are_not_taken(cast: Cast, client_of: SignIn) -> None:
    client_of(cast.petra).post(URL, SENT | {"complaint_days": 7})
    assert stands(cast).complaint_days == 42


def test_the_fg_reads_and_another_board_does_not_exist(cast: Cast, client_of: SignIn) -> None:
    html = client_of(cast.frank).get(URL).text
    assert "Zo staan de instellingen nu" in html
    assert '<form method="post" novalidate' not in html
    other = f"{URL}?bestuur={cast.other_board.slug}"
    assert client_of(cast.petra).get(other).status_code == 404
    assert client_of(cast.petra).post(other, SENT).status_code == 404


def test_the_page_stands_in_the_menu_of_who_may_see_it(cast: Cast, client_of: SignIn) -> None:
    place = f'href="{URL}"'
    assert place in client_of(cast.petra).get(reverse("register:keeping")).text
    assert place not in client_of(cast.henk).get(reverse("register:keeping")).text


def test_the_number_of_queries_is_small(cast: Cast, client_of: SignIn) -> None:
    client = client_of(cast.petra)
    client.get(URL)
    with CaptureQueriesContext(connection) as found:
        client.get(URL)
    assert len(found) <= 10
