"""Veel ouders tegelijk: two hundred parents answer, twenty at a time; every answer is kept."""

from datetime import date

import pytest

from consent.actions import rebuild_current
from consent.models import Choice, CurrentChoice
from portal.audit.models import Event
from portal.people.models import Pupil, User
from portal.people.rules import turns
from tests.builders import make_guardian, make_pupil, make_user, tie
from tests.cast import Cast, make_cast
from tests.consent.builders import ask, say
from tests.tools.together import together

pytestmark = pytest.mark.django_db(transaction=True)

PARENTS, AT_ONCE = 200, 20


def parent_and_child(cast: Cast, today: date, number: int) -> tuple[User, Pupil]:
    user = make_user(f"ouder{number}")
    child = make_pupil(cast.school, f"Kind{number}", turns(today, -8), group=cast.group)
    tie(make_guardian(cast.board, user), child)
    return user, child


def test_two_hundred_parents_twenty_at_a_time_lose_nothing(today: date) -> None:
    cast = make_cast(today)
    purpose = ask(cast, today)
    waiting = [parent_and_child(cast, today, number) for number in range(PARENTS)]
    children = {child.pk for _user, child in waiting}

    def answer_ten() -> None:
        for _turn in range(PARENTS // AT_ONCE):
            say(*waiting.pop(), purpose, today, yes=True)  # a pop is one step for all threads

    together(AT_ONCE, answer_ten)
    assert set(CurrentChoice.objects.values_list("pupil_id", flat=True)) == children
    assert Choice.objects.count() == Event.objects.filter(verb="consent.given").count() == PARENTS
    assert rebuild_current() == (PARENTS, 0)
