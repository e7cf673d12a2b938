"""Builders of answers with a package, through the real verbs and the real sweep."""

import io
from datetime import date, datetime
from typing import Any
from zipfile import ZipFile

from django.utils import timezone

from portal.files.actions import read
from portal.people.models import User
from portal.roof import answer as roof
from requests_app import access, actions
from requests_app.actions import Ending, finish_task
from requests_app.letters import Draft
from requests_app.models import AnswerPackage, CaseTask, DataRequest, Decision
from requests_app.rules import TaskPurpose, results_for
from tests.builders import TODAY
from tests.cast import Cast
from tests.requests_app.builders import YES, make_request, printed


def noon(day: date = TODAY) -> datetime:
    """Twelve o'clock in the Netherlands."""
    return timezone.make_aware(datetime(day.year, day.month, day.day, 12))  # noqa: DTZ001


def decide(
    cast: Cast,
    request: DataRequest,
    draft: Draft = YES,
    *,
    by: User | None = None,
    today: date = TODAY,
) -> Decision:
    """Iris says yes to a case that she took up, unless another one does."""
    return actions.decide(
        request,
        draft,
        by=by or cast.iris,
        letter=printed(request, draft, today=today),
        version=request.version,
        requester_has_right=access.requester_has_right(request, today),
        today=today,
    )


def answered(
    cast: Cast,
    who: str = "fatima",
    *,
    by: User | None = None,
    today: date = TODAY,
    **facts: Any,
) -> DataRequest:
    """A request that Iris granted, or somebody else."""
    asked = make_request(getattr(cast, who), today=today, **facts)
    request = actions.take_up(asked, by=cast.iris)
    decide(cast, request, by=by, today=today)
    return fresh(request)


def fresh(request: DataRequest) -> DataRequest:
    """As it stands now."""
    return DataRequest.objects.with_facts().get(pk=request.pk)


def package_of(request: DataRequest, *, today: date = TODAY) -> AnswerPackage:
    """The newest one, after a round of the sweep."""
    roof.make_due(noon(today))
    return AnswerPackage.objects.filter(request=request).select_related("file")[0]


def packed(request: DataRequest, *, today: date = TODAY) -> bytes:
    """The zip."""
    file = package_of(request, today=today).file
    assert file is not None
    return read(file)


def unzipped(content: bytes) -> dict[str, bytes]:
    """Name and content of each file; a broken zip fails."""
    with ZipFile(io.BytesIO(content)) as parts:
        assert parts.testzip() is None
        return {name: parts.read(name) for name in parts.namelist()}


def finish_all(request: DataRequest, by: User, today: date) -> None:
    """Every task that is open is done."""
    for task in CaseTask.objects.filter(request=request, done_on=None):
        done = results_for(TaskPurpose(task.purpose))[0]
        finish_task(task, Ending(done, today), by=by, today=today)


def closed(request: DataRequest, by: User, today: date) -> DataRequest:
    """With all that its decision caused made and done."""
    actions.follow_up(request, today=today)
    finish_all(request, by, today)
    row = DataRequest.objects.with_facts().get(pk=request.pk)
    return actions.close(row, by=by, today=today)
