"""The doors of the questions themselves: the board's, and those of one's own school."""

from datetime import date
from uuid import UUID

from consent.models import Purpose
from tests.cast import Cast
from tests.door import EVERYBODY, FAMILY_OF_BOARD, Door, Keys
from tests.story import adopt_purposes

NO_QUESTION: Keys = {"pk": UUID("00000000-0000-4000-8000-000000000000")}
NO_SCHOOL: Keys = {"key": "school-00000000-0000-4000-8000-000000000000"}
NOBODYS = f"{FAMILY_OF_BOARD} mila lotte otto"
OF_THE_BOARD = {200: "petra ad", 403: "iris bas henk frank"}
AT_THE_SCHOOL = {200: "iris henk petra ad"}


def _boards(cast: Cast, today: date) -> Keys:
    if not Purpose.objects.exists():
        adopt_purposes(cast, today)
    return {"pk": Purpose.objects.filter(board=cast.board).order_by("pk")[0].pk}


def _school(cast: Cast, _today: date) -> Keys:
    return {"key": f"school-{cast.school.pk}"}


DOORS: dict[str, Door] = {
    "consent:onward": Door(get={302: EVERYBODY}),
    "consent:purposes": Door(get={200: "iris bas henk petra frank ad vera", 403: NOBODYS}),
    "consent:purpose_for": Door(get={200: "iris bas henk petra ad vera", 403: f"{NOBODYS} frank"}),
    "consent:purpose_new": Door(_school, AT_THE_SCHOOL, post=AT_THE_SCHOOL, absent=NO_SCHOOL),
    "consent:purpose": Door(_boards, {200: "iris bas henk petra frank ad"}, absent=NO_QUESTION),
    "consent:purpose_text": Door(_boards, OF_THE_BOARD, post=OF_THE_BOARD, absent=NO_QUESTION),
    "consent:purpose_translation": Door(
        lambda cast, today: _boards(cast, today) | {"language": "tr"},
        OF_THE_BOARD,
        post=OF_THE_BOARD,
        absent=NO_QUESTION | {"language": "tr"},
    ),
    "consent:purpose_both": Door(
        _boards,
        OF_THE_BOARD,
        post={302: "petra ad", 403: "iris bas henk frank"},
        absent=NO_QUESTION,
    ),
    "consent:purpose_stop": Door(_boards, OF_THE_BOARD, post=OF_THE_BOARD, absent=NO_QUESTION),
}
