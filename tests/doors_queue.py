"""Doors of the queue and of what comes after an answer: rate, close, the watch, keeping."""

from datetime import date
from uuid import uuid4

from tests.cast import Cast
from tests.door import EVERYBODY, FAMILY_OF_BOARD, Door, Keys
from tests.story import answered_request


def _answered(cast: Cast, today: date) -> Keys:
    return {"pk": answered_request(cast, today).pk}


NO_CASE: Keys = {"pk": uuid4()}
OFFICERS = {
    200: "petra frank vera",
    403: f"{FAMILY_OF_BOARD} mila iris bas lotte henk ad otto",
}
DOORS: dict[str, Door] = {
    "requests:rate": Door(_answered, {405: EVERYBODY}, post={302: "fatima"}, absent=NO_CASE),
    "requests:close": Door(
        _answered, {405: EVERYBODY}, post={302: "iris petra", 403: "henk frank"}, absent=NO_CASE
    ),
    "requests:watched": Door(get=OFFICERS),
    "requests:keeping": Door(get=OFFICERS),
}
