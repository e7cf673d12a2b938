"""The doors of the desk: a request that came in outside the portal."""

from datetime import date
from uuid import uuid4

from requests_app.actions import withdraw
from requests_app.models import DataRequest
from tests.cast import Cast
from tests.door import FAMILY_OF_BOARD, Door, Keys
from tests.requests_app.linking import noted_case
from tests.story import filed_request


def _pupil(cast: Cast, today: date) -> Keys:
    return {"pupil_id": cast.noor.pk}


def _open(cast: Cast, today: date) -> Keys:
    return {"pk": filed_request(cast, today).pk}


def _withdrawn(cast: Cast, today: date) -> Keys:
    row = filed_request(cast, today)
    return {"pk": withdraw(row, by=cast.fatima, today=today).pk}


def _noted(cast: Cast, today: date) -> Keys:
    row = DataRequest.objects.filter(requester_noted=True).first()
    return {"pk": (row or noted_case(cast, today=today)).pk}


def _noted_of(cast: Cast, today: date) -> Keys:
    return {**_noted(cast, today), "pupil_id": cast.noor.pk}


DOORS: dict[str, Door] = {
    "requests:desk": Door(
        get={
            200: "iris bas petra vera",
            403: f"{FAMILY_OF_BOARD} mila lotte henk frank ad otto",
        }
    ),
    "requests:register": Door(
        _pupil, {200: "iris petra"}, post={200: "iris petra"}, absent={"pupil_id": uuid4()}
    ),
    "requests:register_unknown": Door(
        get={200: "iris bas petra vera", 403: f"{FAMILY_OF_BOARD} mila lotte henk frank ad otto"},
        post={200: "iris bas petra vera", 403: f"{FAMILY_OF_BOARD} mila lotte henk frank ad otto"},
    ),
    "requests:find_pupil": Door(
        _noted, {200: "iris petra", 403: "henk frank"}, absent={"pk": uuid4()}
    ),
    "requests:link": Door(
        _noted_of,
        {200: "iris petra", 403: "henk frank"},
        post={200: "iris petra", 403: "henk frank"},
        absent={"pk": uuid4(), "pupil_id": uuid4()},
    ),
    "requests:acknowledgement": Door(_open, {200: "iris henk petra frank"}, absent={"pk": uuid4()}),
    "requests:note_withdrawal": Door(
        _open,
        {200: "iris petra", 403: "henk frank"},
        post={200: "iris petra", 403: "henk frank"},
        absent={"pk": uuid4()},
    ),
    "requests:withdrawal_letter": Door(
        _withdrawn, {200: "iris henk petra frank"}, absent={"pk": uuid4()}
    ),
}
