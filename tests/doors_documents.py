"""Doors of restrictions, of what must be destroyed, and of the documents of a board."""

from datetime import date
from uuid import uuid4

from portal.register.models import Processing, Restriction
from portal.register.rules.restrictions import StopReason
from portal.roof.stopping import stop
from requests_app import access, actions
from requests_app.models import Ask, DataRequest
from requests_app.rules import Kind
from tests.cast import Cast
from tests.door import EVERYBODY, FAMILY_OF_BOARD, Door, Keys
from tests.story import adopt_register

OUTSIDE = f"{FAMILY_OF_BOARD} mila lotte ad otto"


def objection(cast: Cast, today: date) -> DataRequest:
    """Fatima objects to something the school does with data of Noor."""
    target = access.get_target(cast.fatima, f"kind-{cast.noor.pk}", today)
    return actions.file_request(
        target, Ask(Kind.OBJECTION, "Liever niet."), by=cast.fatima, today=today
    )


def objectionable(cast: Cast) -> Processing:
    """A published processing on basis e, with a recipient."""
    rows = Processing.objects.published().filter(board=cast.board, basis="e")
    return rows.filter(recipients__isnull=False).order_by("position")[0]


def stopped(cast: Cast, today: date) -> Restriction:
    """The first such processing stands still for Noor while the objection is weighed."""
    adopt_register(cast, today)
    stop(objection(cast, today), objectionable(cast), by=cast.iris, today=today)
    return Restriction.objects.filter(why=StopReason.WEIGHED.value).latest("at")


def _objection(cast: Cast, today: date) -> Keys:
    return {"pk": objection(cast, today).pk}


def _processing(cast: Cast, today: date) -> Keys:
    return {"processing_id": stopped(cast, today).processing_id}


def _recipient(cast: Cast, today: date) -> Keys:
    found = stopped(cast, today).processing.recipients.order_by("pk")[0]
    return {"recipient_id": found.pk}


def _restriction(cast: Cast, today: date) -> Keys:
    return {"pk": stopped(cast, today).pk}


SEES = "iris bas henk petra frank"
NONE: Keys = {"pk": uuid4()}

DOORS: dict[str, Door] = {
    "roof:stop": Door(
        _objection,
        {200: "iris petra", 403: "henk frank"},
        post={200: "iris petra", 403: "henk frank"},
        absent=NONE,
    ),
    "register:stopped": Door(get={200: f"{SEES} vera", 403: OUTSIDE}),
    "register:stopped_pupils": Door(_processing, {200: SEES}, absent={"processing_id": uuid4()}),
    "register:stopped_list": Door(_recipient, {200: SEES}, absent={"recipient_id": uuid4()}),
    "register:lift_restriction": Door(
        _restriction,
        {405: EVERYBODY},
        post={302: "petra", 403: "iris henk frank"},
        absent=NONE,
    ),
}
