"""Opruimen: the proof of consent goes when its term is over, with a trace (law.md §7)."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from consent.actions.ledger import hold
from consent.models import (
    Choice,
    CurrentChoice,
    PaperProof,
    Publication,
    PublicationPupil,
    PublicationText,
    TakeDown,
)
from consent.rules import PROOF_YEARS, Depicted, Removal, relied_until
from portal.audit.actions import erasing, record
from portal.people.access import subject_of
from portal.people.models import Board, Enrolment, Pupil
from portal.register.models import RetentionRule
from portal.register.rules.retention import CountsFrom, Keeping, ends

RULE = "bewijs-toestemming"  # the code of the board's own term
YEAR = 365


def forget_proof(today: date, *, kept: Collection[UUID]) -> int:
    """Of pupils that left long ago: answers, papers, and that they were in a publication.

    `kept`: pupils of whom nothing goes yet, whatever the term. Returns how many pupils it was.
    """
    gone = 0
    for board in Board.objects.all():
        term = _term(board, today)
        found = _left_long_ago(board, term, today).exclude(pk__in=kept)
        keys = list(found.values_list("pk", flat=True))
        gone += sum(_forget(key, term, today) for key in keys)
    return gone


def _term(board: Board, today: date) -> Keeping:
    """The board's own, as it holds on a day; else law.md §7's."""
    rules = RetentionRule.objects.filter(board=board, code=RULE, valid_from__lte=today)
    own = rules.order_by("valid_from").last()
    return own.keeping if own else Keeping(CountsFrom.CONSENT, PROOF_YEARS)


def _left_long_ago(board: Board, term: Keeping, today: date) -> QuerySet[Pupil]:
    """Whose term may be over: a little too many, never too few; the facts are asked afterwards."""
    last = today - timedelta(days=term.years * YEAR + term.days)
    there = Enrolment.objects.filter(pupil=OuterRef("pk"))
    later = there.filter(Q(until__isnull=True) | Q(until__gt=last))
    said = Choice.objects.filter(pupil_id=OuterRef("pk"))
    shown = PublicationPupil.objects.filter(pupil_id=OuterRef("pk"))
    rows = Pupil.objects.filter(Exists(there), ~Exists(later), board=board)
    return rows.filter(Exists(said) | Exists(shown)).order_by("pk")


@transaction.atomic
def _forget(key: UUID, term: Keeping, today: date) -> bool:
    """One pupil in one transaction; weighed while nobody else can answer or publish."""
    hold(key)
    pupil = Pupil.objects.select_related("board").prefetch_related("enrolments__school").get(pk=key)
    said = Choice.objects.filter(pupil_id=key).order_by("on").last()
    until = relied_until(subject_of(pupil).left_on, said.on if said else None, list(_depicted(key)))
    if until is None or ends(until, term) > today:
        return False
    with erasing("consent.proof", by=None) as erasure:
        erasure.rows = _erase(key)
    record(
        "consent.proof_erased",
        actor=None,
        subject=pupil,
        board_id=pupil.board_id,
        pupil_id=key,
        rows=erasure.rows,
    )
    return True


def _depicted(key: UUID) -> Iterator[Depicted]:
    tasks: dict[UUID, list[TakeDown]] = defaultdict(list)
    for task in TakeDown.objects.filter(pupil=key).exclude(how=Removal.ALLOWED_AGAIN.value):
        tasks[task.publication_id].append(task)
    rows = PublicationPupil.objects.filter(pupil_id=key)
    for row in rows.select_related("publication__purpose"):
        mine = tasks[row.publication_id]
        yield Depicted(
            on=row.publication.on,
            on_paper=row.publication.is_print,
            ended_on=max((task.done_on for task in mine if task.done_on), default=None),
            is_due=any(task.done_on is None for task in mine),
        )


def _erase(key: UUID) -> int:
    """The number of rows. A publication with nobody left goes with its words."""
    shown = PublicationPupil.objects.filter(pupil_id=key)
    ids = list(shown.values_list("publication_id", flat=True))
    list(Publication.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    rows = _gone(CurrentChoice.objects.filter(pupil=key))
    rows += _gone(PaperProof.objects.filter(choice__pupil_id=key))
    rows += _gone(Choice.objects.filter(pupil_id=key))
    rows += _gone(TakeDown.objects.filter(pupil=key))
    rows += _gone(shown)
    bare = Publication.objects.filter(pk__in=ids, pupils=None)
    rows += _gone(PublicationText.objects.filter(publication__in=bare))
    return rows + _gone(bare)


def _gone(rows: QuerySet[models.Model]) -> int:
    return rows.delete()[0]
