"""The doors of the onderwijskundig rapport: staff who put it up, and who is asked to see it."""

from datetime import date
from uuid import UUID

from portal.register.models import Report
from tests.cast import Cast
from tests.door import FAMILY_OF_BOARD, Door, Keys
from tests.register.reports import noors_report

RECORDING = "iris bas henk petra vera"
SEEING = "iris bas henk petra frank vera"
NOBODYS = f"{FAMILY_OF_BOARD} mila lotte ad otto"
NO_ID = UUID("00000000-0000-4000-8000-000000000000")
NO_ROW: Keys = {"pk": NO_ID}
NO_MINE: Keys = {"pupil_id": NO_ID, "pk": NO_ID}


def _row(cast: Cast, today: date) -> Report:
    """One about Noor, made once."""
    return Report.objects.first() or noors_report(cast, today)


def _staff(cast: Cast, today: date) -> Keys:
    return {"pk": _row(cast, today).pk}


def _noor(cast: Cast, today: date) -> Keys:
    return {"pupil_id": cast.noor.pk}


def _family(cast: Cast, today: date) -> Keys:
    return {"pupil_id": cast.noor.pk, "pk": _row(cast, today).pk}


NOT_FOR = f"{NOBODYS} frank"
SEES = {200: "iris henk petra frank"}
ACTS = {200: "iris henk petra", 403: "frank"}
PARENTS = {200: "fatima daan"}
DOORS: dict[str, Door] = {
    "register:reports": Door(get={200: SEEING, 403: NOBODYS}),
    "register:choose_report": Door(get={200: RECORDING, 403: NOT_FOR}),
    "register:new_report": Door(
        _noor,
        {200: "iris henk petra", 403: NOT_FOR},
        post={200: "iris henk petra", 403: NOT_FOR},
    ),
    "register:report": Door(_staff, SEES, absent=NO_ROW),
    "register:report_file": Door(_staff, SEES, absent=NO_ROW),
    "register:report_sent": Door(_staff, absent=NO_ROW, get={404: "iris"}),
    "register:report_preview": Door(_staff, ACTS, absent=NO_ROW),
    "register:report_views": Door(_staff, {302: "iris henk petra", 403: "frank"}, absent=NO_ROW),
    "register:report_on_paper": Door(_staff, ACTS, post=ACTS, absent=NO_ROW),
    "register:replace_report": Door(_staff, ACTS, post=ACTS, absent=NO_ROW),
    "register:withdraw_report": Door(_staff, ACTS, post=ACTS, absent=NO_ROW),
    "register:send_report": Door(_staff, ACTS, post=ACTS, absent=NO_ROW),
    "roof:report": Door(_family, PARENTS, post={302: "fatima daan"}, absent=NO_MINE),
    "roof:report_file": Door(_family, PARENTS, absent=NO_MINE),
    "roof:report_view": Door(_family, PARENTS, post=PARENTS, absent=NO_MINE),
}
