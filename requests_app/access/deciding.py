"""Besluiten: what a decision is about, who may approve it, and the proposal as a draft."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied

from portal.people.access import Person
from portal.people.models import User
from portal.people.rules import Duty
from portal.register.access import kept_of
from portal.register.models import Processing
from portal.register.rules import Kept
from requests_app.access.collecting import entries_of
from requests_app.access.staff import get_case
from requests_app.letters import Draft, PartDraft, with_law
from requests_app.models import (
    Ask,
    Case,
    DataRequest,
    DecisionPart,
    ProposedDecision,
    RequestPart,
    RequestText,
)
from requests_app.reach import cases_within
from requests_app.rules import GroundCode, Kind, Outcome, PartOutcome, is_by_parts


@dataclass(frozen=True)
class Entry:
    """One entry that is decided about, and until when its rule keeps it; None: about no pupil."""

    processing: Processing
    kept: Kept | None


def entries_to_decide(request: DataRequest, today: date) -> list[Entry]:
    """What gets an outcome of its own; empty for a kind that is decided as a whole."""
    named = (
        request.processing_id is not None or RequestPart.objects.filter(request=request).exists()
    )
    if not is_by_parts(Kind(request.kind), names_parts=named) or request.direct_marketing:
        return []
    rows = entries_of(request)
    kept: dict[UUID, Kept] = {}
    if request.subject_pupil is not None:
        kept = kept_of(request.subject_pupil, rows, today)
    return [Entry(row, kept.get(row.pk)) for row in rows]


def get_case_to_approve(user: Person, pk: UUID, today: date) -> Case:
    """The case of a proposal that somebody else made; 403 for who may not approve it.

    The proposal may be gone: withdrawn, sent back or approved meanwhile (`is_proposed`).
    """
    case = get_case(user, pk, today)
    if not may_approve(user, case, today):
        raise PermissionDenied
    return case


def is_proposed(request: DataRequest) -> bool:
    """Whether a decision still waits for a second person."""
    return hasattr(request, "proposal")


def may_approve(user: Person, case: Case, today: date) -> bool:
    """A director or privacy officer, and never who proposed it."""
    if not isinstance(user, User):
        return False
    if not cases_within(user, today, Duty.APPROVE_CASES).filter(pk=case.request.pk).exists():
        return False
    proposal = ProposedDecision.objects.filter(request=case.request).first()
    return proposal is None or proposal.proposed_by != user.pk


def proposed_draft(request: DataRequest, today: date) -> Draft:
    """The proposal as a draft, with the terms of today; see `lost_parts` for what it misses."""
    proposal: ProposedDecision = request.proposal
    entries = {str(one.processing.pk): one for one in entries_to_decide(request, today)}
    parts = [
        PartDraft(
            entries[row["processing"]].processing,
            PartOutcome(row["outcome"]),
            GroundCode(row["ground"]),
            row["words"],
            entries[row["processing"]].kept,
        )
        for row in proposal.parts
        if row["processing"] in entries
    ]
    draft = Draft(
        Outcome(proposal.outcome),
        GroundCode(proposal.ground),
        proposal.words,
        proposal.number_confirmed,
        tuple(parts),
    )
    return with_law(Kind(request.kind), draft)


def lost_parts(request: DataRequest, draft: Draft) -> list[str]:
    """What was proposed about entries that are no longer published, by name."""
    there = {str(one.processing.pk) for one in draft.parts}
    gone = [row["processing"] for row in request.proposal.parts if row["processing"] not in there]
    return [one.name for one in Processing.objects.filter(pk__in=gone).order_by("name")]


def proposer_of(request: DataRequest) -> str:
    """Who proposed the decision, by name; empty when that account is gone."""
    user = User.objects.filter(pk=request.proposal.proposed_by).first()
    return str(user) if user else ""


def decided_parts(case: Case) -> Collection[DecisionPart]:
    """The parts of a decision with their words, for a page."""
    if not case.is_answered:
        return []
    rows = case.request.decision.parts.select_related("processing", "text")
    return list(rows.order_by("processing__position", "processing__name"))


def asked_of(case: Case) -> Ask:
    """What was asked, as it was before it was filed; without the files."""
    row = case.request
    words = getattr(row, "text", RequestText())  # gone once the request is anonymised
    parts = RequestPart.objects.filter(request=row).select_related("processing")
    return Ask(
        kind=Kind(row.kind),
        scope=words.scope,
        direct_marketing=row.direct_marketing,
        processing=row.processing,
        parts=tuple(one.processing for one in parts.order_by("processing__position")),
        should_be=words.should_be,
        shown_by=words.shown_by,
        scope_from=row.scope_from,
        scope_until=row.scope_until,
        about_request=row.about_request,
        in_english=row.in_english,
    )
