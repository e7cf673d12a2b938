"""Verzamelen: every system and function is asked once, in time, and nothing goes unseen."""

import pytest

from portal.register.rules import DataSubject
from requests_app.rules import GroundCode, Others, Outcome
from requests_app.rules.collecting import (
    Block,
    Entry,
    Holds,
    available_until,
    blocks,
    choices_for,
    collect_by,
    concerns,
    goes_along,
    holders,
    is_over,
    needs_weighing,
    stays_behind,
    tells_of_it,
)
from tests.days import day


@pytest.mark.parametrize(
    "due, today, last",
    [
        ("wed 2026-12-23", "wed 2026-11-25", "sun 2026-12-13"),
        ("wed 2026-12-23", "fri 2026-12-11", "sun 2026-12-13"),
        ("wed 2026-12-23", "mon 2026-12-21", "wed 2026-12-23"),
        ("wed 2026-12-23", "mon 2026-12-28", "wed 2026-12-30"),
    ],
)
def test_a_holder_gets_a_day_before_the_answer(due: str, today: str, last: str) -> None:
    assert collect_by(day(due), day(today)) == day(last)


def test_a_system_is_asked_once_for_all_its_entries() -> None:
    entries = [Entry("1", "Dossier", "ESIS of MLS"), Entry("2", "Toetsen", "esis, Fotomap")]
    found = {one.name: one.entries for one in holders(entries)}
    assert found == {"ESIS": ("1", "2"), "MLS": ("1",), "Fotomap": ("2",)}


def test_people_inside_are_asked_too() -> None:
    found = holders(
        [Entry("1", "Dossier", "ESIS", ("teacher",)), Entry("2", "Zorg", "", ("teacher",))]
    )
    assert [(one.key, one.kind, one.entries) for one in found] == [
        ("systeem:esis", Holds.SYSTEM, ("1",)),
        ("functie:teacher", Holds.FUNCTION, ("1", "2")),
    ]


def test_an_entry_without_a_place_is_not_passed_over() -> None:
    (found,) = holders([Entry("7", "Klachten", " ")])
    assert (found.key, found.kind, found.name) == ("verwerking:7", Holds.ENTRY, "Klachten")


def test_words_inside_a_name_do_not_part_it() -> None:
    assert [one.name for one in holders([Entry("1", "x", "Schoolfotografie en Offerte")])] == [
        "Schoolfotografie",
        "Offerte",
    ]


def test_what_nobody_looked_at_stops_the_package() -> None:
    assert blocks([Others.NONE, Others.UNCHECKED], notes_open=False) == [Block.UNCHECKED]
    assert blocks([Others.KEPT], notes_open=True) == [Block.NOTES]
    assert blocks([], notes_open=False) == []


@pytest.mark.parametrize(
    "others, replaced, goes",
    [
        (Others.NONE, False, True),
        (Others.KEPT, False, True),
        (Others.BLACKENED, False, True),
        (Others.LEFT_OUT, False, False),
        (Others.UNCHECKED, False, False),
        (Others.NONE, True, False),
    ],
)
def test_what_goes_into_the_package(others: Others, replaced: bool, goes: bool) -> None:
    assert goes_along(others, is_replaced=replaced) is goes


def test_what_is_left_out_stays_behind() -> None:
    assert [one for one in Others if stays_behind([Others.NONE, one])] == ["left_out"]


@pytest.mark.parametrize(
    "outcome, grounds, tells",
    [
        (Outcome.GRANTED, {GroundCode.AS_ASKED}, False),
        (Outcome.PARTLY, {GroundCode.OTHERS_RIGHTS, GroundCode.AS_ASKED}, True),
        (Outcome.PARTLY, {GroundCode.NATIONAL_EXCEPTION}, True),
        (Outcome.PARTLY, {GroundCode.NO_CONSENT_OR_CONTRACT}, False),
    ],
)
def test_what_stays_behind_is_told(outcome: Outcome, grounds: set[GroundCode], tells: bool) -> None:
    assert tells_of_it(outcome, grounds) is tells


def test_others_in_a_document_ask_for_words() -> None:
    assert [one for one in Others if needs_weighing(one)] == ["kept", "blackened", "left_out"]


def test_only_a_replacement_can_be_called_blackened() -> None:
    assert Others.BLACKENED not in choices_for(is_replacement=False)
    assert Others.BLACKENED in choices_for(is_replacement=True)


def test_thirty_days_and_not_one_more() -> None:
    last = available_until(day("wed 2026-11-25"))
    assert last == day("fri 2026-12-25")
    assert not is_over(last, last)
    assert is_over(last, day("sat 2026-12-26"))
    assert not is_over(None, last)


@pytest.mark.parametrize(
    "about, here, left",
    [
        ((), True, True),
        (("pupil",), True, True),
        (("guardian",), True, True),
        (("applicant",), True, True),
        (("former_pupil",), False, True),
        (("former_pupil", "pupil"), True, True),
        (("staff", "visitor"), False, False),
        (("former_pupil", "staff"), False, True),
    ],
)
def test_who_keeps_former_pupils_has_no_child_of_eight(
    about: tuple[str, ...], here: bool, left: bool
) -> None:
    assert {*about} <= {one.value for one in DataSubject}
    assert concerns(about, has_left=False) is here
    assert concerns(about, has_left=True) is left
