"""Toestemming: whether a purpose is allowed for a pupil on a date (AVG 4(11), 7 and 8; UAVG 5)."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from uuid import UUID

from consent.rules.words import (
    NOT_LINKED,
    Capacity,
    Effective,
    Held,
    PupilFacts,
    Reason,
    State,
    Told,
    Word,
)

CONFIRMATION_DAYS = 42  # six weeks in which the guardians' yes outlives the 16th birthday


def effective(
    words: Collection[Word],
    capacities: Mapping[UUID, Held],
    *,
    both_needed: bool,
    version: int,
    pupil: PupilFacts,
    today: date,
) -> Effective:
    """The effective consent on a day, from the last word of each giver.

    `version` is the oldest one that means what the text in force that day means. A guardian
    missing from `capacities` counts as of unknown authority. Nothing but a standing
    yes, with no standing no beside it, is allowed.
    """
    if pupil.sixteen_on is None and not pupil.in_primary:
        return _not(State.NOT_ALLOWED, Reason.NO_BIRTH_DATE)
    if not pupil.is_sixteen(today):
        return _by_guardians(words, capacities, both_needed=both_needed, version=version)
    if (
        _pupil_has_spoken(words, pupil)
        or pupil.is_eighteen(today)
        or _mandated(words, capacities, pupil)
    ):
        return _by_pupil(words, capacities, version=version, pupil=pupil, today=today)
    young = [word for word in words if not (word.is_yes and _is_from_sixteen(word, pupil))]
    before = _by_guardians(young, capacities, both_needed=both_needed, version=version)
    return _at_sixteen(before, pupil=pupil, today=today)


def with_noes_elsewhere(words: Collection[Word], elsewhere: Collection[Word]) -> list[Word]:
    """The last words, and each no to the same question in another place: of the board, or of
    another school. It stands until its giver answers here (law.md §4: a no stands).
    """
    here = {word.by: word for word in words}
    for no in (word for word in elsewhere if not word.is_yes):
        last = here.get(no.by)
        if last is None or last.moment < no.moment:
            here[no.by] = no
    return list(here.values())


def standing_noes(words: Collection[Word], capacities: Mapping[UUID, Held]) -> list[Word]:
    """A no counts across versions, until its giver changes it or his authority is denied."""
    return [
        word
        for word in words
        if not word.is_yes and _held(word, capacities).capacity is not Capacity.DENIED
    ]


def carried_yeses(words: Collection[Word], capacities: Mapping[UUID, Held]) -> list[Word]:
    """The yeses of holders of authority, whatever their text version."""
    return [
        word
        for word in words
        if word.is_yes
        and word.capacity is Capacity.AUTHORITY
        and _held(word, capacities).carries(word)
    ]


def confirm_by(sixteen_on: date) -> date:
    """The last day on which the guardians' yes still stands for a pupil who has not answered."""
    return sixteen_on + timedelta(days=CONFIRMATION_DAYS - 1)


def _by_guardians(
    words: Collection[Word], capacities: Mapping[UUID, Held], *, both_needed: bool, version: int
) -> Effective:
    yeses = carried_yeses(words, capacities)
    if standing_noes(words, capacities):
        state = State.NO_AGREEMENT if yeses else State.NOT_ALLOWED
        return _not(state, Reason.NO_STANDS)
    current = [word for word in yeses if word.version >= version]
    if yeses and not current:
        return _not(State.ASKED_AGAIN, Reason.TEXT_CHANGED)
    if not current:
        ended = any(word.is_yes and word.capacity is Capacity.AUTHORITY for word in words)
        reason = Reason.AUTHORITY_ENDED if ended else Reason.NOBODY_ANSWERED
        return _not(State.UNANSWERED, reason)
    holders = [held for held in capacities.values() if held.capacity is Capacity.AUTHORITY]
    if both_needed and len(current) < len(holders):
        return _not(State.WAITS_FOR_SECOND, Reason.SECOND_YES_MISSING)
    return Effective(True, State.ALLOWED, Reason.YES)


def _at_sixteen(before: Effective, *, pupil: PupilFacts, today: date) -> Effective:
    """The guardians' yes stands until the pupil answers, six weeks at most; their no stands on."""
    if not before.allowed or pupil.sixteen_on is None:
        return before
    if today <= confirm_by(pupil.sixteen_on):
        return Effective(True, State.NOT_CONFIRMED_BY_PUPIL, Reason.GUARDIANS_YES_FOR_NOW)
    return _not(State.NOT_ALLOWED, Reason.NOT_CONFIRMED_IN_TIME)


def _by_pupil(
    words: Collection[Word],
    capacities: Mapping[UUID, Held],
    *,
    version: int,
    pupil: PupilFacts,
    today: date,
) -> Effective:
    """From 16 the pupil decides, also through somebody with a mandate; from 18 the pupil alone,
    or through a representative who is a mentor or curator (law.md §3).
    """
    if _noes_from_sixteen(words, capacities, pupil):
        return _not(State.NOT_ALLOWED, Reason.NO_STANDS)
    yeses = [word for word in _by_self(words, pupil) if word.is_yes]
    adult = pupil.is_eighteen(today)
    spoken_for = _mandated(words, capacities, pupil)
    yeses += [word for word in spoken_for if not adult or _held(word, capacities).represents]
    if any(word.version >= version for word in yeses):
        return Effective(True, State.ALLOWED, Reason.YES)
    if yeses:
        return _not(State.ASKED_AGAIN, Reason.TEXT_CHANGED)
    return _not(State.UNANSWERED, Reason.NOBODY_ANSWERED)


def _noes_from_sixteen(
    words: Collection[Word], capacities: Mapping[UUID, Held], pupil: PupilFacts
) -> list[Word]:
    """The pupil's no; and every other no that the pupil has not answered since.

    A guardian's own no ends with the pupil's answer; a no under a mandate ends with a later one.
    """
    spoken = max((word.moment for word in _by_self(words, pupil)), default=None)
    return [
        word
        for word in standing_noes(words, capacities)
        if word.by is None
        or spoken is None
        or (word.capacity is Capacity.MANDATE and word.moment > spoken)
    ]


def _mandated(
    words: Collection[Word], capacities: Mapping[UUID, Held], pupil: PupilFacts
) -> list[Word]:
    """The yeses said for the pupil by somebody whose mandate still holds."""
    return [
        word
        for word in words
        if word.is_yes
        and word.capacity is Capacity.MANDATE
        and _is_from_sixteen(word, pupil)
        and _held(word, capacities).carries(word)
    ]


def _pupil_has_spoken(words: Collection[Word], pupil: PupilFacts) -> bool:
    """A pupil's yes counts from 16, a pupil's no always."""
    return bool(_by_self(words, pupil)) or any(
        word.by is None and not word.is_yes for word in words
    )


def _by_self(words: Collection[Word], pupil: PupilFacts) -> list[Word]:
    return [word for word in words if word.by is None and _is_from_sixteen(word, pupil)]


def _is_from_sixteen(word: Word, pupil: PupilFacts) -> bool:
    return pupil.sixteen_on is not None and word.on >= pupil.sixteen_on


def _held(word: Word, capacities: Mapping[UUID, Held]) -> Held:
    if word.by is None:
        return Held(Capacity.PUPIL)
    return capacities.get(word.by, NOT_LINKED)


def _not(state: State, reason: Reason) -> Effective:
    return Effective(False, state, reason)


def told(outcome: Effective, *, shared: bool) -> Told:
    """The neutral wording. With a second voice every not-allowed reads alike: silence, a no, a
    lapsed yes and a missing second yes give one line, so that nobody's answer is told.
    """
    if outcome.state is State.NOT_CONFIRMED_BY_PUPIL:
        return Told.ALLOWED_FOR_NOW
    if outcome.allowed:
        return Told.ALLOWED
    if outcome.reason is Reason.NO_BIRTH_DATE:
        return Told.BIRTH_DATE_NEEDED
    return Told.NO_JOINT_CONSENT if shared else Told.NOT_ALLOWED
