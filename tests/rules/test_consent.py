"""Claims about effective consent (law.md §4), as tables and as properties."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.rules import (
    CONFIRMATION_DAYS,
    Answer,
    Capacity,
    Effective,
    Held,
    PupilFacts,
    Reason,
    State,
    Told,
    Word,
    answer_for,
    effective,
    is_same_word,
    may_say,
    told,
)

ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))
SIXTEEN_ON = date(2026, 11, 25)
EIGHTEEN_ON = date(2028, 11, 25)
CHILD = PupilFacts(date(2034, 5, 1), date(2036, 5, 1), in_primary=True)
TEENAGER = PupilFacts(SIXTEEN_ON, EIGHTEEN_ON, in_primary=False)
BEFORE, AFTER = SIXTEEN_ON - timedelta(days=100), SIXTEEN_ON + timedelta(days=1)
BOTH_HOLD = {ONE: Held(Capacity.AUTHORITY), TWO: Held(Capacity.AUTHORITY)}
MANDATED = {ONE: Held(Capacity.AUTHORITY, mandated_since=SIXTEEN_ON), TWO: Held(Capacity.AUTHORITY)}


def say(
    by: UUID | None,
    answer: Answer = Answer.GIVEN,
    *,
    version: int = 1,
    capacity: Capacity | None = None,
    on: date = BEFORE,
    nr: int = 1,
) -> Word:
    default = Capacity.PUPIL if by is None else Capacity.AUTHORITY
    return Word(by, answer, version, capacity or default, on, nr)


def outcome(
    *words: Word,
    held: dict[UUID, Held] | None = None,
    both: bool = False,
    version: int = 1,
    pupil: PupilFacts = CHILD,
    today: date = AFTER,
) -> Effective:
    capacities = BOTH_HOLD if held is None else held
    return effective(words, capacities, both_needed=both, version=version, pupil=pupil, today=today)


NO, WITHDRAWN = Answer.REFUSED, Answer.WITHDRAWN


@pytest.mark.parametrize(
    "words, state",
    [
        pytest.param([], State.UNANSWERED, id="no answer is no"),
        pytest.param([say(ONE)], State.ALLOWED, id="one may answer alone"),
        pytest.param([say(ONE), say(TWO)], State.ALLOWED, id="two yeses"),
        pytest.param([say(ONE, NO)], State.NOT_ALLOWED, id="one no"),
        pytest.param([say(ONE), say(TWO, NO)], State.NO_AGREEMENT, id="one no outweighs one yes"),
        pytest.param([say(ONE, NO), say(TWO)], State.NO_AGREEMENT, id="whoever says it"),
        pytest.param([say(ONE, WITHDRAWN)], State.NOT_ALLOWED, id="withdrawal acts at once"),
        pytest.param([say(ONE, WITHDRAWN), say(TWO)], State.NO_AGREEMENT, id="also beside a yes"),
        pytest.param([say(ONE, version=0)], State.ASKED_AGAIN, id="a yes lapses on a new text"),
        pytest.param([say(ONE, NO, version=0)], State.NOT_ALLOWED, id="a no stands across texts"),
        pytest.param(
            [say(ONE, NO, version=0), say(TWO)], State.NO_AGREEMENT, id="an old no, a new yes"
        ),
        pytest.param([say(ONE, version=0), say(TWO)], State.ALLOWED, id="one new yes is enough"),
    ],
)
def test_guardians_decide_under_sixteen(words: list[Word], state: State) -> None:
    result = outcome(*words)
    assert result.state is state
    assert result.allowed is (state is State.ALLOWED)


@pytest.mark.parametrize(
    "held, answer, allowed",
    [
        pytest.param(Held(Capacity.AUTHORITY), Answer.GIVEN, True, id="authority"),
        pytest.param(Held(Capacity.UNKNOWN), Answer.GIVEN, False, id="a yes needs authority"),
        pytest.param(Held(Capacity.DENIED), Answer.GIVEN, False, id="a yes falls with authority"),
        pytest.param(Held(Capacity.AUTHORITY, AFTER), Answer.GIVEN, False, id="it came back"),
        pytest.param(None, Answer.GIVEN, False, id="a yes falls when the link ended"),
    ],
)
def test_a_yes_stands_while_its_giver_has_authority(
    held: Held | None, answer: Answer, allowed: bool
) -> None:
    capacities = {} if held is None else {ONE: held}
    assert outcome(say(ONE, answer), held=capacities).allowed is allowed


@pytest.mark.parametrize(
    "held, stands",
    [
        pytest.param(Held(Capacity.AUTHORITY), True, id="authority"),
        pytest.param(Held(Capacity.UNKNOWN), True, id="unknown authority"),
        pytest.param(None, True, id="a vanished link is no denial"),
        pytest.param(Held(Capacity.DENIED), False, id="denied"),
    ],
)
def test_a_no_counts_until_authority_is_denied(held: Held | None, stands: bool) -> None:
    capacities = {TWO: Held(Capacity.AUTHORITY)} | ({} if held is None else {ONE: held})
    result = outcome(say(ONE, NO), say(TWO), held=capacities)
    assert result.allowed is not stands


def test_a_yes_said_in_doubt_does_not_grow_into_consent() -> None:
    word = say(ONE, capacity=Capacity.UNKNOWN)
    assert not outcome(word, held={ONE: Held(Capacity.AUTHORITY)}).allowed


@pytest.mark.parametrize(
    "words, held, state",
    [
        pytest.param([say(ONE)], BOTH_HOLD, State.WAITS_FOR_SECOND, id="one of two"),
        pytest.param([say(ONE), say(TWO)], BOTH_HOLD, State.ALLOWED, id="two of two"),
        pytest.param([say(ONE), say(TWO, version=0)], BOTH_HOLD, State.WAITS_FOR_SECOND, id="old"),
        pytest.param([say(ONE), say(TWO, NO)], BOTH_HOLD, State.NO_AGREEMENT, id="yes and no"),
        pytest.param([say(ONE)], {ONE: Held(Capacity.AUTHORITY)}, State.ALLOWED, id="one is both"),
    ],
)
def test_both_may_be_needed(words: list[Word], held: dict[UUID, Held], state: State) -> None:
    assert outcome(*words, held=held, both=True).state is state


LAST_DAY = SIXTEEN_ON + timedelta(days=CONFIRMATION_DAYS - 1)


@pytest.mark.parametrize(
    "today, state, allowed",
    [
        pytest.param(SIXTEEN_ON - timedelta(days=1), State.ALLOWED, True, id="day before"),
        pytest.param(SIXTEEN_ON, State.NOT_CONFIRMED_BY_PUPIL, True, id="birthday"),
        pytest.param(LAST_DAY, State.NOT_CONFIRMED_BY_PUPIL, True, id="42nd day"),
        pytest.param(LAST_DAY + timedelta(days=1), State.NOT_ALLOWED, False, id="then it lapses"),
        pytest.param(EIGHTEEN_ON, State.UNANSWERED, False, id="eighteen"),
    ],
)
def test_a_guardians_yes_outlives_the_birthday_six_weeks(
    today: date, state: State, allowed: bool
) -> None:
    result = outcome(say(ONE), pupil=TEENAGER, today=today)
    assert (result.state, result.allowed) == (state, allowed)


PUPIL_YES = say(None, on=AFTER, nr=5)
MANDATE_NO = say(ONE, NO, capacity=Capacity.MANDATE, on=AFTER, nr=9)
MANDATE_YES = say(ONE, capacity=Capacity.MANDATE, on=AFTER, nr=9)


@pytest.mark.parametrize(
    "words, held, allowed",
    [
        pytest.param([say(ONE, NO)], BOTH_HOLD, False, id="a guardian's no stands"),
        pytest.param([say(ONE, NO), PUPIL_YES], BOTH_HOLD, True, id="until the pupil answers"),
        pytest.param([say(ONE), say(None, NO, on=AFTER)], BOTH_HOLD, False, id="pupil's no wins"),
        pytest.param([say(ONE), say(None, WITHDRAWN)], BOTH_HOLD, False, id="a young pupil's no"),
        pytest.param([say(ONE, NO), say(None)], BOTH_HOLD, False, id="a yes before 16 is none"),
        pytest.param([say(ONE, on=AFTER)], BOTH_HOLD, False, id="a guardian cannot start at 16"),
        pytest.param([MANDATE_YES], MANDATED, True, id="mandate speaks for the pupil"),
        pytest.param([MANDATE_YES], BOTH_HOLD, False, id="not after the mandate ended"),
        pytest.param([MANDATE_YES, say(TWO, NO)], MANDATED, False, id="nor against a no"),
        pytest.param([PUPIL_YES, MANDATE_NO], MANDATED, False, id="a later no under a mandate"),
        pytest.param([say(None, on=AFTER, nr=10), MANDATE_NO], MANDATED, True, id="answered since"),
        pytest.param([MANDATE_YES, say(None, NO, on=AFTER)], MANDATED, False, id="pupil outweighs"),
    ],
)
def test_from_sixteen_the_pupil_decides(
    words: list[Word], held: dict[UUID, Held], allowed: bool
) -> None:
    assert outcome(*words, held=held, pupil=TEENAGER, today=AFTER).allowed is allowed


def test_from_eighteen_only_the_pupil_speaks() -> None:
    assert not outcome(MANDATE_YES, held=MANDATED, pupil=TEENAGER, today=EIGHTEEN_ON).allowed
    assert outcome(PUPIL_YES, pupil=TEENAGER, today=EIGHTEEN_ON).allowed


def test_a_pupils_yes_lapses_on_a_new_text() -> None:
    result = outcome(PUPIL_YES, pupil=TEENAGER, today=AFTER, version=2)
    assert result.state is State.ASKED_AGAIN


def test_without_a_birth_date_only_primary_education_goes_on() -> None:
    primary = PupilFacts(None, None, in_primary=True)
    elsewhere = PupilFacts(None, None, in_primary=False)
    assert outcome(say(ONE), pupil=primary).allowed
    assert outcome(say(ONE), pupil=elsewhere).reason is Reason.NO_BIRTH_DATE


@pytest.mark.parametrize(
    "last, says_yes, answer",
    [
        (None, True, Answer.GIVEN),
        (None, False, Answer.REFUSED),
        (Answer.GIVEN, False, Answer.WITHDRAWN),
        (Answer.WITHDRAWN, False, Answer.WITHDRAWN),
        (Answer.REFUSED, False, Answer.REFUSED),
        (Answer.WITHDRAWN, True, Answer.GIVEN),
    ],
)
def test_a_no_after_a_yes_is_a_withdrawal(
    last: Answer | None, says_yes: bool, answer: Answer
) -> None:
    assert answer_for(last, says_yes=says_yes) is answer


def test_the_same_yes_to_a_newer_text_is_a_new_word() -> None:
    last = say(ONE)
    yes, holder = Answer.GIVEN, Capacity.AUTHORITY
    assert is_same_word(last, answer=yes, version=1, capacity=holder)
    assert not is_same_word(last, answer=yes, version=2, capacity=holder)
    assert not is_same_word(None, answer=yes, version=1, capacity=holder)


@pytest.mark.parametrize(
    "answer, capacity, has_right, may",
    [
        (Answer.GIVEN, Capacity.AUTHORITY, True, True),
        (Answer.GIVEN, Capacity.AUTHORITY, False, False),
        (Answer.GIVEN, Capacity.UNKNOWN, False, False),
        (Answer.REFUSED, Capacity.UNKNOWN, False, True),
        (Answer.WITHDRAWN, Capacity.AUTHORITY, False, True),
        (Answer.WITHDRAWN, Capacity.PUPIL, False, True),
        (Answer.WITHDRAWN, Capacity.DENIED, False, True),
        (Answer.REFUSED, Capacity.DENIED, False, False),
    ],
)
def test_a_yes_needs_the_right_and_a_no_only_doubt(
    answer: Answer, capacity: Capacity, has_right: bool, may: bool
) -> None:
    assert may_say(answer, capacity, has_right=has_right) is may


def test_silence_and_a_no_read_alike_when_two_have_a_say() -> None:
    ways = [
        outcome(),
        outcome(say(ONE, NO)),
        outcome(say(ONE), say(TWO, NO)),
        outcome(say(ONE, version=0)),
        outcome(say(ONE), both=True),
    ]
    assert {told(way, shared=True) for way in ways} == {Told.NO_JOINT_CONSENT}


def test_the_outcome_is_told_in_neutral_words() -> None:
    birthday = outcome(say(ONE), pupil=TEENAGER, today=SIXTEEN_ON)
    nowhere = outcome(say(ONE), pupil=PupilFacts(None, None, in_primary=False))
    assert told(outcome(say(ONE)), shared=True) is Told.ALLOWED
    assert told(birthday, shared=True) is Told.ALLOWED_FOR_NOW
    assert told(nowhere, shared=True) is Told.BIRTH_DATE_NEEDED
    assert told(outcome(), shared=False) is Told.NOT_ALLOWED


def test_an_earlier_yes_survives_a_mandate() -> None:
    assert outcome(say(ONE), held=MANDATED, pupil=TEENAGER, today=AFTER).allowed


days = st.integers(-400, 1200).map(lambda days: SIXTEEN_ON + timedelta(days=days))
helds = st.builds(Held, st.sampled_from(list(Capacity)), st.none() | days, st.none() | days)
capacity_maps = st.dictionaries(st.sampled_from([ONE, TWO, THREE]), helds)
pupils = st.sampled_from([CHILD, TEENAGER, PupilFacts(None, None, False)])


@st.composite
def histories(draw: st.DrawFn) -> list[Word]:
    """The last word of each of some givers, in some order of speaking."""
    givers = draw(st.lists(st.sampled_from([ONE, TWO, THREE, None]), unique=True))
    return [
        Word(
            giver,
            draw(st.sampled_from(list(Answer))),
            draw(st.integers(1, 3)),
            draw(st.sampled_from(list(Capacity))) if giver else Capacity.PUPIL,
            draw(days),
            nr,
        )
        for nr, giver in enumerate(givers)
    ]


def rests_on_a_right(word: Word, held: dict[UUID, Held]) -> bool:
    """The oracle, in words of its own: who said it could say it then, and ever since."""
    if word.by is None:
        return True
    now = held.get(word.by, Held(Capacity.UNKNOWN))
    if word.capacity is Capacity.MANDATE:
        return now.mandated_since is not None and now.mandated_since <= word.on
    both = (word.capacity, now.capacity)
    return both == (Capacity.AUTHORITY, Capacity.AUTHORITY) and (now.since or date.min) <= word.on


@given(histories(), capacity_maps, st.booleans(), st.integers(1, 3), pupils, days)
def test_nothing_is_allowed_without_a_standing_yes(
    words: list[Word],
    held: dict[UUID, Held],
    both: bool,
    version: int,
    pupil: PupilFacts,
    today: date,
) -> None:
    result = outcome(*words, held=held, both=both, version=version, pupil=pupil, today=today)
    if result.allowed:
        # `version` is the oldest text that means what the text in force means (ADR 12)
        yeses = [word for word in words if word.is_yes and word.version >= version]
        assert any(rests_on_a_right(word, held) for word in yeses)


@given(histories(), capacity_maps, st.booleans(), st.integers(1, 3), days)
def test_nothing_is_allowed_beside_a_standing_no(
    words: list[Word], held: dict[UUID, Held], both: bool, version: int, today: date
) -> None:
    result = outcome(*words, held=held, both=both, version=version, today=today)
    denied = {by for by, one in held.items() if one.capacity is Capacity.DENIED}
    if any(not word.is_yes and word.by not in denied for word in words):
        assert not result.allowed


@given(histories(), capacity_maps, st.booleans(), pupils, days)
def test_a_new_text_never_allows(
    words: list[Word],
    held: dict[UUID, Held],
    both: bool,
    pupil: PupilFacts,
    today: date,
) -> None:
    after = outcome(*words, held=held, both=both, version=4, pupil=pupil, today=today)
    assert not after.allowed


@given(histories(), capacity_maps, st.integers(1, 3), pupils, days)
def test_asking_both_never_allows_more(
    words: list[Word], held: dict[UUID, Held], version: int, pupil: PupilFacts, today: date
) -> None:
    strict = outcome(*words, held=held, both=True, version=version, pupil=pupil, today=today)
    loose = outcome(*words, held=held, both=False, version=version, pupil=pupil, today=today)
    assert loose.allowed or not strict.allowed


@given(histories(), capacity_maps, st.booleans(), st.integers(1, 3), pupils, days)
def test_only_two_states_allow(
    words: list[Word],
    held: dict[UUID, Held],
    both: bool,
    version: int,
    pupil: PupilFacts,
    today: date,
) -> None:
    result = outcome(*words, held=held, both=both, version=version, pupil=pupil, today=today)
    allowing = {State.ALLOWED, State.NOT_CONFIRMED_BY_PUPIL}
    assert result.allowed is (result.state in allowing)


@given(histories(), capacity_maps, st.booleans(), st.integers(1, 3), pupils, days, days)
def test_time_alone_never_allows_from_sixteen(
    words: list[Word],
    held: dict[UUID, Held],
    both: bool,
    version: int,
    pupil: PupilFacts,
    one: date,
    other: date,
) -> None:
    earlier, later = sorted((one, other))
    before = outcome(*words, held=held, both=both, version=version, pupil=pupil, today=earlier)
    after = outcome(*words, held=held, both=both, version=version, pupil=pupil, today=later)
    started = all(word.on <= earlier for word in words)
    assert before.allowed or not after.allowed or not started
