"""Builders for publications: something with Noor in it, and a yes that ends."""

from datetime import date
from uuid import UUID

from consent.actions import Published, publish
from consent.models import Publication, Purpose, TakeDown
from portal.people.models import Pupil, User
from tests.cast import Cast
from tests.consent.builders import ask, say


def published(
    cast: Cast,
    purpose: Purpose,
    today: date,
    *pupils: Pupil,
    on: date | None = None,
    by: User | None = None,
    title: str = "Foto van de sportdag",
    place: str = "https://example.org/sportdag",
) -> Publication:
    """Logged by the office, with Noor when nobody is named."""
    what = Published(cast.school, purpose, on or today, title, place)
    keys: list[UUID] = [one.pk for one in pupils or (cast.noor,)]
    return publish(what, pupils=keys, by=by or cast.iris, today=today)


def allowed(cast: Cast, today: date, code: str = "instagram") -> Purpose:
    """Fatima said yes to it for Noor."""
    purpose = ask(cast, today, code)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    return purpose


def withdrawn(cast: Cast, today: date, code: str = "instagram") -> TakeDown:
    """A picture of Noor, and Fatima takes her yes back."""
    purpose = allowed(cast, today, code)
    published(cast, purpose, today)
    say(cast.fatima, cast.noor, purpose, today, yes=False)
    return TakeDown.objects.get()


def free(task: TakeDown) -> TakeDown:
    """As when who logged it has no role any more."""
    TakeDown.objects.filter(pk=task.pk).update(owner=None)
    task.refresh_from_db()
    return task
