"""Eén keer wegen: what is remembered for alike questions is what the law says of each by itself."""

from datetime import date
from random import Random

import pytest

from consent import access
from consent.last import LAST_OF, read_last
from consent.models import CurrentChoice, Purpose
from consent.outcomes import Asked, purposes_of, weigh, words_of
from consent.rules import Effective, PupilFacts, effective
from portal.people.access import fill_facts, subject_of
from portal.people.models import Pupil
from portal.people.rules import turns
from tests.cast import Cast
from tests.consent.builders import ask, new_text, say
from tests.consent.klas import ask_more


def random_history(cast: Cast, today: date, seed: int) -> list[Pupil]:
    """Answers of three givers to some of the questions, some of which are renewed."""
    chance = Random(seed)  # noqa: S311
    ask(cast, today)
    ask_more(cast, today, 3)
    purposes = list(Purpose.objects.all())
    for purpose in chance.sample(purposes, 3):
        purpose.both_needed = True
        purpose.save()
    for _step in range(40):
        user, pupil = chance.choice([(cast.fatima, cast.noor), (cast.daan, cast.noor)])
        say(user, pupil, chance.choice(purposes), today, yes=chance.random() < 0.7)
    for purpose in chance.sample(purposes, 2):
        new_text(purpose, today)
    say(cast.sam, cast.sam_pupil, purposes[0], today, yes=True, version=text_of(purposes[0], today))
    pupils = list(Pupil.objects.filter(pk__in=[cast.noor.pk, cast.sam_pupil.pk]))
    fill_facts(pupils, today)
    return pupils


def text_of(purpose: Purpose, today: date) -> int:
    text = Purpose.objects.get(pk=purpose.pk).text_on(today)
    return text.version if text else 1


@pytest.mark.parametrize("seed", range(8))
def test_the_memory_says_what_the_law_says(cast: Cast, today: date, seed: int) -> None:
    pupils = random_history(cast, today, seed)
    asked = purposes_of(pupils, today)
    outcomes = weigh(pupils, asked, read_last(LAST_OF([one.pk for one in pupils])), today)
    assert outcomes == weigh(pupils, asked, words_of(pupils), today)
    for pupil in pupils:
        for one in asked[pupil.pk]:
            outcome = outcomes[pupil.pk][one.purpose.pk]
            assert outcome.effective == law_alone(pupil, one, today)


def law_alone(pupil: Pupil, one: Asked, today: date) -> Effective:
    """One question by itself, straight from the rows."""
    assert pupil.born_on is not None
    born, primary = pupil.born_on, subject_of(pupil).primary
    rows = CurrentChoice.objects.filter(pupil=pupil, purpose=one.purpose)
    return effective(
        [row.word for row in rows],
        access.held_by_guardians(pupil, today),
        both_needed=one.purpose.both_needed,
        version=one.leading.meaning,
        pupil=PupilFacts(turns(born, 16), turns(born, 18), primary),
        today=today,
    )
