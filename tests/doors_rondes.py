"""The doors of rounds and progress: the office and director, the officer, and the FG who looks."""

from datetime import date
from uuid import UUID

from consent.models import Round
from tests.cast import Cast
from tests.door import EVERYBODY, FAMILY_OF_BOARD, Door, Keys

NO_ROW: Keys = {"pk": UUID("00000000-0000-4000-8000-000000000000")}
SEEING = "iris bas henk petra frank vera"
NOBODYS = f"{FAMILY_OF_BOARD} mila lotte ad otto"


def _row(cast: Cast, today: date) -> Keys:
    """A round at Noor's school, open."""
    facts = {"school": cast.school, "started_by": cast.iris, "started_on": today}
    row, _new = Round.objects.get_or_create(
        board=cast.board, school=cast.school, stopped_on=None, defaults=facts
    )
    return {"pk": row.pk}


DOORS: dict[str, Door] = {
    "consent:progress": Door(get={200: SEEING, 403: NOBODYS}),
    "consent:rounds": Door(
        get={200: SEEING, 403: NOBODYS},
        post={200: "iris bas henk petra vera", 403: f"{NOBODYS} frank"},
    ),
    "consent:round_stop": Door(
        _row, {405: EVERYBODY}, post={302: "iris henk petra", 403: "frank"}, absent=NO_ROW
    ),
    "consent:round_reminders": Door(_row, {200: "iris henk", 403: "petra frank"}, absent=NO_ROW),
    "consent:round_letters": Door(_row, {200: "iris henk", 403: "petra frank"}, absent=NO_ROW),
}
