"""Which groups a member of staff sees, and what the list of a group holds."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from consent import access
from consent.actions.purposes import Asking, Words
from consent.actions.purposes import ask as put
from consent.models import Purpose
from consent.rules import Medium
from portal.people.models import Enrolment, Group, Membership, Pupil, Role
from portal.people.rules import RoleKind, turns
from tests.builders import make_group, make_pupil, make_role
from tests.cast import Cast
from tests.consent.builders import ask, say
from tests.consent.klas import ask_more


def sees(cast: Cast, name: str, group: Group, today: date) -> bool:
    try:
        return access.get_group(getattr(cast, name), group.pk, today) == group
    except Http404:
        return False


def other_group(cast: Cast, today: date, name: str = "5B") -> Group:
    group = make_group(cast.school, name)
    make_pupil(cast.school, "Kim", turns(today, -8), group=group)
    return group


@pytest.mark.parametrize("name", ["iris", "henk", "frank", "lotte"])
def test_staff_of_the_school_see_a_group(cast: Cast, today: date, name: str) -> None:
    assert sees(cast, name, cast.group, today)


@pytest.mark.parametrize("name", ["bas", "petra", "ad", "vera", "otto", "fatima", "sam"])
def test_nobody_else_does(cast: Cast, today: date, name: str) -> None:
    assert not sees(cast, name, cast.group, today)


def test_a_teacher_sees_no_other_group_of_the_school(cast: Cast, today: date) -> None:
    group = other_group(cast, today)
    assert not sees(cast, "lotte", group, today)
    assert access.groups_of(cast.lotte, today) == [cast.group]
    assert access.groups_of(cast.henk, today) == [cast.group, group]


def test_a_role_that_ended_today_opens_nothing(cast: Cast, today: date) -> None:
    Role.objects.filter(user=cast.lotte).update(until=today)
    assert not sees(cast, "lotte", cast.group, today)
    assert sees(cast, "lotte", cast.group, today - timedelta(days=1))
    with pytest.raises(PermissionDenied):
        access.groups_of(cast.lotte, today)


def test_a_teacher_without_a_group_sees_none(cast: Cast, today: date) -> None:
    Role.objects.filter(user=cast.lotte).update(group=None)
    assert access.groups_of(cast.lotte, today) == []
    assert not sees(cast, "lotte", cast.group, today)


def test_a_teacher_of_two_groups_sees_both(cast: Cast, today: date) -> None:
    group = other_group(cast, today)
    make_role(cast.lotte, RoleKind.TEACHER, school=cast.school, group=group)
    assert access.groups_of(cast.lotte, today) == [cast.group, group]


def test_a_group_of_last_year_is_not_listed(cast: Cast, today: date) -> None:
    Membership.objects.filter(group=cast.group).update(until=today)
    assert access.groups_of(cast.henk, today) == []


def test_one_group_out_of_reach_closes_the_whole_list(cast: Cast, today: date) -> None:
    keys = [str(cast.group.pk), str(other_group(cast, today).pk)]
    assert len(access.named_groups(cast.henk, keys, today)) == 2
    for names in (keys, ["x"]):
        with pytest.raises(Http404):
            access.named_groups(cast.lotte, names, today)


def names_in(cast: Cast, today: date, who: str = "lotte") -> list[str]:
    found = access.class_list(getattr(cast, who), cast.group, today)
    return [line.pupil.call_name for line in found.lines]


def test_the_list_holds_who_is_there_today(cast: Cast, today: date) -> None:
    for name in ("Gone", "Moved"):
        make_pupil(cast.school, name, turns(today, -8), group=cast.group)
    Enrolment.objects.filter(pupil__first_name="Gone").update(until=today)
    Membership.objects.filter(pupil__first_name="Moved").update(until=today)
    make_pupil(cast.school, "Anna", turns(today, -8), group=cast.group)
    assert names_in(cast, today) == ["Anna", "Noor"]


def test_the_own_household_is_left_out_and_counted(cast: Cast, today: date) -> None:
    make_role(cast.fatima, RoleKind.TEACHER, school=cast.school, group=cast.group)
    make_pupil(cast.school, "Anna", turns(today, -8), group=cast.group)
    found = access.class_list(cast.fatima, cast.group, today)
    assert [line.pupil.call_name for line in found.lines] == ["Anna"]
    assert found.left_out == 1
    with pytest.raises(Http404):
        access.pictured_in(found, [str(cast.noor.pk)])


@pytest.mark.parametrize(
    "words, found", [("maelle", ["Maëlle"]), ("DEMO noo", ["Noor"]), ("zo", [])]
)
def test_a_name_is_found_without_accents(
    cast: Cast, today: date, words: str, found: list[str]
) -> None:
    make_pupil(cast.school, "Maëlle", turns(today, -8), group=cast.group)
    lines = access.class_list(cast.lotte, cast.group, today).called(words).lines
    assert [line.pupil.call_name for line in lines] == found


def test_two_with_one_name_are_told_in_full(cast: Cast, today: date) -> None:
    ask(cast, today)
    twin = make_pupil(cast.school, "Twin", turns(today, -9), group=cast.group)
    Pupil.objects.filter(pk=twin.pk).update(first_name="Noor", last_name="Zwart")
    make_pupil(cast.school, "Anna", turns(today, -8), group=cast.group)
    found = access.class_list(cast.lotte, cast.group, today)
    answers = access.photo_answers(found, found.lines)
    assert answers[0].not_for == ("Anna", "Noor Demo", "Noor Zwart")


def channels(cast: Cast, today: date) -> list[str]:
    return [one.name for one in access.class_list(cast.lotte, cast.group, today).channels]


def test_a_channel_is_called_by_its_medium_or_else_its_title(cast: Cast, today: date) -> None:
    ask(cast, today)
    assert "website van de school" in channels(cast, today)
    ask_more(cast, today, 1)
    assert {"Foto op de website", "Foto bij project 0"} <= set(channels(cast, today))


def test_another_schools_question_is_not_here(cast: Cast, today: date) -> None:
    ask(cast, today)
    Purpose.objects.filter(code="instagram").update(school=cast.so)
    Purpose.objects.filter(code="pers").update(school=cast.school)
    found = channels(cast, today)
    assert "Instagram" not in found
    assert "krant, radio en televisie" in found


def test_a_photographer_needs_no_contact_list(cast: Cast, today: date) -> None:
    ask(cast, today)
    found = access.class_list(cast.lotte, cast.group, today)
    assert "klassenlijst" not in [one.name for one in found.pictures.channels]
    assert len(found.pictures.lines[0].marks) == len(found.channels) - 1


@pytest.mark.parametrize("yes", [True, False])
def test_the_list_follows_the_effective_outcome(cast: Cast, today: date, yes: bool) -> None:
    purpose = ask(cast, today)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    say(cast.daan, cast.noor, purpose, today, yes=yes)
    found = access.class_list(cast.lotte, cast.group, today)
    assert (found.lines[0].allowed == {purpose.pk}) is yes
    assert len(found.not_on(purpose.pk).lines) == (0 if yes else 1)


def test_the_list_and_the_door_of_outcomes_agree(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    (line,) = access.class_list(cast.lotte, cast.group, today).lines
    outcomes = access.outcomes_of([cast.noor], today)[cast.noor.pk]
    assert line.allowed == {key for key, one in outcomes.items() if one.effective.allowed}


def test_a_question_about_one_pupil_is_a_channel_of_the_group(cast: Cast, today: date) -> None:
    words, asking = Words("Film", "Mag het?", "Uitleg.", "Weg."), Asking(Medium.WEBSITE, today)
    first = make_pupil(cast.school, "Aap", date(2018, 1, 1), group=cast.group)
    row = put(cast.noor, asking, words, school=cast.school, by=cast.iris, today=today)
    say(cast.fatima, cast.noor, row, today, yes=True)
    found = access.class_list(cast.lotte, cast.group, today)
    assert found.lines[0].pupil.pk == first.pk
    marks = {line.pupil.pk: row.pk in line.allowed for line in found.lines}
    assert (marks[cast.noor.pk], marks[first.pk]) == (True, False)
    assert row.pk in {channel.key for channel in found.channels}


def test_what_is_no_picture_and_about_one_pupil_is_not_told_to_the_class(
    cast: Cast, today: date
) -> None:
    words = Words("Overleg", "Mag het?", "Uitleg.", "Weg.")
    asking = Asking(Medium.FAMILY_CARERS, today)
    put(cast.noor, asking, words, school=cast.school, by=cast.iris, today=today)
    assert access.class_list(cast.lotte, cast.group, today).channels == ()
