"""Voortgang: how many pupils have an answer; by group, by school, and never who."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from consent import access
from consent.access.coverage import Line
from consent.models import Purpose, PurposeText
from consent.rules import Coverage
from portal.people.rules import turns
from tests.builders import make_pupil
from tests.cast import Cast
from tests.consent.builders import ask, new_text, say
from tests.consent.klas import answered, fill


@pytest.fixture
def purpose(cast: Cast, today: date) -> Purpose:
    """The only question that is asked."""
    found = ask(cast, today)
    Purpose.objects.exclude(pk=found.pk).update(until=today)
    return found


def another(cast: Cast, today: date, **fields: object) -> Purpose:
    """One more question, of a place."""
    facts = {"board": cast.board, "code": "extra", "medium": "website", "since": today} | fields
    made: Purpose = Purpose.objects.create(**facts)
    PurposeText.objects.create(
        purpose=made, version=1, in_force_on=today, title="Foto", question="?"
    )
    return made


def of_school(cast: Cast, today: date) -> Coverage:
    return access.progress_of(cast.iris, today).own[0].whole.coverage


def test_silence_waits(cast: Cast, today: date, purpose: Purpose) -> None:
    assert of_school(cast, today) == Coverage(1)


@pytest.mark.parametrize("yes", [True, False])
def test_a_yes_and_a_no_are_both_an_answer(
    cast: Cast, today: date, purpose: Purpose, yes: bool
) -> None:
    say(cast.fatima, cast.noor, purpose, today, yes=yes)
    assert of_school(cast, today) == Coverage(1, some=1, full=1)


def test_two_parents_are_one_pupil(cast: Cast, today: date, purpose: Purpose) -> None:
    another(cast, today)
    for parent in (cast.fatima, cast.daan):
        say(parent, cast.noor, purpose, today, yes=True)
    assert of_school(cast, today) == Coverage(1, some=1)


@pytest.mark.parametrize("yes, stands", [(True, 0), (False, 1)])
def test_a_yes_to_an_older_text_is_no_answer_any_more(
    cast: Cast, today: date, purpose: Purpose, yes: bool, stands: int
) -> None:
    say(cast.fatima, cast.noor, purpose, today, yes=yes)
    new_text(purpose, today)
    assert of_school(cast, today) == Coverage(1, some=stands, full=stands)


def test_a_text_that_means_the_same_keeps_the_yes(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    new_text(purpose, today)
    purpose.texts.filter(version=2).update(same_as=1)
    assert of_school(cast, today).full == 1


def test_a_school_s_own_question_stands_in_the_place_of_the_board_s(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    own = another(cast, today, school=cast.school, code=purpose.code)
    assert of_school(cast, today) == Coverage(1)
    say(cast.fatima, cast.noor, own, today, yes=True)
    assert of_school(cast, today) == Coverage(1, some=1, full=1)


def test_a_question_of_another_school_group_or_pupil_does_not_count(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    another(cast, today, school=cast.so)
    another(cast, today, school=cast.school, group=cast.group, code="groep")
    another(cast, today, school=cast.school, pupil=cast.noor, code="kind")
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    assert of_school(cast, today).full == 1


def test_from_sixteen_an_answer_of_a_parent_does_not_count(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    answered([purpose], [cast.sam_pupil], cast.petra, today)
    found = access.progress_of(cast.petra, today)
    (line,) = [one for one in found.schools if one.name == cast.vo.name]
    assert line.coverage == Coverage(1)
    say(cast.sam, cast.sam_pupil, purpose, today, yes=False)
    found = access.progress_of(cast.petra, today)
    assert [one.coverage.full for one in found.schools if one.name == cast.vo.name] == [1]


def test_who_left_or_is_to_come_is_not_counted(cast: Cast, today: date, purpose: Purpose) -> None:
    cast.noor.enrolments.update(since=today + timedelta(days=1))
    assert access.progress_of(cast.iris, today).own == ()


def test_groups_add_up_to_the_school_with_who_is_in_none(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    answered([purpose], fill(cast, today, 4), cast.petra, today)
    make_pupil(cast.school, "Los", turns(today, -7))
    (own,) = access.progress_of(cast.iris, today).own
    assert own.groups == (Line(cast.group.name, Coverage(5, some=4, full=4)),)
    assert own.whole.coverage == Coverage(6, some=4, full=4)


def test_staff_see_their_own_place_only(cast: Cast, today: date, purpose: Purpose) -> None:
    found = access.progress_of(cast.bas, today)
    assert ([one.whole.name for one in found.own], found.schools) == ([cast.so.name], ())
    names = {one.name for one in access.progress_of(cast.frank, today).schools}
    assert names == {cast.school.name, cast.so.name, cast.vo.name}
    for nobody in (cast.lotte, cast.ad, cast.fatima):
        with pytest.raises(PermissionDenied):
            access.progress_of(nobody, today)


def test_a_question_of_one_group_stands_apart(cast: Cast, today: date, purpose: Purpose) -> None:
    own = another(cast, today, school=cast.school, group=cast.group, code="kamp")
    pupils = fill(cast, today, 11)
    answered([own], pupils[:6], cast.iris, today)
    (found,) = access.progress_of(cast.iris, today).of_groups
    assert (found.group, found.title, found.pupils, found.answered) == ("5A", "Foto", 12, 6)
    assert [one.number for one in found.shown] == [6, 6]
    PurposeText.objects.filter(purpose=own).update(version=2)  # a yes to version 1 lapsed
    (found,) = access.progress_of(cast.iris, today).of_groups
    assert found.answered == 2  # the noes stand


def test_of_a_small_group_no_number_tells_who(cast: Cast, today: date, purpose: Purpose) -> None:
    another(cast, today, school=cast.school, group=cast.group, code="kamp")
    (found,) = access.progress_of(cast.iris, today).of_groups
    assert all(one.at_most for one in found.shown)


def test_questions_of_a_group_are_for_its_own_school(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    another(cast, today, school=cast.school, group=cast.group, code="kamp")
    another(cast, today, school=cast.school, pupil=cast.noor, code="kind")
    for who, number in ((cast.iris, 1), (cast.bas, 0), (cast.petra, 0)):
        assert len(access.progress_of(who, today).of_groups) == number
