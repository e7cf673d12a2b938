"""Eén keer: the same form sent twice, or twenty times at once, has one effect."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from portal.once.models import Performed
from portal.people.models import User
from portal.written import Written

KEPT = timedelta(days=30)
# Its insert waits for a first post of the same key.
PERFORMED = Written(Performed, once=True, fixed=("user", "key", "performed_at"))


@transaction.atomic
def perform(user: User, key: UUID, verb: Callable[[], str], *, leads_to: str = "") -> str:
    """Run `verb` and return the URL it gives; a repeat gives that URL without running it.

    `leads_to`: that URL where it is known before: nothing is written of it afterwards.

    The key is written first, in the verb's transaction: a second post waits for the first on the
    unique index. When the verb raises, nothing is kept and the key may be used again.
    """
    performed = Performed(user=user, key=key, url=leads_to)
    if not PERFORMED.insert(performed):
        return Performed.objects.get(user=user, key=key).url
    performed.url = verb()
    if performed.url != leads_to:
        PERFORMED.renew(performed)
    return performed.url


def done_before(user: User, key: str) -> str:
    """Where this form led when it was sent before, else empty: for a page that is gone by then."""
    try:
        found = Performed.objects.filter(user=user, key=UUID(key)).first()
    except ValueError:
        return ""
    return found.url if found else ""


def forget_old(now: datetime) -> int:
    """Sweep: keys of 30 days and older; no page is open that long. Returns how many went."""
    return Performed.objects.filter(performed_at__lte=now - KEPT).delete()[0]
