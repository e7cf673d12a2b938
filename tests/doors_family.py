"""Doors of what a family reads: from the register to a request, and who looked."""

from datetime import date
from uuid import uuid4

from portal.register.models import Processing
from tests.cast import Cast
from tests.door import FAMILY_OF_BOARD, Door, Keys
from tests.register.builders import adopt, processing


def _asked(cast: Cast, today: date) -> Keys:
    if not Processing.objects.exists():
        adopt(cast, today)
    found = processing(cast, "basispoort")
    return {"pupil_id": cast.noor.pk, "kind": "verzet", "processing_id": found.pk}


def _noor(cast: Cast, _today: date) -> Keys:
    return {"pupil_id": cast.noor.pk}


DOORS: dict[str, Door] = {
    "roof:ask": Door(
        _asked,
        {302: "fatima daan"},
        absent={"pupil_id": uuid4(), "kind": "verzet", "processing_id": uuid4()},
    ),
    "roof:looks": Door(_noor, {200: "fatima daan"}, absent={"pupil_id": uuid4()}),
    "roof:look_log": Door(
        get={
            200: "petra frank vera",
            403: f"{FAMILY_OF_BOARD} mila iris bas lotte henk ad otto",
        }
    ),
}
