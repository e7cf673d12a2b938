"""The doors of what is announced first, and of objecting to it."""

from datetime import date
from uuid import uuid4

from portal.register.models import IntendedDisclosure, Processing
from tests.cast import Cast
from tests.door import EVERYBODY, FAMILY_OF_BOARD, Door, Keys
from tests.register.builders import adopt, announced

RECORDING = "iris bas henk petra vera"
SEEING = "iris bas henk petra frank vera"
NOBODYS = f"{FAMILY_OF_BOARD} mila lotte ad otto"
NO_ROW: Keys = {"pk": uuid4()}


def _row(cast: Cast, today: date) -> IntendedDisclosure:
    """One about Noor, made once."""
    if not Processing.objects.filter(board=cast.board, code="jgz").exists():
        adopt(cast, today)
    return IntendedDisclosure.objects.first() or announced(cast, cast.noor, today)


def _staff(cast: Cast, today: date) -> Keys:
    return {"pk": _row(cast, today).pk}


def _family(cast: Cast, today: date) -> Keys:
    return {"pupil_id": cast.noor.pk, "pk": _row(cast, today).pk}


NOT_FOR = f"{NOBODYS} frank"
DOORS: dict[str, Door] = {
    "roof:announcements": Door(get={200: SEEING, 403: NOBODYS}),
    "roof:new_announcement": Door(get={200: RECORDING, 403: NOT_FOR}),
    "roof:announce": Door(get={302: RECORDING, 403: NOT_FOR}, post={302: RECORDING, 403: NOT_FOR}),
    "roof:announcement": Door(
        _staff,
        {200: "iris henk petra frank"},
        post={200: "iris henk petra", 403: "frank"},
        absent=NO_ROW,
    ),
    "roof:carry_out": Door(
        _staff,
        {302: "iris henk petra", 403: "frank"},
        post={302: "iris henk petra", 403: "frank"},
        absent=NO_ROW,
    ),
    "roof:intended": Door(
        _family, {200: "fatima daan"}, absent={"pupil_id": uuid4(), "pk": uuid4()}
    ),
    "roof:object_to": Door(
        _family,
        {405: EVERYBODY},
        post={302: "fatima daan"},
        absent={"pupil_id": uuid4(), "pk": uuid4()},
    ),
}
