"""Wacht op mij: reports that somebody is asked to look at, a minute old at most.

As portal/register/news.py: the first page is read often, and a report comes rarely. Only ids are
kept in the session; the page behind the link asks its own door.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase

from portal.people.access import Tie
from portal.people.rules import Right
from portal.recent import forget, recent
from portal.register.access.reports import mine_of

KEY = "reports"  # [[pupil, report]]


@dataclass(frozen=True)
class Waiting:
    """One report that waits, and the child it is about."""

    tie: Tie
    pk: str

    @property
    def is_about_me(self) -> bool:
        """Whether the pupil reads it."""
        return self.tie.guardian_id is None


def waiting_reports(ties: Collection[Tie], session: SessionBase) -> list[Waiting]:
    """What this person did not see yet; asked once a minute."""
    kept = recent(session, KEY, lambda: _rows(ties))
    seeing = {str(tie.pupil.pk): tie for tie in ties if tie.may(Right.VIEW)}
    return [Waiting(seeing[pupil], pk) for pupil, pk in kept if pupil in seeing]


def _rows(ties: Collection[Tie]) -> list[list[str]]:
    today = next((tie.today for tie in ties), None)
    mine = mine_of(ties, today) if today else []
    return [[str(one.row.pupil_id), str(one.row.pk)] for one in mine if one.waits]


def forget_reports_news(session: SessionBase) -> None:
    """Something was seen: the next page asks again."""
    forget(session, KEY)
