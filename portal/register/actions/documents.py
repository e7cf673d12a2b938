"""Reglement en privacyverklaring: write the draft, publish a version, tell who it is for."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from portal.audit.actions import record
from portal.outbox.actions import announce
from portal.people.models import (
    Board,
    Enrolment,
    Guardian,
    Guardianship,
    Pupil,
    Reglement,
    User,
    holds,
)
from portal.register.models import DocumentDraft, DocumentNotice, RuleDocument
from portal.register.rules.documents import (
    DocumentKind,
    PublishRefusal,
    Version,
    why_not_publish,
)

BATCH = 200


class DraftMoved(Exception):
    """Somebody saved the draft after this page was shown; `row` is what stands there now."""

    def __init__(self, row: DocumentDraft) -> None:
        super().__init__("moved")
        self.row = row


class NotPublishable(Exception):
    """The version may not be published like this; `why` says what is wrong."""

    def __init__(self, why: PublishRefusal) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Writing:
    """What somebody typed."""

    text: str
    in_force_on: date | None
    mr_agreed_on: date | None
    promise_weeks: int = 4


@transaction.atomic
def save_draft(
    board: Board, kind: DocumentKind, writing: Writing, *, version: int, by: User
) -> DocumentDraft:
    """Keeps the draft; `DraftMoved` when somebody else saved since `version`."""
    row = _locked(board, kind)
    if row.version != version:
        raise DraftMoved(row)
    row.text, row.promise_weeks = writing.text, writing.promise_weeks
    row.in_force_on, row.mr_agreed_on = writing.in_force_on, writing.mr_agreed_on
    row.version += 1
    row.save()
    record("register.draft_saved", actor=by, subject=row, board_id=board.pk, kind=kind.value)
    return row


@transaction.atomic
def publish_document(
    board: Board, kind: DocumentKind, *, version: int, by: User, today: date
) -> RuleDocument:
    """The draft becomes the next version, which never changes; of a reglement its promise too.

    `DraftMoved` when the draft is another than was shown, `NotPublishable` when the rule refuses.
    """
    draft = _locked(board, kind)
    if draft.version != version:
        raise DraftMoved(draft)
    number = _next_number(board, kind)
    in_force_on = _checked(draft, kind, today)
    row = RuleDocument.objects.create(
        board=board,
        kind=kind.value,
        version=number,
        text=draft.text,
        in_force_on=in_force_on,
        mr_agreed_on=draft.mr_agreed_on,
        reglement=_promise(draft, number, in_force_on) if kind is kind.REGLEMENT else None,
        published_by_id=by.pk,
        published_on=today,
    )
    draft.in_force_on = draft.mr_agreed_on = None
    draft.version += 1
    draft.save()
    record("register.document_published", actor=by, subject=row, board_id=board.pk, number=number)
    return row


@transaction.atomic
def note_opened(document: RuleDocument, *, by: User, read: bool, today: date) -> None:
    """Somebody opened a version, or says that it was read; the first day of each is kept."""
    row, _is_new = DocumentNotice.objects.select_for_update().get_or_create(
        document=document, user=by, defaults={"told_on": today}
    )
    was = (row.opened_on, row.read_on)
    row.opened_on = row.opened_on or today
    row.read_on = row.read_on or (today if read else None)
    if (row.opened_on, row.read_on) != was:
        row.save(update_fields=["opened_on", "read_on"])


def tell_of_documents(now: datetime) -> int:
    """Sweep: the families with an account hear of each newest version, everybody once.

    A few hundred a round; the rest follows in the next one. Returns how many were told.
    """
    today = timezone.localtime(now).date()
    newest = RuleDocument.objects.order_by("board", "kind", "-version")
    seen: set[tuple[UUID, str]] = set()
    told = 0
    for document in newest.defer("text"):
        key = (document.board_id, document.kind)
        if key not in seen and told < BATCH:
            told += _tell(document, today, BATCH - told)
        seen.add(key)
    return told


@transaction.atomic
def _tell(document: RuleDocument, today: date, most: int) -> int:
    told = DocumentNotice.objects.filter(document=document, user=OuterRef("pk"))
    users = families_of(document.board_id, today).filter(~Exists(told))
    older = users.filter(created_at__date__lte=document.published_on)  # to others it is not new
    found = list(older.order_by("pk")[:most])
    pupils = set(Pupil.objects.filter(user__in=found).values_list("user_id", flat=True))
    DocumentNotice.objects.bulk_create(
        [DocumentNotice(document=document, user=user, told_on=today) for user in found],
        ignore_conflicts=True,
    )
    for user in found:
        announce(
            "register.new_document",
            to=user.email or "",
            link=settings.PORTAL_URL,
            key=f"register.new_document:{document.pk}:{user.pk}",
            informal=user.pk in pupils,
        )
    return len(found)


def families_of(board_id: UUID, today: date) -> QuerySet[User]:
    """The accounts of guardians and pupils for whom the board's documents hold today."""
    here = Enrolment.objects.filter(holds(today), pupil__board=board_id).values("pupil")
    ties = Guardianship.objects.filter(holds(today), pupil__in=here)
    guardians = Guardian.objects.filter(board=board_id, pk__in=ties.values("guardian"))
    accounts = Q(pk__in=guardians.values("user")) | Q(
        pk__in=Pupil.objects.filter(pk__in=here).values("user")
    )
    return User.objects.filter(accounts, is_active=True)


def _locked(board: Board, kind: DocumentKind) -> DocumentDraft:
    DocumentDraft.objects.get_or_create(board=board, kind=kind.value)
    return DocumentDraft.objects.select_for_update().get(board=board, kind=kind.value)


def _checked(draft: DocumentDraft, kind: DocumentKind, today: date) -> date:
    """The first day of the new version, once the rule agrees."""
    last = RuleDocument.objects.filter(board=draft.board_id, kind=kind.value).first()
    promised = Reglement.objects.filter(board=draft.board_id).aggregate(day=Max("in_force_on"))
    refusal = why_not_publish(
        Version(draft.text, draft.in_force_on, draft.mr_agreed_on),
        last=Version(last.text, last.in_force_on, last.mr_agreed_on) if last else None,
        reglement_on=promised["day"] if kind is DocumentKind.REGLEMENT else None,
        today=today,
    )
    if refusal is not None or draft.in_force_on is None:
        raise NotPublishable(refusal or PublishRefusal.NO_DATE)
    return draft.in_force_on


def _next_number(board: Board, kind: DocumentKind) -> int:
    """Versions of a reglement go on where `people.Reglement` is."""
    rows = RuleDocument.objects.filter(board=board, kind=kind.value)
    numbers = [rows.aggregate(last=Max("version"))["last"] or 0]
    if kind is DocumentKind.REGLEMENT:
        numbers.append(Reglement.objects.filter(board=board).aggregate(n=Max("version"))["n"] or 0)
    return max(numbers) + 1


def _promise(draft: DocumentDraft, number: int, in_force_on: date) -> Reglement:
    """The row that the clocks of requests count with (law.md §1)."""
    return Reglement.objects.create(
        board_id=draft.board_id,
        version=number,
        in_force_on=in_force_on,
        mr_agreed_on=draft.mr_agreed_on,
        promise_weeks=draft.promise_weeks,
    )
