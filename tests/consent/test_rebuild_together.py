"""Herstellen terwijl ouders kiezen: no answer is lost, and nobody gets an error."""

from datetime import date
from itertools import count

import pytest

from consent.actions import rebuild_current
from consent.models import Choice, CurrentChoice
from tests.builders import make_guardian, make_pupil, make_user, tie
from tests.cast import make_cast
from tests.consent.builders import ask, say
from tests.tools.together import together

pytestmark = pytest.mark.django_db(transaction=True)
PARENTS, ROUNDS = 6, 4


def test_a_repair_while_parents_choose_loses_no_answer(today: date) -> None:
    cast, numbers = make_cast(today), count()
    purpose = ask(cast, today)
    pairs = []
    for number in range(PARENTS):
        user = make_user(f"ouder{number}")
        child = make_pupil(cast.school, f"Kind{number}", cast.noor.born_on, group=cast.group)
        tie(make_guardian(cast.board, user), child)
        pairs.append((user, child))
        say(user, child, purpose, today, yes=True)

    def choose_or_repair() -> None:
        mine = next(numbers)  # the last threads repair what the first ones spoil
        for turn in range(ROUNDS):
            if mine < PARENTS:
                say(*pairs[mine], purpose, today, yes=bool(turn % 2))
            else:
                CurrentChoice.objects.filter(pupil=pairs[turn][1]).update(version=9)
                rebuild_current(repair=True)

    together(PARENTS + 2, choose_or_repair)
    rebuild_current(repair=True)
    assert Choice.objects.count() == PARENTS * (ROUNDS + 1)
    assert rebuild_current() == (PARENTS, 0)
    assert {row.answer for row in CurrentChoice.objects.all()} == {"given"}
