"""The verbs of a representation: one person decides, a second agrees, and it can end at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from portal.audit.actions import record
from portal.people.models import Guardianship, Pupil, Representation, User, pupils_at_home
from portal.people.rules import COURT_BASES, RepresentationBasis, review_latest


class RepresentationRefused(Exception):
    """The rule says no; `code` tells the page which words to use."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Ground:
    """Why somebody acts for the pupil, and the last day before it is looked at again."""

    basis: RepresentationBasis
    reason: str
    review_by: date
    document_reference: str = ""


@transaction.atomic
def propose_representation(
    link: Guardianship,
    ground: Ground,
    *,
    allowed: Collection[RepresentationBasis],
    by: User,
    today: date,
) -> Representation:
    """The first person's decision; nothing holds before the second. A review is a new decision.

    `allowed` are the grounds that the rules leave for this pair. Raises `RepresentationRefused`:
    "household", "link_ended", "ground", "document", "review" or "open".
    """
    pupil = Pupil.objects.select_for_update().get(pk=link.pupil_id)
    if refusal := _why_not(link, pupil, ground, allowed, by, today):
        raise RepresentationRefused(refusal)
    row = Representation.objects.create(
        pupil=pupil,
        guardian=link.guardian,
        basis=ground.basis.value,
        document_reference=ground.document_reference,
        reason=ground.reason,
        decided_by=by,
        since=today,
        review_by=ground.review_by,
    )
    _note("people.representation_proposed", row, by, basis=row.basis)
    return row


def _why_not(
    link: Guardianship,
    pupil: Pupil,
    ground: Ground,
    allowed: Collection[RepresentationBasis],
    by: User,
    today: date,
) -> str:
    if _is_at_home(by, pupil):
        return "household"
    if not link.is_on(today):
        return "link_ended"
    if ground.basis not in allowed or not ground.reason.strip():
        return "ground"
    if ground.basis in COURT_BASES and not ground.document_reference.strip():
        return "document"
    if not today <= ground.review_by <= review_latest(today):
        return "review"
    waits = Representation.objects.filter(
        pupil=pupil, guardian=link.guardian_id, agreed_on=None, until=None
    )
    return "open" if waits.exists() else ""


@transaction.atomic
def agree_to_representation(row: Representation, *, by: User, today: date) -> None:
    """The second person; an earlier decision about the same pair ends today, without a gap.

    Raises `RepresentationRefused`: "household", "same_person", "over" or "agreed".
    """
    pupil = Pupil.objects.select_for_update().get(pk=row.pupil_id)
    current = Representation.objects.select_for_update().get(pk=row.pk)
    if _is_at_home(by, pupil):
        raise RepresentationRefused("household")
    if current.decided_by_id == by.pk:
        raise RepresentationRefused("same_person")
    if current.agreed_on is not None:
        raise RepresentationRefused("agreed")
    if not current.is_on(today) or current.review_by < today:
        raise RepresentationRefused("over")
    earlier = Representation.objects.filter(pupil=pupil, guardian=current.guardian_id)
    earlier = earlier.filter(Q(until=None) | Q(until__gt=today)).exclude(pk=current.pk)
    earlier.update(until=today)
    current.agreed_by, current.agreed_on = by, today
    current.save(update_fields=["agreed_by", "agreed_on"])
    _note("people.representation_agreed", current, by, basis=current.basis)


@transaction.atomic
def end_representation(row: Representation, *, by: User, today: date) -> bool:
    """Ends today, agreed or not; False when it was over. Raises `RepresentationRefused`."""
    pupil = Pupil.objects.select_for_update().get(pk=row.pupil_id)
    current = Representation.objects.select_for_update().get(pk=row.pk)
    if _is_at_home(by, pupil):
        raise RepresentationRefused("household")
    if current.until is not None and current.until <= today:
        return False
    current.until = today
    current.save(update_fields=["until"])
    _note("people.representation_ended", current, by, basis=current.basis)
    return True


def _is_at_home(by: User, pupil: Pupil) -> bool:
    """No staff verb on one's own child, or as the representative oneself (law.md §3)."""
    return pupils_at_home(by).filter(pk=pupil.pk).exists()


def _note(verb: str, row: Representation, by: User, **facts: str) -> None:
    record(
        verb,
        actor=by,
        subject=row,
        board_id=row.pupil.board_id,
        pupil_id=row.pupil_id,
        guardian=str(row.guardian_id),
        **facts,
    )
