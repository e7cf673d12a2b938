"""Builders of cases of somebody outside the roster."""

from datetime import date

from portal.people.models import Pupil
from portal.register.models import Processing
from requests_app.actions.link import Found
from requests_app.actions.register_at_desk import Arrival, Noted, register_at_desk
from requests_app.models import Ask, DataRequest
from requests_app.rules import Kind, ReceivedVia
from tests.builders import TODAY
from tests.cast import Cast


def noted_case(
    cast: Cast,
    kind: Kind = Kind.ACCESS,
    *,
    about: str = "Nora de Wit",
    pupil: Pupil | None = None,
    direct_marketing: bool = False,
    parts: tuple[Processing, ...] = (),
    today: date = TODAY,
) -> DataRequest:
    """A. Eerder wrote about a pupil whom the desk could not find, unless told otherwise."""
    arrival = Arrival(
        pupil=pupil,
        school=cast.school,
        requester=Noted(name="A. Eerder", about="" if pupil else about),
        received_on=today,
        via=ReceivedVia.LETTER,
        own=not about and pupil is None,
    )
    ask = Ask(kind, "Alles.", direct_marketing=direct_marketing, parts=parts)
    return register_at_desk(arrival, ask, by=cast.iris, today=today)


def found(cast: Cast, name: str = "") -> Found:
    """Noor, and who asked when a name is given."""
    asker = cast.guardians[name] if name else None
    return Found(pupil=cast.noor, school=cast.school, asker=asker)
