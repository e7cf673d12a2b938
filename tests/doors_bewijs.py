"""The doors of proof of consent: the desk that types paper over, and a family's own choices."""

from datetime import date
from uuid import UUID

from consent.models import Purpose
from tests.cast import Cast
from tests.door import FAMILY_OF_BOARD, Door, Keys
from tests.story import adopt_purposes

NO_PUPIL: Keys = {"pupil_id": UUID("00000000-0000-4000-8000-000000000000")}
PARENTS = {200: "fatima daan"}
DESK = {200: "iris henk"}


def _noor(cast: Cast, today: date) -> Keys:
    if not Purpose.objects.exists():
        adopt_purposes(cast, today)
    return {"pupil_id": cast.noor.pk}


def _sam(cast: Cast, today: date) -> Keys:
    """A pupil of 16: himself, and the parent with a mandate."""
    return _noor(cast, today) | {"pupil_id": cast.sam_pupil.pk}


DOORS: dict[str, Door] = {
    "consent:desk": Door(
        get={
            200: "iris bas henk",
            403: f"{FAMILY_OF_BOARD} mila lotte petra frank ad vera otto",
        }
    ),
    "consent:desk_entry": Door(_noor, DESK, post=DESK, absent=NO_PUPIL),
    "consent:history": Door(_sam, {200: "sam jan"}, absent=NO_PUPIL),
    "consent:receipt": Door(_noor, PARENTS, absent=NO_PUPIL),
    "consent:receipt_pdf": Door(_noor, PARENTS, absent=NO_PUPIL),
    "consent:receipt_json": Door(_sam, {200: "sam jan"}, absent=NO_PUPIL),
}
