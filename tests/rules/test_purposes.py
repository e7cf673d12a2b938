"""Vragen: a wrong basis is seen, a text never begins in the past, no change makes a no a yes."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.rules import (
    Misleading,
    PurposeRefusal,
    Reach,
    Whereabouts,
    asked_about,
    end_refusal,
    is_about,
    may_need,
    misleads,
    text_refusal,
)
from consent.starter import EXAMPLES, QUESTIONS
from tests.days import day

TODAY = day("thu 2026-11-26")
BOARD, SCHOOL, GROUP, PUPIL, OTHER = (UUID(int=number) for number in range(1, 6))
HERE = Whereabouts(BOARD, PUPIL, frozenset({SCHOOL}), frozenset({GROUP}))


@pytest.mark.parametrize(
    "text, found",
    [
        pytest.param("Mag DUO de gegevens krijgen?", "duo", id="DUO"),
        pytest.param("Mag de leerplichtambtenaar het weten?", "attendance", id="leerplicht"),
        pytest.param("Mag naam en groep naar Basispoort?", "learning_material", id="Basispoort"),
        pytest.param("Mag het SWV meekijken?", "partnership", id="SWV"),
        pytest.param("Mag dit in ParnasSys?", "administration", id="ParnasSys"),
        pytest.param("Mag de Inspectie langskomen?", "inspectorate", id="Inspectie"),
        pytest.param("Mag de onderwijsinspecteur mee?", "inspectorate", id="inspecteur"),
        pytest.param("Mag uw kind toetsen maken?", "teaching", id="toetsen"),
        pytest.param("Mag het met een toetsenbord?", "", id="toetsenbord"),
        pytest.param("Mogen wij verzuim melden?", "attendance", id="verzuim"),
        pytest.param("Mag het in de leerling administratie?", "administration", id="two words"),
        pytest.param("Mag uw kind werken met Snappet?", "learning_material", id="Snappet"),
        pytest.param(
            "Mag het duo optreden met een foto in de gids?", "duo", id="a duo: warns only"
        ),
        pytest.param("Mag een foto op Instagram?", "", id="a photo"),
        pytest.param("Mogen individuen op de foto?", "", id="not inside a word"),
    ],
)
def test_what_needs_no_consent_is_seen_in_the_words(text: str, found: str) -> None:
    assert [one.value for one in misleads("Vraag", text)] == found.split()


def test_no_question_that_ships_asks_for_what_needs_no_consent() -> None:
    for one in (*QUESTIONS, *EXAMPLES):
        words = one.words
        asked = (words.title, words.question, words.explanation, words.audience, words.kept)
        assert misleads(*asked) == [], one.code


def test_every_kind_of_misleading_question_has_its_signs() -> None:
    assert {kind for text in ("lesmethode", "toetsuitslag") for kind in misleads(text)} == {
        Misleading.LEARNING_MATERIAL,
        Misleading.TEACHING,
    }


@pytest.mark.parametrize(
    "first_day, newest_on, same, why",
    [
        pytest.param("thu 2026-11-26", None, False, None, id="the first text, today"),
        pytest.param("fri 2026-11-27", "thu 2026-11-26", False, None, id="a later one"),
        pytest.param("wed 2026-11-25", None, False, "in_past", id="yesterday"),
        pytest.param("thu 2026-11-26", "fri 2026-11-27", False, "later_text", id="before a newer"),
        pytest.param("fri 2026-11-27", "thu 2026-11-26", True, "nothing_new", id="same words"),
        pytest.param("thu 2026-11-26", "mon 2026-11-02", False, "from_tomorrow", id="on its day"),
    ],
)
def test_a_text_begins_today_or_later_and_after_the_one_before(
    first_day: str, newest_on: str | None, same: bool, why: str | None
) -> None:
    newest = day(newest_on) if newest_on else None
    found = text_refusal(in_force_on=day(first_day), newest_on=newest, same=same, today=TODAY)
    assert found == (PurposeRefusal(why) if why else None)


@pytest.mark.parametrize(
    "until, end_on, stands_in, why",
    [
        pytest.param(None, "thu 2026-11-26", False, None, id="from today"),
        pytest.param(None, "wed 2026-11-25", False, "in_past", id="from yesterday"),
        pytest.param("thu 2026-11-26", "fri 2026-11-27", False, "already_ended", id="ended"),
        pytest.param(None, "fri 2026-11-27", True, "stands_in", id="in the board's place"),
        pytest.param("fri 2026-11-27", "sat 2026-11-28", False, "longer", id="later than said"),
    ],
)
def test_a_question_ends_once_and_not_in_the_past(
    until: str | None, end_on: str, stands_in: bool, why: str | None
) -> None:
    found = end_refusal(
        since=day("mon 2026-11-02"),
        until=day(until) if until else None,
        end_on=day(end_on),
        stands_in=stands_in,
        today=TODAY,
    )
    assert found == (PurposeRefusal(why) if why else None)


@given(st.dates(min_value=TODAY), st.dates(min_value=TODAY))
def test_a_question_never_ends_before_its_first_day(since: date, end_on: date) -> None:
    why = end_refusal(since=since, until=None, end_on=end_on, stands_in=False, today=TODAY)
    assert (why is PurposeRefusal.ENDS_BEFORE_START) is (end_on <= since)


def test_more_voices_may_be_asked_for_and_never_fewer() -> None:
    assert may_need(before=False, after=True)
    assert not may_need(before=True, after=False)


@pytest.mark.parametrize(
    "reach, is_asked",
    [
        pytest.param(Reach(BOARD, "a"), True, id="the board"),
        pytest.param(Reach(OTHER, "a"), False, id="another board"),
        pytest.param(Reach(BOARD, "a", school=OTHER), False, id="another school"),
        pytest.param(Reach(BOARD, "a", SCHOOL, group=GROUP), True, id="the group"),
        pytest.param(Reach(BOARD, "a", SCHOOL, group=OTHER), False, id="another group"),
        pytest.param(Reach(BOARD, "a", SCHOOL, pupil=PUPIL), True, id="the pupil"),
        pytest.param(Reach(BOARD, "a", SCHOOL, pupil=OTHER), False, id="another pupil"),
    ],
)
def test_a_question_is_about_whom_it_names(reach: Reach, is_asked: bool) -> None:
    assert is_about(reach, HERE) is is_asked
    assert not is_about(reach, Whereabouts(BOARD, PUPIL, frozenset()))  # no longer at a school


def test_a_schools_own_question_stands_in_the_place_of_the_boards() -> None:
    questions = {
        "board": Reach(BOARD, "website"),
        "own": Reach(BOARD, "website", SCHOOL),
        "elsewhere": Reach(BOARD, "instagram", OTHER),
        "instagram": Reach(BOARD, "instagram"),
    }
    assert asked_about(questions, HERE) == ["own", "instagram"]
