"""The doors of the term of a case: questions, more time, identity, authority, and the alarms."""

from datetime import date
from uuid import uuid4

from requests_app.models import DataRequest, Extension, SuspensionPeriod
from tests.cast import Cast
from tests.door import FAMILY_OF_BOARD, Door, Keys
from tests.requests_app.clock import asked, copied, extended, taken_back
from tests.story import filed_request

SEES = {200: "iris henk petra frank"}
ACTS = {200: "iris petra", 403: "henk frank"}
NO_CASE: Keys = {"pk": uuid4()}
NO_PAUSE: Keys = {"pk": uuid4(), "pause": 0}
NO_LAPSED: Keys = {"pk": uuid4(), "extension": 0}


def _open(cast: Cast, today: date) -> Keys:
    return {"pk": filed_request(cast, today).pk}


def _asked(cast: Cast, today: date) -> Keys:
    request = DataRequest.objects.first()
    pause = SuspensionPeriod.objects.first() or asked(request or filed_request(cast, today), cast)
    return {"pk": pause.request_id, "pause": pause.pk}


def _ended(cast: Cast, today: date) -> Keys:
    keys = _asked(cast, today)
    SuspensionPeriod.objects.update(until=today)
    return keys


def _reply(cast: Cast, today: date) -> Keys:
    return {"pk": _asked(cast, today)["pk"]}


def _extended(cast: Cast, today: date) -> Keys:
    request = DataRequest.objects.first() or filed_request(cast, today)
    if not hasattr(request, "extension"):
        extended(request, cast)
    return {"pk": request.pk}


def _lapsed(cast: Cast, today: date) -> Keys:
    extension = Extension.objects.exclude(was_of=None).first()
    if extension is None:
        request = DataRequest.objects.get(pk=_extended(cast, today)["pk"])
        extension = taken_back(request, cast)
    return {"pk": extension.was_of_id, "extension": extension.pk}


def _copied(cast: Cast, today: date) -> Keys:
    request = DataRequest.objects.first() or filed_request(cast, today)
    DataRequest.objects.update(filed_by=cast.iris.pk)
    request.refresh_from_db()
    copy = request.identity_copies.first() or copied(request, cast)
    return {"pk": request.pk, "copy": copy.pk}


DOORS: dict[str, Door] = {
    "requests:reply": Door(_reply, {200: "fatima"}, post={200: "fatima"}, absent=NO_CASE),
    "requests:question": Door(_asked, {200: "fatima"}, absent=NO_PAUSE),
    "requests:extension": Door(_extended, {200: "fatima"}, absent=NO_CASE),
    "requests:lapsed": Door(_lapsed, {200: "fatima"}, absent=NO_LAPSED),
    "requests:lapsed_notice": Door(_lapsed, {200: "fatima"}, absent=NO_LAPSED),
    "requests:clock": Door(_open, SEES, absent=NO_CASE),
    "requests:clock_ask": Door(_open, ACTS, post=ACTS, absent=NO_CASE),
    "requests:clock_question": Door(_asked, SEES, absent=NO_PAUSE),
    "requests:clock_answered": Door(_reply, ACTS, post=ACTS, absent=NO_CASE),
    "requests:clock_mend": Door(_ended, ACTS, post=ACTS, absent=NO_PAUSE),
    "requests:clock_extend": Door(_open, ACTS, post=ACTS, absent=NO_CASE),
    "requests:clock_extension": Door(_extended, SEES, absent=NO_CASE),
    "requests:clock_take_back": Door(_extended, ACTS, post=ACTS, absent=NO_CASE),
    "requests:clock_withdraw": Door(_asked, ACTS, post=ACTS, absent=NO_PAUSE),
    "requests:clock_lapsed": Door(_lapsed, SEES, absent=NO_LAPSED),
    "requests:clock_lapsed_notice": Door(_lapsed, SEES, absent=NO_LAPSED),
    "requests:clock_identity": Door(_open, ACTS, post=ACTS, absent=NO_CASE),
    "requests:clock_copy": Door(_open, ACTS, post=ACTS, absent=NO_CASE),
    "requests:clock_copy_file": Door(_copied, ACTS, absent={"pk": uuid4(), "copy": uuid4()}),
    "requests:clock_authority": Door(_open, ACTS, post=ACTS, absent=NO_CASE),
    "requests:alarms": Door(
        get={
            200: "petra frank vera",
            403: f"{FAMILY_OF_BOARD} mila iris bas lotte henk ad otto",
        }
    ),
}
