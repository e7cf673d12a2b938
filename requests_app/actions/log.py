"""Logboek van een zaak: every verb of a request leaves one row with its board and its pupil."""

from portal.audit.actions import Actor, record
from portal.audit.models import Event
from requests_app.models import DataRequest


def logged(
    verb: str, row: DataRequest, by: Actor | None, **facts: str | int | bool | None
) -> Event:
    """In the verb's own transaction; `by` is None when the portal acts. Facts are codes."""
    return record(
        verb,
        actor=by,
        subject=row,
        board_id=row.board_id,
        pupil_id=row.subject_pupil_id,
        **facts,
    )
