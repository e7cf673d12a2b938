"""The doors of publications and of what must come down: the school, and the FG who looks."""

from datetime import date
from uuid import UUID

from consent.models import TakeDown
from tests.cast import Cast
from tests.consent.weg import withdrawn
from tests.door import EVERYBODY, FAMILY_OF_BOARD, Door, Keys

NO_TASK: Keys = {"pk": UUID("00000000-0000-4000-8000-000000000000")}
SEEING = "iris bas lotte henk frank"
NOBODYS = f"{FAMILY_OF_BOARD} mila petra ad vera otto"
DOING = "iris bas lotte henk"
OF_NOOR = {200: "iris lotte henk", 403: "frank"}


def _task(cast: Cast, today: date) -> Keys:
    task = TakeDown.objects.first() or withdrawn(cast, today)
    return {"pk": task.pk}


DOORS: dict[str, Door] = {
    "consent:publications": Door(get={200: SEEING, 403: NOBODYS}),
    "consent:publish": Door(
        get={200: DOING, 403: f"{NOBODYS} frank"}, post={200: DOING, 403: f"{NOBODYS} frank"}
    ),
    "consent:take_downs": Door(get={200: SEEING, 403: NOBODYS}),
    "consent:take_down": Door(_task, {200: "iris lotte henk frank"}, post=OF_NOOR, absent=NO_TASK),
    "consent:take_on": Door(
        _task, {405: EVERYBODY}, post={302: "iris lotte henk", 403: "frank"}, absent=NO_TASK
    ),
    "consent:take_down_give": Door(
        _task, {405: EVERYBODY}, post={302: "iris lotte henk", 403: "frank"}, absent=NO_TASK
    ),
}
