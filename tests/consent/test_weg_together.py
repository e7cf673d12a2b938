"""Tegelijk: many withdrawals, sweeps and posts at one moment are one task."""

from datetime import date, datetime, time
from itertools import cycle

import pytest
from django.utils import timezone

from consent.actions import PublishRefusedError
from consent.actions.take_down import follow_everybody
from consent.models import Publication, Purpose, TakeDown
from tests.cast import Cast, make_cast
from tests.consent.builders import new_text, say
from tests.consent.weg import allowed, published
from tests.tools.together import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None, today: date) -> Cast:
    """The cast, written for real."""
    return make_cast(today)


def test_twenty_withdrawals_at_once_are_one_task(cast: Cast, today: date) -> None:
    purpose = allowed(cast, today)
    published(cast, purpose, today)
    people = cycle([cast.fatima, cast.daan])
    together(20, lambda: say(next(people), cast.noor, purpose, today, yes=False))
    assert TakeDown.objects.count() == 1


def test_twenty_sweeps_at_once_are_one_task(cast: Cast, today: date) -> None:
    purpose = allowed(cast, today)
    published(cast, purpose, today)
    new_text(purpose, today)
    now = timezone.make_aware(datetime.combine(today, time(12)))
    assert sum(together(20, lambda: follow_everybody(now))) == 1
    assert TakeDown.objects.count() == 1


def test_publishing_while_somebody_withdraws_never_leaves_it_standing(
    cast: Cast, today: date
) -> None:
    purpose = allowed(cast, today)
    turns = cycle([True, False])
    together(10, lambda: _one(cast, purpose, today, publishes=next(turns)))
    assert TakeDown.objects.open().count() == Publication.objects.count()


def _one(cast: Cast, purpose: Purpose, today: date, *, publishes: bool) -> None:
    if not publishes:
        say(cast.fatima, cast.noor, purpose, today, yes=False)
        return
    try:
        published(cast, purpose, today)
    except PublishRefusedError:
        return  # the withdrawal came first
