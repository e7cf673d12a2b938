"""Builders for consent: the usual questions, and an answer through the real verb."""

from datetime import date

from consent import access, actions
from consent.models import Choice, Purpose, PurposeText
from consent.rules import GivenVia
from consent.starter import adopt_starter
from portal.people.access import Tie, get_tie
from portal.people.models import Pupil, User
from portal.people.rules import Right
from tests.cast import Cast


def ask(cast: Cast, today: date, code: str = "instagram") -> Purpose:
    """The starter questions of the board; gives the one with this code."""
    adopt_starter(cast.board, by=cast.petra, today=today)
    return Purpose.objects.get(board=cast.board, code=code)


def new_text(purpose: Purpose, today: date, *, version: int = 2, language: str = "nl") -> None:
    """A changed text, in force from today."""
    PurposeText.objects.create(
        purpose=purpose,
        version=version,
        language=language,
        in_force_on=today,
        title="Foto op internet",
        question="Mag het?",
        explanation="Uitleg.",
        withdrawal="Dan haalt de school het weg.",
    )


def tie_of(user: User, pupil: Pupil, today: date) -> Tie:
    """The door, as a guardian or pupil who may see it."""
    return get_tie(user, pupil.pk, Right.VIEW, today)


def say(
    user: User, pupil: Pupil, purpose: Purpose, today: date, *, yes: bool, version: int = 1
) -> Choice | None:
    """An answer in the portal to the Dutch text."""
    tie = tie_of(user, pupil, today)
    return actions.choose(
        purpose,
        tie=tie,
        capacity=access.capacity_of(tie),
        says_yes=yes,
        version=version,
        language="nl",
        by=user,
    )


def is_allowed(pupil: Pupil, purpose: Purpose, today: date) -> bool:
    """The effective consent, read afresh."""
    fresh = Pupil.objects.get(pk=pupil.pk)
    return access.allowed_for(purpose, [fresh], today)[pupil.pk]


def type_over(
    pupil: Pupil,
    giver: str,
    answers: dict[Purpose, bool],
    today: date,
    *,
    by: User,
    on: date | None = None,
    via: GivenVia = GivenVia.PAPER,
    stated: bool = False,
) -> list[Choice]:
    """The desk types a paper over; `giver` is part of a name as the desk sees it."""
    pupil = access.get_at_desk(by, pupil.pk, today)
    speaker = next(one for one in access.speakers_of(pupil, today) if giver in one.name)
    giving = access.giving_of(pupil, speaker, on or today, today, stated=stated)
    facts = {"tie": giving.tie, "now": giving.now, "capacity": giving.capacity, "stated": stated}
    return actions.enter(answers, **facts, via=via, reference="map 12, blad 3", by=by)  # type: ignore[arg-type]
