"""Eenmalig: a question from a day to a last day is asked, shown and exported on those days only."""

from datetime import date, timedelta

import pytest
from django.db.models import Q

from consent import access
from consent.access.listing import Selection, places_of, rows_of
from consent.actions import RefusedError
from consent.actions.purposes import Asking, Words, ask
from consent.models import Purpose
from consent.rules import Medium
from tests.cast import Cast
from tests.consent.builders import is_allowed, say, tie_of

CAMP = Words("Kamp groep 8", "Mag een foto van het kamp?", "Op de website.", "Dan gaat hij weg.")
FIRST, LAST, AFTER = timedelta(days=3), timedelta(days=5), timedelta(days=6)
EVERYWHERE = {"page", "list", "photo check", "export"}


@pytest.fixture(params=["board", "school", "group"])
def camp(request: pytest.FixtureRequest, cast: Cast, today: date) -> Purpose:
    """Asked from three days on; `until` is the first day on which it is asked no more."""
    asking = Asking(Medium.WEBSITE, today + FIRST, until=today + AFTER)
    return ask(getattr(cast, request.param), asking, CAMP, by=cast.petra, today=today)


def shown(cast: Cast, row: Purpose, day: date) -> set[str]:
    """Where the question is, on a day."""
    found = access.class_list(cast.lotte, cast.group, day)
    exported = places_of(Selection(Q(school=cast.school), frozenset([cast.board.pk])), day)
    keys = {
        "page": {
            one.purpose.pk for one in access.questions_of(tie_of(cast.fatima, cast.noor, day))
        },
        "list": {one.key for one in found.channels},
        "photo check": {one.channel.key for one in access.photo_answers(found, found.lines)},
        "export": {one.asked.purpose.pk for one in exported},
    }
    return {name for name, there in keys.items() if row.pk in there}


@pytest.mark.parametrize(
    "days, where",
    [
        pytest.param(FIRST - timedelta(days=1), set(), id="the day before"),
        pytest.param(FIRST, EVERYWHERE, id="the first day"),
        pytest.param(LAST, EVERYWHERE, id="the last day"),
        pytest.param(AFTER, set(), id="the day after"),
    ],
)
def test_it_is_there_from_the_first_day_to_the_last(
    cast: Cast, today: date, camp: Purpose, days: timedelta, where: set[str]
) -> None:
    assert shown(cast, camp, today + days) == where


@pytest.mark.parametrize("camp", ["group"], indirect=True)
def test_a_yes_of_the_last_day_is_worth_nothing_the_day_after(
    cast: Cast, today: date, camp: Purpose
) -> None:
    say(cast.fatima, cast.noor, camp, today + LAST, yes=True)
    assert is_allowed(cast.noor, camp, today + LAST)
    assert not is_allowed(cast.noor, camp, today + AFTER)
    selection = Selection(Q(school=cast.school), frozenset([cast.board.pk]))
    (row,) = rows_of(places_of(selection, today + LAST), today + LAST)
    assert (row.allowed, row.since) == (True, today + LAST)


@pytest.mark.parametrize("camp", ["group"], indirect=True)
def test_nobody_answers_the_day_after(cast: Cast, today: date, camp: Purpose) -> None:
    with pytest.raises(RefusedError, match="not_asked"):
        say(cast.fatima, cast.noor, camp, today + AFTER, yes=True)
