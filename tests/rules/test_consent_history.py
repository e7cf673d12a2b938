"""Any history of answers, texts, authority and birthdays: nothing but a standing yes allows."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from consent.rules import (
    Answer,
    Capacity,
    Effective,
    GivenVia,
    Held,
    LastSaid,
    PupilFacts,
    Reason,
    Word,
    answer_for,
    effective,
    entry_refusal,
    import_refusal,
    standing_noes,
)

GUARDIANS = [UUID(int=number) for number in (1, 2)]
START = date(2026, 11, 25)
guardians = st.sampled_from(GUARDIANS)


class Household(RuleBasedStateMachine):
    """Two guardians and a pupil below 16, day after day; the model is the last word of each."""

    def __init__(self) -> None:
        super().__init__()
        self.today = START
        self.version = 1
        self.since = {1: date.min}
        self.nr = 0
        self.via: dict[UUID | None, GivenVia] = {}
        self.words: dict[UUID | None, Word] = {}
        self.held = {
            guardian: Held(Capacity.AUTHORITY, START, before=START) for guardian in GUARDIANS
        }
        self.carried = set[UUID]()  # whose last word is a yes, with authority ever since
        self.pupil = PupilFacts(None, None, in_primary=True)

    @initialize(days=st.sampled_from([2, 20, 400]), first=st.sets(guardians))
    def a_birthday_comes(self, days: int, first: set[UUID]) -> None:
        """Some answered at once."""
        turned = START + timedelta(days=days)
        self.pupil = PupilFacts(turned, turned + timedelta(days=730), in_primary=False)
        for by in sorted(first):
            self.say(by, True, Capacity.AUTHORITY)

    @rule(by=guardians, says_yes=st.booleans())
    def a_guardian_answers(self, by: UUID, says_yes: bool) -> None:
        if not self.pupil.is_sixteen(self.today):
            if self.held[by].capacity is Capacity.AUTHORITY:
                self.say(by, says_yes, Capacity.AUTHORITY)
            elif self.held[by].capacity is Capacity.UNKNOWN and not says_yes:
                self.say(by, says_yes, Capacity.UNKNOWN)  # at the desk (ADR 14)
        elif self.held[by].mandated_since:
            self.say(by, says_yes, Capacity.MANDATE)

    @rule(says_yes=st.booleans())
    def the_pupil_answers(self, says_yes: bool) -> None:
        if self.pupil.is_sixteen(self.today):
            self.say(None, says_yes, Capacity.PUPIL)

    @rule(by=guardians, says_yes=st.booleans(), days=st.integers(0, 30))
    def a_paper_of_an_earlier_day_is_typed_in(self, by: UUID, says_yes: bool, days: int) -> None:
        on, last = self.today - timedelta(days=days), self.words.get(by)
        said = LastSaid(last.on, self.via[by]) if last else None
        facts = {"on": on, "says_yes": says_yes, "today": self.today}
        if entry_refusal(said, via=GivenVia.PAPER, **facts):  # type: ignore[arg-type]
            return
        held = self.held[by]
        has_right = held.capacity is Capacity.AUTHORITY and (held.since or START) <= on
        if has_right and not self.pupil.is_sixteen(self.today):
            self.say(by, says_yes, Capacity.AUTHORITY, on=on, via=GivenVia.PAPER)

    @rule(by=guardians, says_yes=st.booleans(), days=st.integers(1, 900))
    def an_answer_from_before_the_portal_is_taken_over(
        self, by: UUID, says_yes: bool, days: int
    ) -> None:
        """Under the statement of the school (ADR 19): only where no record speaks against it."""
        on, last = START - timedelta(days=days), self.words.get(by)
        refused = import_refusal(
            LastSaid(last.on, self.via[by]) if last else None,
            on=on,
            says_yes=says_yes,
            today=self.today,
        )
        known = self.held[by].is_before_records(on) and not self.pupil.is_sixteen(self.today)
        if refused is None and known:
            self.say(by, says_yes, Capacity.AUTHORITY, on=on, via=GivenVia.IMPORT)

    @rule(by=guardians, capacity=st.sampled_from([Capacity.AUTHORITY, Capacity.UNKNOWN]))
    def authority_changes(self, by: UUID, capacity: Capacity) -> None:
        """Both ways, except that a denial alone can end a no: see `authority_is_denied`."""
        if self.held[by].capacity not in {capacity, Capacity.DENIED}:
            was_allowed = self.outcome().allowed
            self.held[by] = Held(capacity, self.tomorrow(), self.held[by].mandated_since)
            self.carried.discard(by)
            assert was_allowed or not self.outcome().allowed

    @rule(by=guardians)
    def authority_is_denied(self, by: UUID) -> None:
        own = self.words.get(by)
        was_allowed = self.outcome().allowed
        self.held[by] = Held(Capacity.DENIED)
        self.carried.discard(by)
        if own is None or own.is_yes:  # only a no that stood in the way may fall away
            assert was_allowed or not self.outcome().allowed

    @rule(by=guardians)
    def authority_is_given_back(self, by: UUID) -> None:
        if self.held[by].capacity is Capacity.DENIED:
            was_allowed = self.outcome().allowed
            self.held[by] = Held(Capacity.AUTHORITY, self.tomorrow())
            assert was_allowed or not self.outcome().allowed

    @rule(by=guardians)
    def a_mandate_begins_or_ends(self, by: UUID) -> None:
        held = self.held[by]
        since = None if held.mandated_since else self.tomorrow()
        self.held[by] = replace(held, mandated_since=since)

    @rule()
    def the_text_changes(self) -> None:
        """Every yes lapses; a no stands, and so does the reason that it gives."""
        before = self.outcome()
        self.version += 1
        self.since[self.version] = self.today
        after = self.outcome()
        assert not after.allowed
        if before.reason is Reason.NO_STANDS:
            assert after == before

    @rule(days=st.integers(1, 90))
    def days_pass(self, days: int) -> None:
        was_allowed = self.outcome().allowed
        self.today += timedelta(days=days)
        assert was_allowed or not self.outcome().allowed

    @invariant()
    def only_a_standing_yes_allows(self) -> None:
        if self.outcome().allowed:
            assert self.carried_now() or (self.pupil.is_sixteen(self.today) and self.grown_yeses())

    @invariant()
    def after_six_weeks_a_guardians_own_yes_is_over(self) -> None:
        sixteen_on = self.pupil.sixteen_on or date.max
        if self.outcome().allowed and self.today >= sixteen_on + timedelta(days=42):
            assert self.grown_yeses()

    @invariant()
    def where_both_are_needed_both_said_yes(self) -> None:
        strict = self.outcome(both_needed=True)
        assert self.outcome().allowed or not strict.allowed
        if strict.allowed and not self.pupil.is_sixteen(self.today):
            holders = {by for by, one in self.held.items() if one.capacity is Capacity.AUTHORITY}
            assert self.carried_now() == holders

    @invariant()
    def nothing_is_allowed_beside_a_no_that_stands(self) -> None:
        """Under 16 every no; from 16 those that the pupil did not answer since."""
        noes = standing_noes(list(self.words.values()), self.held)
        if noes and not self.pupil.is_sixteen(self.today):
            assert not self.outcome().allowed
        own = self.words.get(None)
        if own and any(
            word.capacity is Capacity.MANDATE and word.moment > own.moment for word in noes
        ):
            assert not self.outcome().allowed

    @invariant()
    def an_old_yes_is_asked_again_and_never_called_a_no(self) -> None:
        if self.words and all(word.is_yes for word in self.words.values()):
            assert self.outcome().reason is not Reason.NO_STANDS

    @invariant()
    def the_pupils_no_always_stands(self) -> None:
        own = self.words.get(None)
        if own and not own.is_yes:
            assert not self.outcome().allowed

    @invariant()
    def a_guardians_no_stands_until_the_pupil_answers(self) -> None:
        denied = {by for by, held in self.held.items() if held.capacity is Capacity.DENIED}
        noes = {by for by, word in self.words.items() if not word.is_yes} - denied
        if None not in self.words and noes:
            assert not self.outcome().allowed

    def say(
        self,
        by: UUID | None,
        says_yes: bool,
        capacity: Capacity,
        *,
        on: date | None = None,
        via: GivenVia = GivenVia.PORTAL,
    ) -> None:
        """To the text that was in force on that day."""
        self.nr += 1
        last, day = self.words.get(by), on or self.today
        answer: Answer = answer_for(last.answer if last else None, says_yes=says_yes)
        version = max(number for number, since in self.since.items() if since <= day)
        self.words[by], self.via[by] = Word(by, answer, version, capacity, day, self.nr), via
        if by:
            self.carried.discard(by)
            self.carried |= {by} if says_yes and capacity is Capacity.AUTHORITY else set()

    def tomorrow(self) -> date:
        self.today += timedelta(days=1)
        return self.today

    def carried_now(self) -> set[UUID]:
        """Guardians whose yes to the text of now stands on their authority."""
        return {by for by in self.carried if self.words[by].version == self.version}

    def grown_yeses(self) -> list[Word]:
        """What the pupil said, or somebody for the pupil, to the text of now."""
        said = [one for one in self.words.values() if one.is_yes and one.version == self.version]
        return [
            one
            for one in said
            if one.by is None
            or (one.capacity is Capacity.MANDATE and self.held[one.by].mandated_since)
        ]

    def outcome(self, *, both_needed: bool = False) -> Effective:
        return effective(
            list(self.words.values()),
            self.held,
            both_needed=both_needed,
            version=self.version,
            pupil=self.pupil,
            today=self.today,
        )


TestHousehold = Household.TestCase
TestHousehold.settings = settings(max_examples=200, stateful_step_count=50)
