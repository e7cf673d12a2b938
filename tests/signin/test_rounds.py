"""Ronde: the count before the letters, who gets none, and the way back to the list."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from portal.people.models import User
from portal.people.rules import turns
from portal.signin import invited, rounds
from portal.signin.models import Invitation, LetterRun, PlannedLetter
from tests.builders import make_pupil, tie
from tests.cast import Cast
from tests.invite import NOW, make_letter, make_unknown

In = Callable[[User], Client]
ALL, NONE = "/uitnodigingen/alle/", "/uitnodigingen/alle/intrekken/"


@pytest.fixture(autouse=True)
def _own_house(settings: Any) -> None:
    settings.ROOT_URLCONF = "portal.urls"


@pytest.fixture
def today() -> date:
    """Pages ask the real clock."""
    return timezone.localdate()


def newcomers(cast: Cast, *names: str) -> None:
    for name in names:
        tie(make_unknown(cast.board, name), cast.noor)


def text_of(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def test_everybody_is_counted_once_and_for_one_reason(cast: Cast, today: date) -> None:
    newcomers(cast, "Anna", "Bo")
    cas = make_unknown(cast.board, "Cas")
    tie(cas, cast.noor)
    make_letter(cas, cast.board, NOW, today)
    place = invited.get_place(cast.iris, cast.school.pk, None, today)
    found = rounds.round_at(cast.iris, place, NOW, today)
    with_account = {"fatima", "daan", "ruud", "yara"}
    assert (found.letters, found.waiting, found.at_home, found.ageless) == (2, 1, 0, 0)
    assert (found.accounts, found.without) == (len(with_account), 5)


def test_ones_own_household_is_counted_apart(cast: Cast, today: date) -> None:
    newcomers(cast, "Ex")
    tie(make_unknown(cast.board, "Ad", user=cast.ad), cast.noor)
    place = invited.get_place(cast.ad, cast.school.pk, None, today)
    found = rounds.round_at(cast.ad, place, NOW, today)
    assert (found.letters, found.accounts, found.at_home) == (0, 0, 6)


def test_a_pupil_of_unknown_age_is_a_reason_where_one_may_be_16(cast: Cast, today: date) -> None:
    make_pupil(cast.vo, "Kim", None)
    make_pupil(cast.school, "Lot", None)
    found = {}
    for school in (cast.vo, cast.school):
        place = invited.get_place(cast.ad, school.pk, None, today)
        found[school.name] = rounds.round_at(cast.ad, place, NOW, today).ageless
    assert found == {cast.vo.name: 1, cast.school.name: 0}


def test_the_page_says_how_many_before_anything_is_made(cast: Cast, client_of: In) -> None:
    newcomers(cast, "Anna", "Bo")
    page = text_of(client_of(cast.iris), f"{ALL}?school={cast.school.pk}")
    assert "U maakt 2 brieven." in page
    assert "4 mensen krijgen er geen, want:" in page
    assert "4 hebben al een account." in page
    assert not Invitation.objects.exists()


def test_another_school_is_not_counted_for(cast: Cast, client_of: In) -> None:
    for url in (ALL, NONE):
        asked = f"{url}?school={cast.school.pk}"
        assert client_of(cast.bas).get(asked).status_code == 404
        form = {"school": cast.school.pk, "once_key": uuid4()}
        assert client_of(cast.bas).post(url, form).status_code == 404


def test_the_letters_of_a_group_are_taken_back_after_the_count(cast: Cast, client_of: In) -> None:
    newcomers(cast, "Anna", "Bo")
    iris, place = client_of(cast.iris), {"school": cast.school.pk, "group": cast.group.pk}
    iris.post(ALL, {**place, "once_key": uuid4()})
    page = text_of(iris, f"{NONE}?school={cast.school.pk}&group={cast.group.pk}")
    assert "U trekt 2 brieven in." in page
    assert Invitation.objects.waiting().count() == 2
    answer = iris.post(NONE, {**place, "once_key": uuid4()})
    back = f"/uitnodigingen/school/{cast.school.pk}/{cast.group.pk}/"
    assert answer.headers["Location"] == back
    assert "2 brieven zijn ingetrokken." in text_of(iris, back)
    assert not Invitation.objects.waiting().exists()


def test_pupils_who_became_16_are_a_line_with_count_and_letters_of_their_own(
    cast: Cast, client_of: In, today: date
) -> None:
    kim = make_pupil(cast.vo, "Kim", turns(today, -16))
    make_pupil(cast.vo, "Lot", turns(today, -15))
    tie(make_unknown(cast.board, "Ouder"), kim)
    ad, link = client_of(cast.ad), f"{ALL}?wie=leerlingen&school={cast.vo.pk}"
    page = text_of(ad, "/uitnodigingen/")
    assert "1 leerling van 16 jaar of ouder heeft nog geen account" in page
    assert link.replace("&", "&amp;") in page
    assert "U maakt 1 brief." in text_of(ad, link)
    ad.post(ALL, {"school": cast.vo.pk, "wie": "leerlingen", "once_key": uuid4()})
    assert [one.pupil for one in Invitation.objects.all()] == [kim]
    assert "van 16 jaar of ouder" not in text_of(ad, "/uitnodigingen/")


def test_a_button_of_a_list_leads_back_to_that_list(cast: Cast, client_of: In, today: date) -> None:
    newcomers(cast, "Anna")
    anna = invited.guardians_at(invited.Place(cast.school, None, 0), today).get(first_name="Anna")
    iris = client_of(cast.iris)
    place = {"school": cast.school.pk, "group": cast.group.pk, "page": 2}
    back = f"/uitnodigingen/school/{cast.school.pk}/{cast.group.pk}/?page=2"
    made = iris.post(f"/uitnodigingen/guardian/{anna.pk}/", place)
    assert made.headers["Location"] == back
    assert LetterRun.objects.get().group == cast.group
    letter = PlannedLetter.objects.get().invitation
    revoked = iris.post(f"/uitnodigingen/intrekken/{letter.pk}/", place)
    assert revoked.headers["Location"] == back


def test_a_pile_says_what_it_is(cast: Cast, client_of: In, today: date) -> None:
    make_letter(cast.lotte, cast.board, NOW, today)
    page = text_of(client_of(cast.ad), "/uitnodigingen/")
    assert f"1 brief, {cast.board}" in page
    assert page.index("Laatste brieven") < page.index("Scholen en groepen")
    assert page.index("Medewerkers zonder account") < page.index("Scholen en groepen")


def test_the_administrator_reads_on_the_first_page_who_became_16(
    cast: Cast, client_of: In, today: date
) -> None:
    make_pupil(cast.vo, "Kim", turns(today, -16))
    page = text_of(client_of(cast.ad), "/")
    assert "1 leerling van 16 jaar of ouder heeft nog geen account" in page
    assert "Er staat hier nu niets klaar." not in page
    assert "van 16 jaar of ouder" not in text_of(client_of(cast.els), "/")
