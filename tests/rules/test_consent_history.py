"""Any history of answers, texts, authority and birthdays: nothing but a standing yes allows."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from consent.rules import (
    Answer,
    Capacity,
    Effective,
    Held,
    PupilFacts,
    Word,
    answer_for,
    effective,
)

GUARDIANS = [UUID(int=number) for number in (1, 2)]
START = date(2026, 11, 25)
guardians = st.sampled_from(GUARDIANS)


class Household(RuleBasedStateMachine):
    """Two guardians and a pupil of almost 16, day after day; the model is the last word of each."""

    def __init__(self) -> None:
        super().__init__()
        self.today = START
        self.version = 1
        self.nr = 0
        self.words: dict[UUID | None, Word] = {}
        self.held = {guardian: Held(Capacity.AUTHORITY, START) for guardian in GUARDIANS}
        turned = START + timedelta(days=20)
        self.pupil = PupilFacts(turned, turned + timedelta(days=730), in_primary=False)

    @rule(by=guardians, says_yes=st.booleans())
    def a_guardian_answers(self, by: UUID, says_yes: bool) -> None:
        if not self.pupil.is_sixteen(self.today):
            if self.held[by].capacity is Capacity.AUTHORITY:
                self.say(by, says_yes, Capacity.AUTHORITY)
        elif self.held[by].mandated_since:
            self.say(by, says_yes, Capacity.MANDATE)

    @rule(says_yes=st.booleans())
    def the_pupil_answers(self, says_yes: bool) -> None:
        if self.pupil.is_sixteen(self.today):
            self.say(None, says_yes, Capacity.PUPIL)

    @rule(by=guardians, capacity=st.sampled_from([Capacity.AUTHORITY, Capacity.UNKNOWN]))
    def authority_changes(self, by: UUID, capacity: Capacity) -> None:
        if self.held[by].capacity is not capacity:
            was_allowed = self.outcome().allowed
            self.held[by] = Held(capacity, self.tomorrow(), self.held[by].mandated_since)
            assert was_allowed or not self.outcome().allowed

    @rule(by=guardians)
    def a_mandate_begins_or_ends(self, by: UUID) -> None:
        held = self.held[by]
        since = None if held.mandated_since else self.tomorrow()
        self.held[by] = Held(held.capacity, held.since, since)

    @rule()
    def the_text_changes(self) -> None:
        self.version += 1
        assert not self.outcome().allowed

    @rule(days=st.integers(1, 60))
    def days_pass(self, days: int) -> None:
        was_allowed = self.outcome().allowed
        self.today += timedelta(days=days)
        assert was_allowed or not self.outcome().allowed

    @invariant()
    def only_a_standing_yes_allows(self) -> None:
        if self.outcome().allowed:
            assert any(word.is_yes and word.version == self.version for word in self.words.values())

    @invariant()
    def the_pupils_no_always_stands(self) -> None:
        own = self.words.get(None)
        if own and not own.is_yes:
            assert not self.outcome().allowed

    @invariant()
    def a_guardians_no_stands_until_the_pupil_answers(self) -> None:
        if None not in self.words and any(not word.is_yes for word in self.words.values()):
            assert not self.outcome().allowed

    def say(self, by: UUID | None, says_yes: bool, capacity: Capacity) -> None:
        self.nr += 1
        last = self.words.get(by)
        answer: Answer = answer_for(last.answer if last else None, says_yes=says_yes)
        self.words[by] = Word(by, answer, self.version, capacity, self.today, self.nr)

    def tomorrow(self) -> date:
        self.today += timedelta(days=1)
        return self.today

    def outcome(self) -> Effective:
        return effective(
            list(self.words.values()),
            self.held,
            both_needed=False,
            version=self.version,
            pupil=self.pupil,
            today=self.today,
        )


TestHousehold = Household.TestCase
TestHousehold.settings = settings(max_examples=200, stateful_step_count=50, deadline=None)
