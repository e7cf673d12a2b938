"""Een regel uit een eerdere app: whose answer it is, and whether the rules take it."""

from dataclasses import dataclass, replace

from consent.holders import capacity_of
from consent.models import CurrentChoice, Purpose, PurposeText, text_answered
from consent.rules import (
    Answer,
    Capacity,
    GivenVia,
    ImportRefusal,
    LastSaid,
    answer_for,
    had_right,
    import_refusal,
    is_same_import,
    is_same_word,
    may_say,
)
from portal.people.access import Tie
from portal.people.rules import Right


@dataclass(frozen=True)
class Imported:
    """One answer. `tie` and `capacity` are of its day, `now` of today, as for an answer on paper.

    `texts` of the purpose should be prefetched.
    """

    purpose: Purpose
    tie: Tie
    now: Tie
    capacity: Capacity
    says_yes: bool
    stated: bool = False  # the school states what its earlier app asked, and of whom
    is_unrecorded: bool = False  # nothing is known here of the giver's authority on that day

    def as_stated(self) -> "Imported":
        """The same where the school states what its earlier app asked, and of whom: of a day that
        nothing is known of here, its giver spoke then as what he speaks today.
        """
        capacity = capacity_of(self.now)
        is_unrecorded = self.is_unrecorded and capacity is Capacity.AUTHORITY
        spoke = capacity if is_unrecorded else self.capacity
        return replace(self, stated=True, is_unrecorded=is_unrecorded, capacity=spoke)

    @property
    def text(self) -> PurposeText | None:
        """The text of that day; of a day before the first one the first, where that is stated."""
        on, today = self.tie.today, self.now.today
        found = text_answered(self.purpose, on=on, says_yes=self.says_yes, today=today)
        if found is None and self.stated and on < self.purpose.since:
            return self.purpose.text_on(self.purpose.since)
        return found

    def answer(self, last: CurrentChoice | None) -> Answer:
        """As the ledger has it."""
        return answer_for(Answer(last.answer) if last else None, says_yes=self.says_yes)

    def refusal(self, last: CurrentChoice | None) -> ImportRefusal | None:
        """Why not, after what this giver said last; None when it becomes a row."""
        said = LastSaid(last.on, GivenVia(last.given_via)) if last else None
        on, text, answer = self.tie.today, self.text, self.answer(last)
        if text is None:
            return ImportRefusal.FUTURE if on > self.now.today else ImportRefusal.NOT_ASKED
        same = is_same_word(
            last.word if last else None,
            answer=answer,
            version=text.version,
            capacity=self.capacity,
        )
        if is_same_import(said, is_same_word=same, on=on):
            return ImportRefusal.SAME
        refused = import_refusal(said, on=on, says_yes=self.says_yes, today=self.now.today)
        has_right = had_right(
            then=self.tie.may(Right.CONSENT),
            now=self.now.may(Right.CONSENT),
            is_unrecorded=self.is_unrecorded,
            stated=self.stated,
        )
        if refused is None and not may_say(answer, self.capacity, has_right=has_right):
            return ImportRefusal.NO_RIGHT
        return refused
