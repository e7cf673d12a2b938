"""The doors of recording what was handed over, and of what families do not see."""

from datetime import date

from portal.register.models import Disclosure, Processing
from tests.cast import Cast
from tests.door import EVERYBODY, FAMILY_OF_BOARD, Door, Keys
from tests.register.builders import adopt, pending_row, share

RECORDING = "iris bas henk petra vera"
SEEING = "iris bas henk petra frank vera"
NOBODYS = f"{FAMILY_OF_BOARD} mila lotte ad otto"
NO_ROW: Keys = {"pk": 987654}


def _adopt_once(cast: Cast, today: date) -> None:
    if not Processing.objects.filter(board=cast.board, code="jgz").exists():
        adopt(cast, today)


def _row(cast: Cast, today: date) -> Keys:
    _adopt_once(cast, today)
    return {"pk": share(cast, cast.noor, today).pk}


def hidden(cast: Cast, today: date) -> Keys:
    """A row about Noor that waits for the second person; recorded by Iris."""
    _adopt_once(cast, today)
    found = Disclosure.objects.still_hidden().first() or pending_row(cast, today)
    return {"pk": found.pk}


def _processing(cast: Cast, today: date) -> Keys:
    _adopt_once(cast, today)
    return {"processing_id": Processing.objects.get(board=cast.board, code="jgz").pk}


NOT_FOR = f"{NOBODYS} frank"
DOORS: dict[str, Door] = {
    "register:log": Door(get={200: SEEING, 403: NOBODYS}),
    "register:log_row": Door(_row, {200: "iris henk petra frank"}, absent=NO_ROW),
    "register:hidden": Door(get={200: "henk petra frank vera", 403: f"{NOBODYS} iris bas"}),
    "register:hidden_row": Door(
        hidden,
        {200: "henk petra frank"},
        post={200: "henk petra", 403: "frank"},
        absent=NO_ROW,
    ),
    "register:agree_hidden": Door(
        hidden, {405: EVERYBODY}, post={302: "henk petra", 403: "frank"}, absent=NO_ROW
    ),
    "register:lift_hidden": Door(
        hidden, {405: EVERYBODY}, post={302: "henk petra", 403: "frank"}, absent=NO_ROW
    ),
    "roof:new_disclosure": Door(get={200: RECORDING, 403: NOT_FOR}),
    "roof:record_disclosure": Door(
        _processing,
        {302: RECORDING, 403: NOT_FOR},
        post={302: RECORDING, 403: NOT_FOR},
    ),
}
