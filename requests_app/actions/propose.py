"""Vier ogen: one person proposes a decision, another approves it or sends it back (AVG 24)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.people.models import User
from requests_app.actions.before_answer import must_be_weighed
from requests_app.actions.decide import check, decide
from requests_app.actions.locks import Refused, locked, move
from requests_app.actions.log import logged
from requests_app.letters import Draft, PartDraft
from requests_app.models import CaseNote, DataRequest, Decision, ProposedDecision
from requests_app.rules import Verb


@transaction.atomic
def propose(
    request: DataRequest,
    draft: Draft,
    *,
    by: User,
    version: int,
    requester_has_right: bool,
    today: date,
) -> ProposedDecision:
    """The decision waits for a second person. Stale and Refused as `decide`."""
    row = locked(request, version=version)
    check(row, draft, has_right=requester_has_right)
    must_be_weighed(row, draft, today)
    move(row, Verb.PROPOSE)
    proposal = ProposedDecision.objects.create(
        request=row,
        outcome=draft.outcome.value,
        ground=draft.ground.value,
        words=draft.words,
        parts=[_kept(one) for one in draft.parts],
        number_confirmed=draft.number_confirmed,
        proposed_by=by.pk,
        proposed_at=timezone.now(),
    )
    logged("requests.propose", row, by, outcome=draft.outcome.value)
    return proposal


def _kept(one: PartDraft) -> dict[str, Any]:
    return {
        "processing": str(one.processing.pk),
        "outcome": one.outcome.value,
        "ground": one.ground.value,
        "words": one.words,
    }


@transaction.atomic
def approve(
    request: DataRequest,
    draft: Draft,
    *,
    by: User,
    letter: bytes,
    version: int,
    requester_has_right: bool,
    today: date,
) -> Decision:
    """Decides as proposed; the letter has the day of the approval.

    Refused: "state" when nothing is proposed any more, "self" for who proposed it, "entries" when
    a part of the proposal is no longer in the register: it must be decided about again.
    """
    row = locked(request, version=version)
    proposal = proposal_of(row)
    if proposal.proposed_by == by.pk:
        raise Refused("self")
    if not is_whole(proposal, draft):
        raise Refused("entries")
    decided = decide(
        row,
        draft,
        by=User.objects.get(pk=proposal.proposed_by),
        approved_by=by,
        letter=letter,
        version=row.version,
        requester_has_right=requester_has_right,
        today=today,
    )
    proposal.delete()
    logged("requests.approve", row, by)
    return decided


def is_whole(proposal: ProposedDecision, draft: Draft) -> bool:
    """Whether the draft has every part that was proposed."""
    wanted = {row["processing"] for row in proposal.parts}
    return wanted == {str(one.processing.pk) for one in draft.parts}


@transaction.atomic
def send_back(request: DataRequest, *, by: User, words: str, version: int) -> DataRequest:
    """Back to who proposed, with words for the colleagues. Refused: "state", "words"."""
    row = locked(request, version=version)
    proposal = proposal_of(row)
    if not words.strip():
        raise Refused("words")
    proposal.delete()
    move(row, Verb.SEND_BACK)
    CaseNote.objects.create(request=row, by=by.pk, text=words)
    logged("requests.send_back", row, by)
    return row


def proposal_of(row: DataRequest) -> ProposedDecision:
    """What waits for a second person. Refused with "state" when nothing does."""
    found = ProposedDecision.objects.filter(request=row).first()
    if found is None:
        raise Refused("state")
    return found


def drop_proposal(row: DataRequest) -> None:
    """A withdrawn request waits for nobody."""
    ProposedDecision.objects.filter(request=row).delete()
