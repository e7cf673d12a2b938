"""Een regel uit een eerdere app: whose answer it is, and whether the rules take it."""

from dataclasses import dataclass

from consent.models import CurrentChoice, Purpose, PurposeText, text_answered
from consent.rules import (
    Answer,
    Capacity,
    GivenVia,
    ImportRefusal,
    LastSaid,
    answer_for,
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

    `texts` of the purpose should be prefetched. `stated`: the school says that its earlier app
    asked the same, and that the giver had authority by then (ADR 19); `is_before`: of a day
    before the records, so that only this can tell.
    """

    purpose: Purpose
    tie: Tie
    now: Tie
    capacity: Capacity
    says_yes: bool
    stated: bool = False
    is_before: bool = False

    @property
    def text(self) -> PurposeText | None:
        """The text of that day."""
        on, today = self.tie.today, self.now.today
        return text_answered(
            self.purpose, on=on, says_yes=self.says_yes, today=today, stated=self.stated
        )

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
        has_right = self.tie.may(Right.CONSENT) and self.now.may(Right.CONSENT)
        if refused is None and not may_say(answer, self.capacity, has_right=has_right):
            unknown = self.is_before and not self.stated
            return ImportRefusal.NOT_KNOWN_THEN if unknown else ImportRefusal.NO_RIGHT
        return refused
