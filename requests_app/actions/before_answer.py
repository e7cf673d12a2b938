"""Voor het antwoord: data go to nobody unseen, nor past the privacy officer (AVG 15(4))."""

from datetime import date

from portal.people.access import scopes_of
from portal.people.models import User
from portal.people.rules import Duty, RoleKind
from portal.register.models import Disclosure
from requests_app.actions.locks import Refused
from requests_app.letters import Draft
from requests_app.models import DataRequest
from requests_app.models.weighing import blocks_of, is_withheld
from requests_app.rules import Kind, Outcome
from requests_app.rules.collecting import Block, is_collected, tells_of_it


def must_be_ready(row: DataRequest, draft: Draft, *, by: User, today: date) -> None:
    """Only for an answer that holds data. Refused as `must_be_weighed`, and
    "officer" when something about the pupil is hidden and `by` is no privacy officer of the board.
    """
    must_be_weighed(row, draft, today)
    if not holds_data(row, draft.outcome):
        return
    pupil = row.subject_pupil
    if pupil is None or not Disclosure.objects.hidden_from(pupil).exists():
        return
    scopes = scopes_of(by, today, Duty.DECIDE_CASES)
    if not any(one.kind is RoleKind.OFFICER and one.board == row.board_id for one in scopes):
        raise Refused("officer")


def must_be_weighed(row: DataRequest, draft: Draft, today: date) -> None:
    """What keeps the package keeps the decision, and its proposal: decided is deliverable.

    Refused: "extracts" for a document that nobody looked at, "notes" for notes that nobody weighed,
    "withheld" where a document stays behind and the decision does not tell why.
    """
    if not holds_data(row, draft.outcome):
        return
    found = blocks_of(row, today)
    if Block.UNCHECKED in found:
        raise Refused("extracts")
    if found:
        raise Refused("notes")
    grounds = {draft.ground, *(one.ground for one in draft.parts)}
    if is_withheld(row) and not tells_of_it(draft.outcome, grounds):
        raise Refused("withheld")  # AVG 12(4): never by silence


def holds_data(row: DataRequest, outcome: Outcome) -> bool:
    """Whether the answer comes with a copy of the data (AVG 15, 20)."""
    given = outcome in (Outcome.GRANTED, Outcome.PARTLY)
    return given and is_collected(Kind(row.kind))
