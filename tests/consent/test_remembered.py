"""Onthouden: what is remembered of a class is what the law says, and never of older facts."""

import sys
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.db.models import Model
from django.utils.translation import override

from consent import remembered
from consent.access import class_list, class_lists
from consent.access.class_lists import MEMORY
from consent.models import CurrentChoice, Purpose, PurposeText
from consent.outcomes import outcomes_of
from consent.weighing import TIE
from portal.people.models import Enrolment, Group, Guardianship, Membership, Pupil
from portal.people.rules import Authority, turns
from tests.builders import make_pupil, tie
from tests.cast import Cast
from tests.consent.builders import ask, new_text, say
from tests.consent.klas import fill
from tests.consent.test_weighed_alike import random_history

Found = dict[object, frozenset[object]]


def law_says(cast: Cast, today: date) -> Found:
    """Everything of Noor's group read and weighed afresh, in the ordinary way."""
    here = {row.pupil_id for row in Membership.objects.filter(group=cast.group) if row.is_on(today)}
    pupils = [one for one in Pupil.objects.filter(pk__in=here) if is_at(one, cast, today)]
    return {
        key: frozenset(one for one, outcome in mine.items() if outcome.effective.allowed)
        for key, mine in outcomes_of(pupils, today).items()
    }


def is_at(pupil: Pupil, cast: Cast, today: date) -> bool:
    rows = pupil.enrolments.filter(school=cast.school)
    return any(row.is_on(today) for row in rows)


def remembers(cast: Cast, today: date) -> Found:
    found = class_list(cast.henk, cast.group, today)
    return {line.pupil.pk: frozenset(line.allowed) for line in found.lines}


@pytest.mark.parametrize("seed", range(8))
def test_after_any_history_it_is_what_the_law_says(cast: Cast, today: date, seed: int) -> None:
    random_history(cast, today, seed)
    for _turn in range(2):  # made, and remembered
        assert remembers(cast, today) == law_says(cast, today)
    assert law_says(cast, today).keys() == {cast.noor.pk}


def new_facts(cast: Cast, purpose: Purpose, today: date) -> list[Callable[[], object]]:
    """Each changes something that the outcome hangs on."""
    ties = Guardianship.objects.filter(guardian=cast.guardians["fatima"])
    asked, noor = Purpose.objects.filter(pk=purpose.pk), Pupil.objects.filter(pk=cast.noor.pk)
    return [
        lambda: say(cast.fatima, cast.noor, purpose, today, yes=True),
        lambda: say(cast.daan, cast.noor, purpose, today, yes=False),
        lambda: say(cast.daan, cast.noor, purpose, today, yes=True),
        lambda: asked.update(both_needed=True),
        lambda: ties.update(authority=Authority.UNKNOWN.value),
        lambda: ties.update(authority=Authority.YES.value, restriction_since=today),
        lambda: ties.update(restriction_since=None),
        lambda: tie(cast.guardians["olga"], cast.noor),
        lambda: asked.update(school=cast.so),
        lambda: asked.update(school=cast.school, group=cast.group),
        lambda: Membership.objects.filter(pupil=cast.noor).update(until=today),
        lambda: Membership.objects.filter(pupil=cast.noor).update(until=None),
        lambda: asked.update(until=today),
        lambda: asked.update(until=None, group=None, school=None),
        lambda: new_text(purpose, today),
        lambda: noor.update(born_on=turns(today, -16)),
        lambda: noor.update(born_on=None),
        lambda: make_pupil(cast.school, "Nieuw", turns(today, -8), group=cast.group),
        lambda: cast.noor.enrolments.update(school=cast.vo),
    ]


def test_each_new_fact_counts_at_once(cast: Cast, today: date) -> None:
    for change in new_facts(cast, ask(cast, today), today):
        assert remembers(cast, today) == law_says(cast, today)
        change()
        assert remembers(cast, today) == law_says(cast, today)


def test_what_lasts_only_while_the_list_is_made_is_not_remembered(
    cast: Cast, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(cast.fatima, cast.noor, ask(cast, today), today, yes=True)
    ties = Guardianship.objects.filter(guardian=cast.guardians["fatima"])
    ties.update(restriction_since=today)
    module: Any = sys.modules["consent.access.class_lists"]
    read: Callable[..., object] = module._memberships
    lift = partial(ties.update, restriction_since=None)
    with monkeypatch.context() as between:
        between.setattr(module, "_memberships", lambda *about: lift() and read(*about))
        assert any(remembers(cast, today).values())
    ties.update(restriction_since=today)
    assert remembers(cast, today) == law_says(cast, today)


def names(cast: Cast, today: date) -> list[str]:
    return [line.pupil.full_name for line in class_list(cast.henk, cast.group, today).lines]


def test_a_name_counts_at_once_too(cast: Cast, today: date) -> None:
    before = names(cast, today)
    Pupil.objects.filter(pk=cast.noor.pk).update(last_name="Anders")
    assert names(cast, today) != before


def test_the_group_itself_is_the_one_that_is_asked_for(cast: Cast, today: date) -> None:
    class_list(cast.henk, cast.group, today)
    Group.objects.filter(pk=cast.group.pk).update(name="6B")
    fresh = Group.objects.select_related("school__board").get(pk=cast.group.pk)
    assert class_list(cast.henk, fresh, today).group.name == "6B"


def test_another_reader_has_another_household(cast: Cast, today: date) -> None:
    assert len(class_list(cast.henk, cast.group, today).lines) == 1
    found = class_list(cast.fatima, cast.group, today)
    assert (found.left_out, found.lines) == (1, ())


def test_each_language_has_its_own_words(cast: Cast, today: date) -> None:
    ask(cast, today)
    with override("en"):
        english = class_list(cast.henk, cast.group, today).all_names
    assert class_list(cast.henk, cast.group, today).all_names != english


def test_another_day_is_another_fact(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    Guardianship.objects.filter(pupil=cast.noor).update(until=today + timedelta(days=1))
    for day in (today, today + timedelta(days=1)):
        assert remembers(cast, day) == law_says(cast, day)


def test_a_class_from_sixteen_is_made_anew_each_time(cast: Cast, today: date) -> None:
    fill(cast, today, 2)
    before = dict(MEMORY.known)
    Pupil.objects.filter(pk=cast.noor.pk).update(born_on=turns(today, -16))
    class_lists(cast.henk, [cast.group], today)
    assert before == MEMORY.known


def test_the_memory_has_an_end(cast: Cast, today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MEMORY, "known", {})
    monkeypatch.setattr(remembered, "MOST", 2)
    for nr in range(5):
        class_list(cast.lotte, cast.group, today + timedelta(days=nr))
    assert len(MEMORY.known) <= 2


SAYS_NOTHING = {
    Pupil: {"id", "user", "provisional_until"},  # the id is read of the membership
    Membership: {"id"},
    Enrolment: {"id", "roster_key"},
    Purpose: {"id", "board"},  # a question stays its board's
    PurposeText: {
        *("id", "question", "explanation", "withdrawal", "audience", "kept", "for_child"),
        *("told_through", "told_on"),  # how far families heard of it
    },
    Guardianship: {  # any restriction ends the say; how authority was shown is for the office
        *("id", "relation", "established_on", "authority_note", "restriction_reference"),
        *("may_view", "may_request", "may_be_informed"),
    },
}
READ = {
    Membership: [*remembered.MEMBER, *remembered.ELSEWHERE],
    Enrolment: remembered.ENROLMENT,
    PurposeText: remembered.TEXT,
    Guardianship: TIE,
}


def columns_read() -> set[tuple[type[Model], str]]:
    """The columns at the end of each path, and the keys that lead there."""
    found = set()
    for model, paths in READ.items():
        for path in paths:
            here: Any = model
            for name in path.split("__"):
                column = here._meta.get_field(name)
                found.add((here, column.name))
                here = column.related_model
    return found


@pytest.mark.parametrize("model", SAYS_NOTHING)
def test_a_new_column_is_read_or_says_nothing(model: type[Model]) -> None:
    read = {name for one, name in columns_read() if one is model}
    assert read | SAYS_NOTHING[model] == {one.name for one in model._meta.concrete_fields}


def test_a_new_answer_is_another_count(cast: Cast, today: date) -> None:
    purpose, counts = ask(cast, today), []
    for yes in (True, False, True):
        say(cast.fatima, cast.noor, purpose, today, yes=yes)
        counts.append(remembered.FACTS_OF([cast.group.pk]))
    assert len({repr(one) for one in counts}) == 3
    assert CurrentChoice.objects.filter(pupil=cast.noor).count() == 1
