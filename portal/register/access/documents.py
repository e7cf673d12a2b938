"""De deur naar reglement en privacyverklaring: open to everybody, written by who keeps them."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.people.access import Person, has_duty, scopes_of
from portal.people.models import Board, User
from portal.people.rules import Duty
from portal.register.models import DocumentDraft, DocumentNotice, RuleDocument
from portal.register.models.documents import RuleDocumentQuerySet
from portal.register.rules.difference import Piece, difference
from portal.register.rules.documents import DocumentKind


@dataclass(frozen=True)
class Kept:
    """One document of a board as its keeper sees it."""

    board: Board
    kind: DocumentKind
    draft: DocumentDraft | None
    versions: list[RuleDocument]


def kept_documents(user: Person, today: date) -> list[Kept]:
    """The documents of the boards whose register this person keeps; else 403."""
    if not has_duty(user, Duty.EDIT_REGISTER, today):
        raise PermissionDenied
    boards = list(_kept_boards(user, today))
    rows = list(RuleDocument.objects.filter(board__in=boards).defer("text"))
    drafts = {(d.board_id, d.kind): d for d in DocumentDraft.objects.filter(board__in=boards)}
    return [
        Kept(
            board=board,
            kind=kind,
            draft=drafts.get((board.pk, kind.value)),
            versions=[row for row in rows if (row.board_id, row.kind) == (board.pk, kind.value)],
        )
        for board in boards
        for kind in DocumentKind
    ]


def get_kept(user: Person, slug: str, kind: str, today: date) -> Kept:
    """The document that this person writes; for everybody else the page does not exist."""
    board = get_object_or_404(_kept_boards(user, today), slug=slug)
    known = _kind(kind)
    rows = RuleDocument.objects.filter(board=board, kind=known.value)
    draft = DocumentDraft.objects.filter(board=board, kind=known.value).first()
    return Kept(board, known, draft, list(rows))


def get_current(slug: str, kind: str, today: date) -> RuleDocument:
    """The version in force, for everybody; 404 while there is none."""
    found = _public(slug, _kind(kind)).filter(in_force_on__lte=today).first()
    if found is None:
        raise Http404
    return found


def get_version(slug: str, kind: str, version: int) -> RuleDocument:
    """Any published version, also one that is still to come; for everybody."""
    return get_object_or_404(_public(slug, _kind(kind)), version=version)


def versions_of(document: RuleDocument) -> list[RuleDocument]:
    """All published versions of the same document, the newest first."""
    rows = RuleDocument.objects.filter(board=document.board_id, kind=document.kind)
    return list(rows.defer("text"))


def change_of(document: RuleDocument) -> tuple[RuleDocument, list[Piece]]:
    """The version before it and what changed; 404 for the first one."""
    rows = RuleDocument.objects.filter(board=document.board_id, kind=document.kind)
    earlier = rows.filter(version__lt=document.version).order_by("-version").first()
    if earlier is None:
        raise Http404
    return earlier, difference(earlier.text, document.text)


def unopened(user: Person) -> list[RuleDocument]:
    """The newest versions that this person was told of and did not open yet; one query."""
    if not isinstance(user, User):
        return []
    rows = RuleDocument.objects.filter(notices__user=user, notices__opened_on=None)
    found: dict[tuple[object, str], RuleDocument] = {}
    for row in rows.select_related("board").defer("text").order_by("-version"):
        found.setdefault((row.board_id, row.kind), row)
    return list(found.values())


def notice_of(user: Person, document: RuleDocument) -> DocumentNotice | None:
    """Whether this person was told, opened it and read it."""
    if not isinstance(user, User):
        return None
    return DocumentNotice.objects.filter(user=user, document=document).first()


def in_force(board: Board, today: date) -> list[RuleDocument]:
    """What holds at this board today, without the texts; one query."""
    rows = RuleDocument.objects.filter(board=board, in_force_on__lte=today)
    found: dict[str, RuleDocument] = {}
    for row in rows.defer("text"):
        found.setdefault(row.kind, row)
    return [found[kind.value] for kind in DocumentKind if kind.value in found]


def _public(slug: str, kind: DocumentKind) -> RuleDocumentQuerySet:
    return RuleDocument.objects.filter(board__slug=slug, kind=kind.value).select_related("board")


def _kept_boards(user: Person, today: date) -> QuerySet[Board]:
    boards = {str(scope.board) for scope in scopes_of(user, today, Duty.EDIT_REGISTER)}
    return Board.objects.filter(pk__in=boards)


def _kind(value: str) -> DocumentKind:
    try:
        return DocumentKind(value)
    except ValueError as error:
        raise Http404 from error
