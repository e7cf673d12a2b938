"""Voorlopig geopend: only the new tie waits, the office calls, and what came of it is noted."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from portal.audit.models import Event
from portal.people.access import ties_of
from portal.people.models import Guardian, User
from portal.people.rules import Right
from portal.signin import opened
from portal.signin.actions import activate, check_opened, not_me
from portal.signin.models import Invitation
from requests_app.access import targets
from tests.builders import tie
from tests.cast import Cast
from tests.invite import PASSWORD, make_letter, make_unknown

In = Callable[[User], Client]
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _own_house(settings: Any) -> None:
    settings.ROOT_URLCONF = "portal.urls"


@pytest.fixture
def today() -> date:
    """Pages ask the real clock."""
    return timezone.localdate()


def held(invitation: Invitation) -> activate.Opened:
    return activate.Opened(invitation.pk, invitation.code_hash)


@pytest.fixture
def new(cast: Cast, today: date) -> Invitation:
    """Anna opened an account with a letter alone."""
    anna = make_unknown(cast.board, "Anna", phone="0612345678")
    tie(anna, cast.noor)
    letter, _code = make_letter(anna, cast.board, timezone.now(), today)
    now = timezone.now()
    activate.activate(held(letter), password=PASSWORD, email="", now=now, today=today)
    letter.refresh_from_db()
    return letter


@pytest.fixture
def second(cast: Cast, today: date) -> Guardian:
    """Fatima, who has an account, adds the letter of another board; no mailbox is known there."""
    there = make_unknown(cast.other_board, "Fatima")
    tie(there, cast.strange_pupil)
    letter, _code = make_letter(there, cast.other_board, timezone.now(), today)
    activate.add(held(letter), user=cast.fatima, now=timezone.now(), today=today)
    there.refresh_from_db()
    return there


def seen(user: User, today: date) -> dict[str, bool]:
    return {tie.pupil.first_name: tie.may(Right.VIEW) for tie in ties_of(user, today)}


def test_a_second_letter_leaves_what_the_account_had(
    cast: Cast, second: Guardian, today: date
) -> None:
    cast.fatima.refresh_from_db()
    assert cast.fatima.provisional_until is None
    assert seen(cast.fatima, today) == {"Noor": True, "Vos": False}
    asked = {one.board for one in targets(cast.fatima, today)}
    assert asked == {cast.board}


def test_the_new_tie_counts_after_three_days(cast: Cast, second: Guardian, today: date) -> None:
    Guardian.objects.filter(pk=second.pk).update(provisional_until=timezone.now())
    assert seen(cast.fatima, today) == {"Noor": True, "Vos": True}
    assert {one.board for one in targets(cast.fatima, today)} == {cast.board, cast.other_board}


def test_closing_a_second_letter_takes_only_the_new_tie(
    cast: Cast, second: Guardian, today: date
) -> None:
    letter = Invitation.objects.get(guardian=second)
    assert not_me.close(letter, by=cast.vera, now=timezone.now())
    cast.fatima.refresh_from_db()
    assert cast.fatima.is_active
    assert seen(cast.fatima, today) == {"Noor": True}


def test_the_office_sees_whom_to_call_and_what_to_do(
    cast: Cast, client_of: In, new: Invitation
) -> None:
    iris, url = client_of(cast.iris), f"/uitnodigingen/voorlopig/{new.pk}/"
    assert url in iris.get("/uitnodigingen/").content.decode()
    page = iris.get(url).content.decode()
    assert "0612345678" in page
    assert "Bel de persoon op het nummer dat de school kent." in page
    assert "Kies wat de persoon zei." in iris.post(url, {"outcome": ""}).content.decode()


def test_a_confirmed_account_is_provisional_no_more(
    cast: Cast, client_of: In, new: Invitation, today: date
) -> None:
    url, iris = f"/uitnodigingen/voorlopig/{new.pk}/", client_of(cast.iris)
    assert iris.post(url, {"outcome": "right"}).headers["Location"] == "/uitnodigingen/"
    new.refresh_from_db()
    assert (new.checked_by, bool(new.checked_at)) == (cast.iris, True)
    assert new.used_by
    assert seen(User.objects.get(pk=new.used_by.pk), today) == {"Noor": True}
    assert not new.used_by.is_provisional(timezone.now())
    assert Event.objects.get(verb="signin.opened_checked").actor_id == cast.iris.pk
    assert iris.get(url).status_code == 404


def test_a_closed_account_is_closed_by_whom_and_when(
    cast: Cast, client_of: In, new: Invitation
) -> None:
    url = f"/uitnodigingen/voorlopig/{new.pk}/"
    client_of(cast.iris).post(url, {"outcome": "close"})
    new.refresh_from_db()
    assert new.used_by
    assert not new.used_by.is_active
    assert Guardian.objects.get(pk__in=[new.guardian_id]).user is None
    assert Event.objects.get(verb="signin.not_me").actor_id == cast.iris.pk
    assert new.checked_by == cast.iris


def test_of_two_of_the_office_the_first_settles_it(cast: Cast, new: Invitation) -> None:
    check_opened.confirm(new, by=cast.iris, now=timezone.now())
    with pytest.raises(check_opened.CheckedBefore):
        check_opened.confirm(new, by=cast.ad, now=timezone.now())
    with pytest.raises(check_opened.CheckedBefore):
        not_me.close(new, by=cast.ad, now=timezone.now())


def test_the_line_stays_two_weeks_after_the_provisional_days(
    cast: Cast, new: Invitation, today: date
) -> None:
    assert new.alone_until
    for days, count in ((0, 1), (13, 1), (14, 0)):
        moment = new.alone_until + days * DAY
        assert opened.to_check(cast.iris, moment, today).count() == count


def test_nobody_settles_it_for_the_own_household(
    cast: Cast, client_of: In, new: Invitation
) -> None:
    tie(make_unknown(cast.board, "Iris", user=cast.iris), cast.noor)
    url = f"/uitnodigingen/voorlopig/{new.pk}/"
    assert client_of(cast.iris).post(url, {"outcome": "right"}).status_code == 404
    assert client_of(cast.ad).post(url, {"outcome": "right"}).status_code == 302
