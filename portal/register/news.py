"""Nieuws: new versions that somebody was told of and did not open yet, a minute old at most.

As the frame (docs/adr/0007): the first page of a family is read often, and this changes rarely.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from portal.people.access import Person
from portal.register.access.documents import unopened
from portal.register.rules.documents import DocumentKind
from portal.register.wording_documents import DOCUMENT_KINDS

KEY = "news"  # [since, [[slug, board, kind, number, first day]]]
KEPT_SECONDS = 60


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
    now = int(timezone.now().timestamp())
    kept: Any = session.get(KEY)
    if kept is None or not 0 <= now - kept[0] < KEPT_SECONDS:
        rows = [
            [row.board.slug, row.board.name, row.kind, row.version, row.in_force_on.isoformat()]
            for row in unopened(user)
        ]
        kept = session[KEY] = [now, rows]
    return [
        News(slug, board, kind, number, date.fromisoformat(day))
        for slug, board, kind, number, day in kept[1]
    ]


def forget_news(session: SessionBase) -> None:
    """Something was opened: the next page asks again."""
    session.pop(KEY, None)
