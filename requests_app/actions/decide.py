"""Besluiten: the answer with its letter; what stops the clock (AVG 12(3)-(4), law.md §1)."""

from datetime import date

from django.db import transaction

from portal.files.actions import store
from portal.files.models import StoredFile
from portal.people.models import User
from requests_app import mails
from requests_app.actions.before_answer import holds_data, must_be_ready
from requests_app.actions.collect import stop_collecting
from requests_app.actions.deliver import note_letter
from requests_app.actions.locks import Refused, locked, move
from requests_app.actions.log import logged
from requests_app.actions.own_data import end_freeze
from requests_app.letters import Draft, adds_statement
from requests_app.models import (
    Case,
    DataRequest,
    Decision,
    DecisionPart,
    DecisionPartText,
    DecisionText,
    OwnStatement,
    with_dates,
)
from requests_app.rules import (
    GroundCode,
    Kind,
    Outcome,
    Result,
    Verb,
    fits,
    grounds_for,
    may_deliver,
    needs_words,
    outcomes_for,
    owes_words,
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
    approved_by: User | None = None,
) -> Decision:
    """Appends the decision and puts the letter ready; `today` is the day of the answer.

    `letter` is the PDF of letters.decision_letter for the same draft, day and version: made before
    this transaction, because a long letter takes seconds and the database must not wait for it.
    Stale when the case moved on since the page was shown. Refused, with a code, when the rules do
    not allow it: "state", "outcome", "ground", "words", "parts", "authority", or "four_eyes" where
    the board asks for a second person: that one decides through `approve`.
    """
    row = locked(request, version=version)
    must_be_ready(row, draft, by=approved_by or by, today=today)
    case = with_dates([row], today)[0]
    if row.board.four_eyes and approved_by is None:
        raise Refused("four_eyes")
    check(row, draft, has_right=requester_has_right)
    move(row, Verb.DECIDE)
    letter_file = _kept(row, letter)
    decision = _append(case, draft, letter_file, by=by, approved_by=approved_by, today=today)
    _append_parts(decision, draft)
    _add_statement(row, draft, today)
    _end_tasks(row, draft, today)
    _note(decision, row, by, number_confirmed=draft.number_confirmed)
    mails.answer_ready(row)
    return decision


def check(row: DataRequest, draft: Draft, *, has_right: bool) -> None:
    """Refused, with a code, when the rules do not carry this draft for this request."""
    kind = Kind(row.kind)
    if draft.outcome not in outcomes_for(kind, direct_marketing=row.direct_marketing):
        raise Refused("outcome")
    grounds = grounds_for(kind, draft.outcome, identified=row.is_identified)
    if draft.ground not in {g.code for g in grounds}:
        raise Refused("ground")
    parts = [one.part for one in draft.parts]
    if parts and not fits(kind, draft.outcome, draft.ground, parts):
        raise Refused("parts")
    if not _has_words(kind, draft):
        raise Refused("words")  # AVG 12(4): never by silence
    if not may_deliver(draft.outcome, has_right=has_right):
        raise Refused("authority")


def _has_words(kind: Kind, draft: Draft) -> bool:
    """A no says why: as a whole, or for each part that is not granted."""
    if not owes_words(kind, draft.outcome) or draft.words.strip():
        return True
    owed = [one for one in draft.parts if needs_words(one.part, has_term=one.has_term)]
    by_part = draft.outcome == Outcome.PARTLY and bool(draft.parts)
    return by_part and all(one.words.strip() for one in owed)


def _append_parts(decision: Decision, draft: Draft) -> None:
    for one in draft.parts:
        stays = one.kept if one.ground == GroundCode.LEGAL_DUTY else None
        rule = one.processing.retention_rule if stays else None
        part = DecisionPart.objects.create(
            decision=decision,
            processing=one.processing,
            outcome=one.outcome.value,
            ground=one.ground.value,
            kept_by=rule.code if rule else "",
            kept_until=stays.until if stays else None,
        )
        if one.words.strip():
            DecisionPartText.objects.create(part=part, words=one.words)


def _end_tasks(row: DataRequest, draft: Draft, today: date) -> None:
    end_freeze(row, draft.outcome, today=today)
    if not holds_data(row, draft.outcome):  # else it goes on until the data are delivered
        stop_collecting(row, Result.CASE_ANSWERED, today=today)
        note_letter(row)


def _add_statement(row: DataRequest, draft: Draft, today: date) -> None:
    """An opinion is not corrected; the family's own view goes into the file (AVG 16)."""
    if adds_statement(Kind(row.kind), draft):
        words = "\n\n".join(filter(None, (row.text.scope, row.text.should_be)))
        OwnStatement.objects.create(request=row, text=words, added_on=today)


def _append(
    case: Case,
    draft: Draft,
    letter: StoredFile,
    *,
    by: User,
    approved_by: User | None,
    today: date,
) -> Decision:
    """The dates as the letter stated them: a new holiday or setting moves open cases only."""
    limits = case.limits
    decision = Decision.objects.create(
        request=case.request,
        outcome=draft.outcome.value,
        ground=draft.ground.value,
        decided_by=by.pk,
        approved_by=approved_by.pk if approved_by else None,
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
    logged(
        "requests.decide",
        row,
        by,
        outcome=decision.outcome,
        ground=decision.ground,
        standing=decision.standing,
        number_confirmed=number_confirmed,
    )
