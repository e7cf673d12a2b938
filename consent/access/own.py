"""Eigen keuzes: the history and the proof of one person, and nothing of anybody else."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from consent.models import Choice, PurposeText
from consent.receipt import Party, Receipt, Said, Wording
from consent.rules import Answer, Capacity, GivenVia, Medium
from portal.people.access import Tie
from portal.people.models import Guardian

Texts = dict[tuple[UUID, int, str], PurposeText]


def own_rows(tie: Tie) -> QuerySet[Choice]:
    """The rows of the ledger of this person about this pupil, the newest first."""
    rows = Choice.objects.filter(pupil_id=tie.pupil.pk, guardian_id=tie.guardian_id)
    return rows.order_by("-id")


def told_of(rows: Iterable[Choice]) -> list[Said]:
    """The rows as their giver reads them, with the words that were read; one query."""
    known = list(rows)
    texts = _texts({row.purpose_id for row in known})
    return [_said(row, texts) for row in known]


def receipt_of(tie: Tie) -> Receipt:
    """The proof of all that this person chose for this pupil, as it stands today."""
    pupil, board = tie.pupil, tie.pupil.board
    itself = Party(pupil.pk, pupil.full_name)
    return Receipt(
        pupil=itself,
        giver=_guardian(tie.guardian_id) if tie.guardian_id else itself,
        board=Party(board.pk, board.name),
        made_on=tie.today,
        said=tuple(reversed(told_of(own_rows(tie)))),
    )


def _guardian(pk: UUID) -> Party:
    return Party(pk, Guardian.objects.get(pk=pk).full_name)


def _texts(purposes: set[UUID]) -> Texts:
    rows = PurposeText.objects.filter(purpose__in=purposes).select_related("purpose")
    return {(row.purpose_id, row.version, row.language): row for row in rows}


def _said(row: Choice, texts: Texts) -> Said:
    return Said(
        wording=_wording(row, texts.get((row.purpose_id, row.version, row.language))),
        answer=Answer(row.answer),
        capacity=Capacity(row.capacity),
        on=row.on,
        via=GivenVia(row.given_via),
        entered_on=row.entered_on,
    )


def _wording(row: Choice, text: PurposeText | None) -> Wording:
    """The words of that version, when they are still those that were read (AVG 7(1))."""
    read = (row.purpose_id, row.version, row.language, row.text_sha256)
    if text is None or text.fingerprint != row.text_sha256:
        return Wording(*read)
    return Wording(
        *read,
        medium=Medium(text.purpose.medium),
        channel=text.purpose.channel,
        in_force_on=text.in_force_on,
        title=text.title,
        question=text.question,
        explanation=text.explanation,
        withdrawal=text.withdrawal,
        audience=text.audience,
        kept=text.kept,
        for_child=text.for_child,
    )
