"""Vertellen: a new question, or one that means something else, is one mail to who may answer."""

from datetime import date, timedelta

import pytest

from consent import access
from consent.actions.purposes import Asking, Words
from consent.actions.purposes import ask as ask_own
from consent.models import Purpose, PurposeText
from consent.rules import Medium
from portal.outbox.models import Message
from portal.people.models import Board, Group, School
from portal.people.rules import turns
from portal.roof.reminding import tell_asked
from tests.builders import make_group, make_pupil, tie
from tests.cast import Cast
from tests.consent.builders import ask, new_text, say
from tests.consent.rondes import noon, prove

FATIMA, DAAN = "fatima@example.org", "daan@example.org"
WORDS = Words("Kamp", "Mag het?", "Uitleg.", "Weg.")


@pytest.fixture
def purpose(cast: Cast, today: date) -> Purpose:
    """A question that is asked for long; everybody proved an address."""
    prove(*cast.users.values())
    found = ask(cast, today)
    PurposeText.objects.update(told_on=today)
    return found


def told(today: date) -> list[str]:
    tell_asked(noon(today))
    return sorted(Message.objects.filter(kind="consent.question").values_list("to", flat=True))


def ask_about(target: Board | School | Group, cast: Cast, today: date) -> Purpose:
    return ask_own(target, Asking(Medium.WEBSITE, today), WORDS, by=cast.petra, today=today)


def test_a_text_that_means_something_else_is_told_to_both(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    say(cast.daan, cast.noor, purpose, today, yes=False)
    new_text(purpose, today)
    assert {FATIMA, DAAN} <= set(told(today))  # who said no too: no mail would tell it
    mails = Message.objects.filter(to__in=[FATIMA, DAAN], kind="consent.question")
    assert len({(one.subject, one.body) for one in mails}) == 1
    assert not any(word in mails[0].body for word in ("Noor", "Instagram", "toestemming", "foto"))


def test_it_is_told_once(cast: Cast, today: date, purpose: Purpose) -> None:
    tie(cast.guardians["fatima"], make_pupil(cast.school, "Zus", turns(today, -6)))
    new_text(purpose, today)
    new_text(Purpose.objects.get(board=cast.board, code="website"), today)
    first = told(today)
    assert first.count(FATIMA) == 1
    assert told(today) == told(today + timedelta(days=1)) == first


def test_a_small_correction_is_told_to_nobody(cast: Cast, today: date, purpose: Purpose) -> None:
    new_text(purpose, today)
    PurposeText.objects.filter(version=2).update(same_as=1)
    assert told(today) == []


def test_a_text_is_told_on_its_first_day(cast: Cast, today: date, purpose: Purpose) -> None:
    new_text(purpose, today + timedelta(days=1))
    assert told(today) == []
    assert FATIMA in told(today + timedelta(days=1))


def test_what_is_long_in_force_is_no_news(cast: Cast, today: date, purpose: Purpose) -> None:
    new_text(purpose, today)
    assert told(today + timedelta(days=14)) == []


def test_a_new_question_is_told_where_it_is_asked(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    ask_about(cast.group, cast, today)
    assert told(today) == [DAAN, FATIMA]


def test_a_question_of_another_group_is_not_told(cast: Cast, today: date, purpose: Purpose) -> None:
    ask_about(make_group(cast.school, "8A"), cast, today)
    assert told(today) == []


def test_a_pupil_of_sixteen_hears_of_it_and_a_parent_without_mandate_does_not(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    ask_about(cast.vo, cast, today)
    assert told(today) == ["jan@example.org", "sam@example.org"]
    assert "voor je klaar" in Message.objects.get(to="sam@example.org").subject


def test_batches_of_one_reach_everybody_once(
    cast: Cast, today: date, purpose: Purpose, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access.reminding, "BATCH", 1)
    new_text(purpose, today)
    names = ("daan", "fatima", "jan", "olga", "sam")
    assert told(today) == [f"{name}@example.org" for name in names]
