"""Doors of the decision: the second pair of eyes, and the tasks that follow."""

from datetime import date
from uuid import uuid4

from django.db import transaction

from portal.register.models import Recipient
from portal.register.rules import RecipientRole, RuleCode
from requests_app import actions
from requests_app.models import CaseTask, HiddenNotice
from requests_app.rules import Kind
from tests.cast import Cast
from tests.door import FAMILY_OF_BOARD, Door, Keys
from tests.requests_app.builders import NO, answer, make_request
from tests.story import answered_request


@transaction.atomic
def _proposed(cast: Cast, today: date) -> Keys:
    row = actions.take_up(make_request(cast.fatima, today=today), by=cast.iris)
    actions.propose(
        row, NO, by=cast.iris, version=row.version, requester_has_right=True, today=today
    )
    return {"pk": row.pk}


def _answered(cast: Cast, today: date) -> Keys:
    return {"pk": answered_request(cast, today).pk}


def _task(cast: Cast, today: date, kind: Kind = Kind.ERASURE) -> Keys:
    request = make_request(cast.fatima, kind, today=today)
    answer(request, cast.iris, today=today)
    recipient = Recipient.objects.filter(board=cast.board).first()
    task = CaseTask.objects.create(
        request=request,
        purpose="notify",
        key="a",
        holder="ESIS",
        recipient=recipient,
        due_on=today,
    )
    return {"pk": request.pk, "task": task.pk}


def _told(cast: Cast, today: date) -> Keys:
    keys = _task(cast, today)
    actions.keep_notice(CaseTask.objects.get(pk=keys["task"]), b"%PDF", by=cast.iris)
    return keys


def _unwritten(cast: Cast, today: date) -> Keys:
    return _task(cast, today, Kind.CORRECTION)


def _hidden(cast: Cast, today: date, kind: Kind = Kind.ERASURE) -> Keys:
    request = make_request(cast.fatima, kind, today=today)
    answer(request, cast.iris, today=today)
    who, _new = Recipient.objects.get_or_create(
        board=cast.board,
        name="Veilig Thuis Zuid",
        role=RecipientRole.AUTHORITY.value,
        rule=RuleCode.SAFE_HOME.value,
    )
    return {"pk": HiddenNotice.objects.create(request=request, recipient=who, due_on=today).pk}


def _hidden_told(cast: Cast, today: date) -> Keys:
    keys = _hidden(cast, today)
    actions.keep_hidden_notice(HiddenNotice.objects.get(pk=keys["pk"]), b"%PDF", by=cast.petra)
    return keys


def _hidden_wrong(cast: Cast, today: date) -> Keys:
    return _hidden(cast, today, Kind.CORRECTION)


NO_CASE: Keys = {"pk": uuid4()}
NO_TASK: Keys = {"pk": uuid4(), "task": uuid4()}
ACTS = {200: "iris petra", 403: "henk frank"}
APPROVES = {200: "henk petra", 403: "iris frank"}
DOORS: dict[str, Door] = {
    "requests:approve": Door(_proposed, APPROVES, post=APPROVES, absent=NO_CASE),
    "requests:turn": Door(_answered, ACTS, post=ACTS, absent=NO_CASE),
    "requests:plan": Door(_answered, ACTS, post=ACTS, absent=NO_CASE),
    "requests:tasks": Door(_answered, {200: "iris henk petra frank"}, absent=NO_CASE),
    "requests:finish_task": Door(_task, ACTS, post=ACTS, absent=NO_TASK),
    "requests:reopen_task": Door(_task, ACTS, post=ACTS, absent=NO_TASK),
    "requests:change_task": Door(_task, ACTS, post=ACTS, absent=NO_TASK),
    "requests:hidden_notices": Door(
        get={
            200: "petra vera",
            403: f"{FAMILY_OF_BOARD} mila iris bas lotte henk frank ad otto",
        }
    ),
    "requests:hidden_notice": Door(_hidden, {200: "petra"}, post={200: "petra"}, absent=NO_CASE),
    "requests:hidden_letter": Door(
        _hidden_told, {200: "petra"}, post={302: "petra"}, absent=NO_CASE
    ),
    "requests:write_hidden": Door(
        _hidden_wrong, {200: "petra"}, post={200: "petra"}, absent=NO_CASE
    ),
    "requests:write_notice": Door(_unwritten, ACTS, post=ACTS, absent=NO_TASK),
    "requests:notice": Door(
        _told, ACTS, post={302: "iris petra", 403: "henk frank"}, absent=NO_TASK
    ),
}
