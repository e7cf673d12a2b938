"""Onthouden: what is remembered of a class is what the law says, and never of older facts."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from consent import remembered
from consent.access import class_list
from consent.models import Purpose
from consent.outcomes import outcomes_of, purposes_of
from consent.remembered import Facts, allowed_of
from portal.people.access import fill_facts
from portal.people.models import Guardianship, Pupil
from tests.cast import Cast
from tests.consent.builders import ask, new_text, say
from tests.consent.klas import answered, fill
from tests.consent.test_weighed_alike import random_history


def law_says(pupils: list[Pupil], today: date) -> remembered.Allowed:
    """Everything read and weighed afresh, in the ordinary way."""
    fresh = list(Pupil.objects.filter(pk__in=[one.pk for one in pupils]))
    return {
        pupil: frozenset(key for key, one in mine.items() if one.effective.allowed)
        for pupil, mine in outcomes_of(fresh, today).items()
    }


def remembers(pupils: list[Pupil], today: date) -> remembered.Allowed:
    fresh = list(Pupil.objects.filter(pk__in=[one.pk for one in pupils]).select_related("board"))
    fill_facts(fresh, today)
    return allowed_of(fresh, purposes_of(fresh, today), today)


@pytest.mark.parametrize("seed", range(8))
def test_after_any_history_it_is_what_the_law_says(cast: Cast, today: date, seed: int) -> None:
    pupils = random_history(cast, today, seed)
    for _turn in range(2):  # weighed, and remembered
        assert remembers(pupils, today) == law_says(pupils, today)


def new_facts(cast: Cast, purpose: Purpose, today: date) -> list[Callable[[], object]]:
    """Each changes something that the outcome hangs on."""
    ties = Guardianship.objects.filter(guardian=cast.guardians["fatima"])
    return [
        lambda: say(cast.fatima, cast.noor, purpose, today, yes=True),
        lambda: say(cast.daan, cast.noor, purpose, today, yes=False),
        lambda: say(cast.daan, cast.noor, purpose, today, yes=True),
        lambda: Purpose.objects.filter(pk=purpose.pk).update(both_needed=True),
        lambda: ties.update(authority="unknown"),
        lambda: ties.update(authority="yes", restriction_since=today),
        lambda: ties.update(restriction_since=None),
        lambda: new_text(purpose, today),
        lambda: Pupil.objects.filter(pk=cast.noor.pk).update(born_on=None),
        lambda: cast.noor.enrolments.update(school=cast.vo),
    ]


def test_each_new_fact_is_weighed_at_once(cast: Cast, today: date) -> None:
    for change in new_facts(cast, ask(cast, today), today):
        change()
        assert remembers([cast.noor], today) == law_says([cast.noor], today)


def test_another_day_is_another_fact(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    Guardianship.objects.filter(pupil=cast.noor).update(until=today + timedelta(days=1))
    for day in (today, today + timedelta(days=1)):
        assert remembers([cast.noor], day) == law_says([cast.noor], day)


def test_weighing_asks_nothing_more(
    cast: Cast, today: date, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: object
) -> None:
    seen: list[Facts] = []
    weighed = remembered.weighed
    monkeypatch.setattr(remembered, "_known", {})
    monkeypatch.setattr(remembered, "weighed", seen.append)
    answered([ask(cast, today)], fill(cast, today, 3), cast.petra, today)
    with pytest.raises(TypeError):  # nothing was weighed
        class_list(cast.lotte, cast.group, today)
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert weighed(seen[0])


def test_the_memory_has_an_end(cast: Cast, today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_known", {})
    monkeypatch.setattr(remembered, "MOST", 2)
    for nr in range(5):
        class_list(cast.lotte, cast.group, today + timedelta(days=nr))
    assert len(remembered._known) <= 2
