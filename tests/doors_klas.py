"""The doors of consent in class: the teacher of the group, the school's staff and the FG."""

from datetime import date
from uuid import UUID

from tests.cast import Cast
from tests.door import FAMILY_OF_BOARD, Door, Keys

NO_GROUP: Keys = {"group_id": UUID("00000000-0000-4000-8000-000000000000")}
OF_THE_GROUP = {200: "iris lotte henk frank"}
SEEING = "iris bas lotte henk frank"
NOBODYS = f"{FAMILY_OF_BOARD} mila petra ad vera otto"


def _group(cast: Cast, _today: date) -> Keys:
    return {"group_id": cast.group.pk}


DOORS: dict[str, Door] = {
    "consent:groups": Door(get={200: SEEING, 403: NOBODYS}),
    "consent:group": Door(_group, OF_THE_GROUP, absent=NO_GROUP),
    "consent:photo_check": Door(_group, OF_THE_GROUP, absent=NO_GROUP),
    "consent:photo_list": Door(get={200: SEEING, 403: NOBODYS}),  # which groups?
    "consent:photo_list_pdf": Door(get={302: SEEING, 403: NOBODYS}),  # back to the choice
}
