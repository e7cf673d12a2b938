"""Wacht op mij: reports that somebody is asked to look at, a minute old at most.

As portal/register/news.py: the first page is read often, and a report comes rarely. Only ids are
kept in the session; the page behind the link asks its own door.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from portal.people.access import Tie
from portal.people.rules import Right
from portal.register.access.reports import mine_of

KEY = "reports"  # [since, [[pupil, report]]]
KEPT_SECONDS = 60


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
    now = int(timezone.now().timestamp())
    kept: Any = session.get(KEY)
    if kept is None or not 0 <= now - kept[0] < KEPT_SECONDS:
        today = next((tie.today for tie in ties), None)
        mine = mine_of(ties, today) if today else []
        rows = [[str(one.row.pupil_id), str(one.row.pk)] for one in mine if one.waits]
        kept = session[KEY] = [now, rows]
    seeing = {str(tie.pupil.pk): tie for tie in ties if tie.may(Right.VIEW)}
    return [Waiting(seeing[pupil], pk) for pupil, pk in kept[1] if pupil in seeing]


def forget_reports_news(session: SessionBase) -> None:
    """Something was seen: the next page asks again."""
    session.pop(KEY, None)
