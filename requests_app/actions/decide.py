"""Besluiten: the answer with its letter; what stops the clock (AVG 12(3)-(4), law.md §1)."""

from datetime import date

from django.db import transaction

from portal.audit.actions import record
from portal.files.actions import store
from portal.files.models import StoredFile
from portal.people.models import User
from requests_app import mails
from requests_app.actions.before_answer import must_be_ready
from requests_app.actions.locks import Refused, locked, move
from requests_app.letters import Draft
from requests_app.models import Case, DataRequest, Decision, DecisionText, with_dates
from requests_app.rules import (
    Kind,
    Verb,
    grounds_for,
    may_deliver,
    needs_reasons,
    outcomes_for,
)


@transaction.atomic
def decide(
    request: DataRequest,
    draft: Draft,
    *,
    by: User,
    letter: bytes,
    version: int,
    requester_has_right: bool,
    today: date,
) -> Decision:
    """Appends the decision and puts the letter ready; `today` is the day of the answer.

    `letter` is the PDF of letters.decision_letter for the same draft, day and version: made before
    this transaction, because a long letter takes seconds and the database must not wait for it.
    Stale when the case moved on since the page was shown. Refused, with a code, when the rules do
    not allow it: "state", "outcome", "ground", "words" or "authority".
    """
    row = locked(request, version=version)
    must_be_ready(row, draft.outcome, by=by, today=today)
    case = with_dates([row], today)[0]
    _check(row, draft, has_right=requester_has_right)
    move(row, Verb.DECIDE)
    decision = _append(case, draft, _kept(row, letter), by=by, today=today)
    _note(decision, row, by, number_confirmed=draft.number_confirmed)
    mails.answer_ready(row)
    return decision


def _check(row: DataRequest, draft: Draft, *, has_right: bool) -> None:
    kind = Kind(row.kind)
    if draft.outcome not in outcomes_for(kind, direct_marketing=row.direct_marketing):
        raise Refused("outcome")
    grounds = grounds_for(kind, draft.outcome, identified=row.is_identified)
    if draft.ground not in {g.code for g in grounds}:
        raise Refused("ground")
    if needs_reasons(draft.outcome) and not draft.words.strip():
        raise Refused("words")  # AVG 12(4): never by silence
    if not may_deliver(draft.outcome, has_right=has_right):
        raise Refused("authority")


def _append(case: Case, draft: Draft, letter: StoredFile, *, by: User, today: date) -> Decision:
    """The dates as the letter stated them: a new holiday or setting moves open cases only."""
    limits = case.limits
    decision = Decision.objects.create(
        request=case.request,
        outcome=draft.outcome.value,
        ground=draft.ground.value,
        decided_by=by.pk,
        answered_on=today,
        promise_by=limits.promise_by,
        legal_by=limits.legal_by,
        unsuspended_legal_by=limits.unsuspended_legal_by,
        standing=limits.standing(today).value,
        letter=letter,
        letter_sha256=letter.sha256,
    )
    DecisionText.objects.create(decision=decision, words=draft.words)
    return decision


def _kept(row: DataRequest, letter: bytes) -> StoredFile:
    return store(letter, name=f"besluit-{row.reference}.pdf", content_type="application/pdf")


def _note(decision: Decision, row: DataRequest, by: User, *, number_confirmed: bool) -> None:
    """Of a number that looked like a BSN only the fact is kept (product.md rule 10)."""
    record(
        "requests.decide",
        actor=by,
        subject=row,
        board_id=row.board_id,
        pupil_id=row.subject_pupil_id,
        outcome=decision.outcome,
        ground=decision.ground,
        standing=decision.standing,
        number_confirmed=number_confirmed,
    )
