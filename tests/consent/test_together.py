"""Tegelijk: many taps at one moment leave one row, and the last word is the current one."""

from datetime import date
from itertools import cycle

import pytest

from consent.actions import rebuild_current
from consent.models import Choice, CurrentChoice
from tests.cast import make_cast
from tests.consent.builders import ask, say
from tests.tools.together import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_ten_equal_taps_at_once_write_one_row(today: date) -> None:
    cast = make_cast(today)
    purpose = ask(cast, today)
    taps = together(10, lambda: say(cast.fatima, cast.noor, purpose, today, yes=True))
    assert sum(tap is not None for tap in taps) == 1
    assert (Choice.objects.count(), CurrentChoice.objects.count()) == (1, 1)


def test_the_last_word_is_current_whoever_comes_first(today: date) -> None:
    cast = make_cast(today)
    purpose = ask(cast, today)
    words = cycle([True, False])
    together(10, lambda: say(cast.fatima, cast.noor, purpose, today, yes=next(words)))
    assert CurrentChoice.objects.get().choice_id == Choice.objects.latest("id").pk
    assert rebuild_current() == (1, 0)
