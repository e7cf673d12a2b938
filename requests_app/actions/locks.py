"""A request is locked before anybody checks and writes, so that two tabs never both win."""

from requests_app.models import DataRequest
from requests_app.rules import State, Verb, next_state


class Stale(Exception):
    """Somebody changed the request after this page was shown."""


class Refused(Exception):
    """The rules do not allow this verb now; the first argument is a code for the page."""


def locked(request: DataRequest, *, version: int | None = None) -> DataRequest:
    """The row as it stands now, held until the transaction ends. Stale when it moved on."""
    rows = DataRequest.objects.select_for_update(of=("self",)).with_facts()
    row = rows.get(pk=request.pk)
    if version is not None and row.version != version:
        raise Stale
    return row


def move(row: DataRequest, verb: Verb) -> None:
    """Brings a locked row to the next state. Refused when the verb is not possible."""
    try:
        row.state = next_state(State(row.state), verb).value
    except ValueError as error:
        raise Refused("state") from error
    row.version += 1
    row.save(update_fields=["state", "version", "assignee"])
