"""Doors of keeping the register: the officer edits; director, FG and administrator read."""

from datetime import date
from typing import Any
from uuid import uuid4

from portal.register.models import Processing, Recipient
from tests.cast import Cast
from tests.door import EVERYBODY, FAMILY_OF_BOARD, Door
from tests.story import adopt_register

READERS = "henk frank ad"
STRANGERS = f"{FAMILY_OF_BOARD} mila iris bas lotte otto"


def _row(cast: Cast, today: date) -> dict[str, Any]:
    """Published, so that removing it is refused and it stays for who comes next."""
    adopt_register(cast, today)
    return {"pk": Processing.objects.get(board=cast.board, code="duo").pk}


def _recipient(cast: Cast, today: date) -> dict[str, Any]:
    adopt_register(cast, today)
    return {"pk": Recipient.objects.get(board=cast.board, starter_code="duo").pk}


def _board(cast: Cast, _today: date) -> dict[str, Any]:
    return {"slug": cast.board.slug}


NONE: dict[str, Any] = {"pk": uuid4()}
NOWHERE = {"slug": "bestaat-niet"}
SEEN = {200: f"petra {READERS}"}
FORM = {200: "petra", 403: READERS}
VERB: dict[str, Any] = {
    "get": {405: EVERYBODY},
    "post": {302: "petra", 403: READERS},
    "absent": NONE,
}

DOORS: dict[str, Door] = {
    "register:keeping": Door(get={200: f"petra vera {READERS}", 403: STRANGERS}),
    "register:entry": Door(_row, SEEN, absent=NONE),
    "register:versions": Door(_row, SEEN, absent=NONE),
    "register:edit_processing": Door(_row, FORM, post=FORM, absent=NONE),
    "register:new_processing": Door(_board, FORM, post=FORM, absent=NOWHERE),
    "register:publish": Door(_row, **VERB),
    "register:withdraw": Door(_row, **VERB),
    "register:remove_processing": Door(_row, **VERB),
    "register:recipients": Door(_board, SEEN, absent=NOWHERE),
    "register:new_recipient": Door(_board, FORM, post=FORM, absent=NOWHERE),
    "register:edit_recipient": Door(_recipient, FORM, post=FORM, absent=NONE),
    "register:recipient_versions": Door(_recipient, SEEN, absent=NONE),
    "register:remove_recipient": Door(_recipient, **VERB),
    "register:export": Door(
        lambda cast, _today: {"slug": cast.board.slug, "shape": "csv"},
        SEEN,
        absent={"slug": "bestaat-niet", "shape": "csv"},
    ),
    "register:import": Door(_board, FORM, post=FORM, absent=NOWHERE),
    "register:public": Door(_board, {200: EVERYBODY}, public=True),
    "register:public_pdf": Door(_board, {200: EVERYBODY}, public=True),
    "register:enrolment_pdf": Door(_board, {200: EVERYBODY}, public=True),
    "register:starter": Door(_board, FORM, post={302: "petra", 403: READERS}, absent=NOWHERE),
}
