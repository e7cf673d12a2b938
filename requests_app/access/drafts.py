"""Concepten: of who writes them, and of nobody else; what may no longer be asked is not shown."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from portal.people.access import Person
from portal.people.models import User
from portal.prepared import Prepared
from portal.recent import recent
from requests_app.access.targets import get_target, targets
from requests_app.models import Ask, Case, DataRequest, RequestDraft, Target, with_dates
from requests_app.rules import DRAFT_KEPT

DRAFTS_OF = Prepared(lambda user: RequestDraft.objects.filter(user=user))
BEGUN = "requests.begun"  # in the session; see `has_begun`


@dataclass(frozen=True)
class Begun:
    """A request that somebody is writing, with the last day it is kept."""

    draft: RequestDraft
    target: Target

    @property
    def address(self) -> str:
        """Of the form, with the entry of the register that it is about."""
        words = {"over": self.target.key}
        for key in self.draft.answers.get("verwerking", []):
            words["verwerking"] = key
        return f"{reverse('requests:new')}?{urlencode(words)}"

    @property
    def kept_until(self) -> date:
        """The sweep takes it after this day."""
        return timezone.localtime(self.draft.saved_at + DRAFT_KEPT).date()


def begun_of(user: Person, today: date) -> list[Begun]:
    """One's own drafts that can still be filed; mostly none: one narrow query."""
    rows = {row.target: row for row in _own(user, timezone.now())}
    if not rows:
        return []
    return [Begun(rows[one.key], one) for one in targets(user, today) if one.key in rows]


def has_begun(user: Person, session: SessionBase, today: date) -> bool:
    """Whether there is one, for the first page: asked once a minute, and after each change."""
    return bool(recent(session, BEGUN, lambda: bool(begun_of(user, today))))


def find_begun(user: Person, target: Target) -> Begun | None:
    """What one wrote about this target so far."""
    row = next((one for one in _own(user, timezone.now()) if one.target == target.key), None)
    return Begun(row, target) if row else None


def get_begun(user: Person, key: str, today: date) -> Begun:
    """The only door to a draft; 404 for whoever may not ask this, or wrote nothing."""
    found = find_begun(user, get_target(user, key, today))
    if found is None:
        raise Http404
    return found


def as_filed(target: Target, ask: Ask, today: date) -> Case:
    """The request as it would be when filed today, with its dates; nothing is written."""
    row = DataRequest(
        board=target.board,
        school=target.school,
        kind=ask.kind.value,
        direct_marketing=ask.direct_marketing,
        **target.persons,
        received_on=today,
        reglement=target.board.reglement_on(today),
    )
    return with_dates([row], today)[0]


def _own(user: Person, now: datetime) -> list[RequestDraft]:
    if not isinstance(user, User):
        return []
    rows = [one for one in DRAFTS_OF(user.pk) if one.saved_at > now - DRAFT_KEPT]
    prefetch_related_objects(rows, "attachments__file")
    return rows
