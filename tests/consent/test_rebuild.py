"""Herbouwen: the current state is what the ledger says, and can be proved to be."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from consent.actions import rebuild_current
from consent.models import CurrentChoice
from tests.cast import Cast
from tests.consent.builders import ask, say


def answered(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    for yes in (True, False, True):
        say(cast.fatima, cast.noor, purpose, today, yes=yes)
    say(cast.daan, cast.noor, purpose, today, yes=False)
    say(cast.sam, cast.sam_pupil, purpose, today, yes=True)


def test_the_current_state_equals_the_ledger(cast: Cast, today: date) -> None:
    answered(cast, today)
    assert rebuild_current() == (3, 0)


def test_a_difference_is_found_and_repaired(cast: Cast, today: date) -> None:
    answered(cast, today)
    before = set(CurrentChoice.objects.values_list("pupil", "guardian", "answer", "choice_id"))
    CurrentChoice.objects.filter(answer="given").update(answer="refused")
    CurrentChoice.objects.filter(guardian=cast.guardians["daan"]).delete()
    with pytest.raises(CommandError):
        call_command("rebuild_consent")
    call_command("rebuild_consent", "--repair")
    after = set(CurrentChoice.objects.values_list("pupil", "guardian", "answer", "choice_id"))
    assert after == before


def test_a_row_without_a_choice_is_removed(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    CurrentChoice.objects.create(
        purpose=purpose,
        pupil=cast.noor,
        choice_id=99,
        answer="given",
        version=1,
        capacity="pupil",
        on=today,
    )
    assert rebuild_current(repair=True) == (0, 1)
    assert not CurrentChoice.objects.exists()
