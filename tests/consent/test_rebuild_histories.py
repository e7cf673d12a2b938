"""Herbouwen na een willekeurige geschiedenis: whatever was said, the ledger gives it back."""

from datetime import date
from random import Random

import pytest

from consent.actions import rebuild_current
from consent.models import CurrentChoice, Giver
from tests.cast import Cast
from tests.consent.builders import ask, say

SEEDS = pytest.mark.parametrize("seed", range(5))
FACTS = ["pupil", "purpose", "guardian", "answer", "version", "capacity", "on", "choice_id"]
FACTS += ["given_via", "entered_on"]


def random_history(cast: Cast, today: date, seed: int) -> dict[Giver, bool]:
    """Thirty answers by three givers to two questions; gives the last of each."""
    chance = Random(seed)  # noqa: S311
    purposes = [ask(cast, today), ask(cast, today, "website")]
    givers = [
        (cast.fatima, cast.noor, cast.guardians["fatima"].pk),
        (cast.daan, cast.noor, cast.guardians["daan"].pk),
        (cast.sam, cast.sam_pupil, None),
    ]
    said: dict[Giver, bool] = {}
    for _step in range(30):
        user, pupil, guardian = chance.choice(givers)
        purpose, yes = chance.choice(purposes), chance.random() < 0.5
        say(user, pupil, purpose, today, yes=yes)
        said[(pupil.pk, purpose.pk, guardian)] = yes
    return said


@SEEDS
def test_the_current_state_is_the_last_thing_each_giver_said(
    cast: Cast, today: date, seed: int
) -> None:
    said = random_history(cast, today, seed)
    kept = {row.giver: row.answer == "given" for row in CurrentChoice.objects.all()}
    assert kept == said
    assert rebuild_current() == (len(said), 0)


@SEEDS
def test_the_ledger_alone_gives_back_the_current_state(cast: Cast, today: date, seed: int) -> None:
    random_history(cast, today, seed)
    before = set(CurrentChoice.objects.values_list(*FACTS))
    CurrentChoice.objects.all().delete()
    assert rebuild_current(repair=True) == (len(before), len(before))
    assert set(CurrentChoice.objects.values_list(*FACTS)) == before
