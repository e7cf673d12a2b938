"""The doors of collecting and of the answer: staff of the case, and who asked."""

from datetime import date
from uuid import UUID

from requests_app.models import CaseTask, Extract
from requests_app.rules import TaskPurpose
from tests.cast import Cast
from tests.door import EVERYBODY, Door, Keys
from tests.requests_app.answers import package_of
from tests.requests_app.collecting import delivered
from tests.story import answered_request, filed_request

NO_ID = UUID("00000000-0000-4000-8000-000000000000")
SEES = {200: "iris henk petra frank"}
ACTS = {200: "iris petra", 403: "henk frank"}
POSTS = {302: "iris petra", 403: "henk frank"}
NO_CASE: Keys = {"pk": NO_ID}


def _task(cast: Cast, today: date) -> CaseTask:
    """One holder of Noor's request, made once."""
    known = CaseTask.objects.filter(key="systeem:esis").first()
    return known or CaseTask.objects.create(
        request=filed_request(cast, today),
        purpose=TaskPurpose.COLLECT.value,
        key="systeem:esis",
        holder="ESIS",
        due_on=today,
    )


def _extract(cast: Cast, today: date) -> Extract:
    return Extract.objects.first() or delivered(cast, _task(cast, today), today=today)


def _case(cast: Cast, today: date) -> Keys:
    return {"pk": filed_request(cast, today).pk}


def _of_task(cast: Cast, today: date) -> Keys:
    row = _task(cast, today)
    return {"pk": row.request_id, "task": row.pk}


def _of_extract(cast: Cast, today: date) -> Keys:
    row = _extract(cast, today)
    return {"pk": row.request_id, "extract": row.pk}


def _answered(cast: Cast, today: date) -> Keys:
    """A granted request of Fatima, with its package made and delivered."""
    request = answered_request(cast, today)
    package_of(request, today=today)
    return {"pk": request.pk}


NO_TASK: Keys = {"pk": NO_ID, "task": NO_ID}
NO_EXTRACT: Keys = {"pk": NO_ID, "extract": NO_ID}
DOORS: dict[str, Door] = {
    "requests:collect": Door(_case, SEES, post=POSTS, absent=NO_CASE),
    "requests:collect_notes": Door(_case, {405: EVERYBODY}, post=POSTS, absent=NO_CASE),
    "requests:new_extract": Door(_of_task, ACTS, post=ACTS, absent=NO_TASK),
    "requests:nothing_held": Door(_of_task, {405: EVERYBODY}, post=POSTS, absent=NO_TASK),
    "requests:extract": Door(_of_extract, SEES, post=ACTS, absent=NO_EXTRACT),
    "requests:extract_file": Door(_of_extract, SEES, absent=NO_EXTRACT),
    "requests:replace_extract": Door(_of_extract, ACTS, post=ACTS, absent=NO_EXTRACT),
    "requests:answer": Door(_answered, SEES, absent=NO_CASE),
    "requests:ask_package": Door(_answered, {405: EVERYBODY}, post=POSTS, absent=NO_CASE),
    "requests:release": Door(_answered, {405: EVERYBODY}, post=POSTS, absent=NO_CASE),
    "requests:hand_over": Door(_answered, ACTS, post=ACTS, absent=NO_CASE),
    "requests:staff_package": Door(_answered, {200: "iris petra"}, absent=NO_CASE),
    "requests:package": Door(_answered, {200: "fatima"}, absent=NO_CASE),
    "requests:package_file": Door(_answered, {200: "fatima"}, absent=NO_CASE),
}
