"""Uitnodigen: whom one may invite, what is counted, and that nobody invites at home."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.audit.models import Event
from portal.people.actions import TooYoung
from portal.people.models import User
from portal.people.rules import GuardianKind, RoleKind
from portal.signin import homes, invited
from portal.signin.actions.invite import (
    AlreadyHasAccount,
    NobodyLeft,
    Where,
    invite,
    invite_all,
    revoke,
)
from portal.signin.models import Invitation, LetterRun, PlannedLetter
from portal.signin.rules import Delivery, Home, InvitedAs, Standing, delivery_of, may_be_mailed
from tests.builders import make_pupil, make_role, make_user, tie
from tests.cast import Cast
from tests.invite import HOME, HOUR, NOW, make_letter, make_unknown

OWN = Home("Kerkstraat 12", "1234 AB", "Ons Dorp")
SAME = Home("kerkstraat  12", "1234ab", "")
FAR = Home("Verweg 1", "9999 ZZ", "Elders")
BLANK = Home("", "", "")
SECRET = Home("Kerkstraat 12", "1234 AB", "Ons Dorp", secret=True)


@pytest.fixture(autouse=True)
def _own_house(settings: Any) -> None:
    settings.ROOT_URLCONF = "portal.urls"


@pytest.fixture
def today() -> date:
    """Pages ask the real clock."""
    return timezone.localdate()


@pytest.mark.parametrize(
    "own, others, along, way",
    [
        pytest.param(OWN, [SAME], True, Delivery.TOGETHER, id="behind one door"),
        pytest.param(OWN, [], True, Delivery.TOGETHER, id="the only guardian"),
        pytest.param(OWN, [SAME], False, Delivery.POST, id="restricted, or an institution"),
        pytest.param(OWN, [FAR], True, Delivery.POST, id="apart"),
        pytest.param(OWN, [SAME, FAR], True, Delivery.POST, id="one of them apart"),
        pytest.param(OWN, [BLANK], True, Delivery.POST, id="the other unknown"),
        pytest.param(OWN, [SECRET], True, Delivery.POST, id="the other one hides"),
        pytest.param(SECRET, [SAME], True, Delivery.POST, id="secret behind one door"),
        pytest.param(SECRET, [FAR], True, Delivery.BY_HAND, id="secret and apart"),
        pytest.param(SECRET, [BLANK], True, Delivery.BY_HAND, id="secret, other unknown"),
        pytest.param(BLANK, [OWN], True, Delivery.BY_HAND, id="no address"),
        pytest.param(BLANK, [BLANK], True, Delivery.BY_HAND, id="nobody has an address"),
        pytest.param(Home("Kerkstraat 12", "", ""), [], True, Delivery.BY_HAND, id="half"),
    ],
)
def test_how_a_letter_travels(own: Home, others: list[Home], along: bool, way: Delivery) -> None:
    assert delivery_of(own, others, may_go_along=along) is way


@pytest.mark.parametrize(
    "address, used_by, may",
    [("a@b.nl", 1, True), ("a@b.nl", 2, False), ("", 1, False), ("а@b.nl", 1, False)],
)
def test_only_a_plain_address_of_one_person_is_mailed(
    address: str, used_by: int, may: bool
) -> None:
    assert may_be_mailed(address, used_by=used_by) is may


def test_the_way_depends_on_all_children_and_on_the_court(cast: Cast, today: date) -> None:
    anna, bo, dee = (make_unknown(cast.board, name, **HOME) for name in ("Anna", "Bo", "Dee"))
    office = make_unknown(cast.board, "GI", kind=GuardianKind.INSTITUTION, **HOME)
    child = make_pupil(cast.school, "Kim", today)
    tie(anna, child)
    tie(dee, child, restriction_since=date(2024, 1, 1))
    tie(office, child)
    ways = homes.deliveries([anna, bo, dee, office], today)
    together, post = Delivery.TOGETHER, Delivery.POST
    assert ways == {anna.pk: together, bo.pk: post, dee.pk: post, office.pk: post}
    tie(anna, cast.noor)
    assert homes.deliveries([anna], today)[anna.pk] is Delivery.POST


def test_one_person_has_one_open_letter(cast: Cast, today: date) -> None:
    anna = make_unknown(cast.board, "Anna")
    for number in range(3):
        now = NOW + number * HOUR
        invite(anna, where=Where(cast.board), by=cast.ad, now=now, today=today)
    assert Invitation.objects.count() == 3
    assert Invitation.objects.waiting().count() == 1


def test_who_has_an_account_needs_no_letter(cast: Cast, today: date) -> None:
    with pytest.raises(AlreadyHasAccount):
        make_letter(cast.guardians["fatima"], cast.board, NOW, today)


@pytest.mark.parametrize("age", [None, 15])
def test_a_pupil_under_16_or_of_unknown_age_gets_no_letter(
    cast: Cast, today: date, age: int | None
) -> None:
    born = None if age is None else today.replace(year=today.year - age, day=1)
    pupil = make_pupil(cast.vo, "Kim", born)
    with pytest.raises(TooYoung):
        make_letter(pupil, cast.board, NOW, today)
    assert not Invitation.objects.exists()


def test_a_guardian_without_tie_may_still_be_invited(cast: Cast, today: date) -> None:
    ruud = make_unknown(cast.board, "Ruud")
    tie(ruud, cast.noor, until=today)
    found = invited.get_person(cast.ad, InvitedAs.GUARDIAN, ruud.pk, today)
    assert (found.person, found.school) == (ruud, cast.school)


def test_inviting_all_skips_accounts_and_open_letters(cast: Cast, today: date) -> None:
    anna, bo = make_unknown(cast.board, "Anna"), make_unknown(cast.board, "Bo")
    tie(anna, cast.noor)
    tie(bo, cast.noor)
    make_letter(anna, cast.board, NOW, today)
    run = all_of(cast, today)
    assert [one.invitation.guardian for one in run.letters.all()] == [bo]
    with pytest.raises(NobodyLeft):
        all_of(cast, today)


def test_inviting_all_replaces_a_letter_that_is_too_old(cast: Cast, today: date) -> None:
    anna = make_unknown(cast.board, "Anna")
    tie(anna, cast.noor)
    old, _code = make_letter(anna, cast.board, NOW - 2000 * HOUR, today)
    all_of(cast, today)
    old.refresh_from_db()
    assert old.revoked_at == NOW


def all_of(cast: Cast, today: date) -> LetterRun:
    place = invited.get_place(cast.ad, cast.school.pk, None, today)
    guardians, pupils = invited.strangers(cast.ad, place, today)
    where = Where(cast.board, cast.school)
    return invite_all(guardians, pupils, where=where, by=cast.ad, now=NOW, today=today)


def test_the_counts_are_those_of_the_lists(cast: Cast, today: date) -> None:
    for name in ("Anna", "Bo"):
        tie(make_unknown(cast.board, name), cast.noor)
    make_pupil(cast.vo, "Kim", date(2005, 1, 1))
    make_pupil(cast.vo, "Lot", date(2005, 1, 1), until=today)
    found = {str(one.group or one.school): one.waiting for one in invited.places(cast.ad, today)}
    assert found == {
        "Basisschool De Regenboog": 2,
        "5A": 2,
        "De Horizon": 0,
        "Het Baken College": 1,
    }


def test_the_pages_ask_as_much_for_many_as_for_few(
    cast: Cast, today: date, client_of: Callable[[User], Client]
) -> None:
    ad, urls = client_of(cast.ad), ["/uitnodigingen/", f"/uitnodigingen/school/{cast.school.pk}/"]
    tie(make_unknown(cast.board, "Nul"), cast.noor)
    for url in urls:
        ad.get(url)
    few = [queries(ad, url) for url in urls]
    for number in range(20):
        tie(make_unknown(cast.board, f"Ouder {number}"), cast.noor)
    assert [queries(ad, url) for url in urls] == few


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_nobody_invites_the_own_household(
    cast: Cast, today: date, client_of: Callable[[User], Client]
) -> None:
    tie(make_unknown(cast.board, "Ad", user=cast.ad), cast.noor)
    ex = make_unknown(cast.board, "Ex")
    tie(ex, cast.noor)
    ad = client_of(cast.ad)
    assert ad.post(f"/uitnodigingen/guardian/{ex.pk}/").status_code == 404
    assert "Ex Demo" not in ad.get(f"/uitnodigingen/school/{cast.school.pk}/").content.decode()
    assert {one.waiting for one in invited.places(cast.ad, today)} == {0}
    with pytest.raises(NobodyLeft):
        all_of(cast, today)


def test_a_handler_of_another_school_cannot_invite_or_revoke(
    cast: Cast, today: date, client_of: Callable[[User], Client]
) -> None:
    anna = make_unknown(cast.board, "Anna")
    tie(anna, cast.noor)
    invitation, _code = make_letter(anna, cast.board, NOW, today)
    bas, iris = client_of(cast.bas), client_of(cast.iris)
    assert bas.post(f"/uitnodigingen/guardian/{anna.pk}/").status_code == 404
    assert bas.post(f"/uitnodigingen/intrekken/{invitation.pk}/").status_code == 404
    assert iris.post(f"/uitnodigingen/intrekken/{invitation.pk}/").status_code == 302
    assert Invitation.objects.waiting().count() == 0


def test_a_letter_of_a_colleague_is_not_for_another_handler(
    cast: Cast, today: date, client_of: Callable[[User], Client]
) -> None:
    anna = make_unknown(cast.board, "Anna")
    tie(anna, cast.noor)
    answer = client_of(cast.iris).post(f"/uitnodigingen/guardian/{anna.pk}/")
    url = answer.headers["Location"]
    other = make_user("Ine")
    make_role(other, RoleKind.HANDLER, school=cast.school)
    assert client_of(cast.iris).get(url).status_code == 200
    assert client_of(cast.ad).get(url).status_code == 200
    assert client_of(other).get(url).status_code == 404


def test_the_same_form_twice_makes_one_pile(
    cast: Cast, client_of: Callable[[User], Client]
) -> None:
    tie(make_unknown(cast.board, "Anna"), cast.noor)
    form = {"school": cast.school.pk, "once_key": uuid4()}
    ad = client_of(cast.ad)
    answers = {ad.post("/uitnodigingen/alle/", form).headers["Location"] for _ in range(3)}
    assert answers == {f"/uitnodigingen/brieven/{LetterRun.objects.get().pk}/"}
    assert PlannedLetter.objects.count() == 1


def test_a_colleague_is_invited_by_the_administrator_alone(
    cast: Cast, today: date, client_of: Callable[[User], Client]
) -> None:
    url = f"/uitnodigingen/staff/{cast.lotte.pk}/"
    assert url in client_of(cast.ad).get("/uitnodigingen/").content.decode()
    assert url not in client_of(cast.iris).get("/uitnodigingen/").content.decode()
    assert client_of(cast.iris).post(url).status_code == 404
    assert client_of(cast.ad).post(url).status_code == 302
    assert client_of(cast.ad).post(f"/uitnodigingen/staff/{cast.ad.pk}/").status_code == 404
    assert client_of(cast.ad).post(f"/uitnodigingen/staff/{cast.vera.pk}/").status_code == 404
    assert Invitation.objects.get().user == cast.lotte


def test_standings_tell_what_the_office_needs(cast: Cast, today: date) -> None:
    anna = make_unknown(cast.board, "Anna")
    invitation, _code = make_letter(anna, cast.board, NOW, today)
    assert invitation.standing(NOW) is Standing.OPEN
    assert invitation.standing(invitation.expires_at) is Standing.EXPIRED
    invitation.wrong_tries = 5
    assert invitation.standing(NOW) is Standing.LOCKED
    assert revoke(invitation, by=cast.ad, now=NOW)
    assert not revoke(invitation, by=cast.ad, now=NOW)
    invitation.refresh_from_db()
    assert invitation.standing(NOW) is Standing.REVOKED
    assert Event.objects.filter(verb="signin.revoked").count() == 1
