"""A request is locked before anybody checks and writes, so that two tabs never both win."""

from requests_app.models import DataRequest
from requests_app.rules import State, Verb, next_state


class Stale(Exception):
    """Somebody changed the request after this page was shown."""


class Refused(Exception):
    """The rules do not allow this verb now; the first argument is a code for the page."""


def locked(request: DataRequest, *, version: int | None = None) -> DataRequest:
    """The row as it stands now, held until the transaction ends. Stale when it moved on."""
    DataRequest.objects.select_for_update().only("pk").get(pk=request.pk)
    # Read after the wait: a join of the locking query would still show what was before it.
    row = DataRequest.objects.with_facts().get(pk=request.pk)
    if version is not None and row.version != version:
        raise Stale
    return row


def touch(row: DataRequest) -> None:
    """The clock of a locked row changed: who decides on an older page is told (Stale)."""
    row.version += 1
    row.save(update_fields=["version"])


def move(row: DataRequest, verb: Verb) -> None:
    """Brings a locked row to the next state. Refused when the verb is not possible."""
    try:
        row.state = next_state(State(row.state), verb).value
    except ValueError as error:
        raise Refused("state") from error
    row.version += 1
    row.save(update_fields=["state", "version", "assignee"])
