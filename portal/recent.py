"""What a page shows may be a minute old (docs/adr/0007): kept in the session, and no door."""

from collections.abc import Callable
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

KEPT_SECONDS = 60


def recent(session: SessionBase, key: str, ask: Callable[[], Any]) -> Any:
    """What `ask` answered at most a minute ago; it must give what JSON can hold."""
    now = int(timezone.now().timestamp())
    kept = session.get(key)
    if kept is None or not 0 <= now - kept[0] < KEPT_SECONDS:
        kept = session[key] = [now, ask()]
    return kept[1]


def forget(session: SessionBase, key: str) -> None:
    """Something changed: the next page asks again."""
    session.pop(key, None)
