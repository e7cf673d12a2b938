"""Nieuws: new versions that somebody was told of and did not open yet, a minute old at most.

As the frame (docs/adr/0007): the first page of a family is read often, and this changes rarely.
"""

from dataclasses import dataclass
from datetime import date

from django.contrib.sessions.backends.base import SessionBase

from portal.people.access import Person
from portal.recent import forget, recent
from portal.register.access.documents import unopened
from portal.register.rules.documents import DocumentKind
from portal.register.wording_documents import DOCUMENT_KINDS

KEY = "news"  # [[slug, board, kind, number, first day]]


@dataclass(frozen=True)
class News:
    """One new version: where it stands, and from when it holds."""

    slug: str
    board: str
    kind: str
    number: int
    in_force_on: date

    @property
    def name(self) -> str:
        """The kind of document in words."""
        return str(DOCUMENT_KINDS[DocumentKind(self.kind)])


def news_for(user: Person, session: SessionBase) -> list[News]:
    """What waits to be opened; at most one query a minute."""
    return [
        News(slug, board, kind, number, date.fromisoformat(day))
        for slug, board, kind, number, day in recent(session, KEY, lambda: _rows(user))
    ]


def _rows(user: Person) -> list[list[object]]:
    return [
        [row.board.slug, row.board.name, row.kind, row.version, row.in_force_on.isoformat()]
        for row in unopened(user)
    ]


def forget_news(session: SessionBase) -> None:
    """Something was opened: the next page asks again."""
    forget(session, KEY)
