"""Verzet tegen reclame: upheld at once, so somebody is told to stop at once (AVG 21(2)-(3)).

The register has no mark for advertising. What the request names stops by itself; for the rest the
office gets a task on the day of receipt, so that it is never silently nothing.
"""

from django.db import transaction

from requests_app.actions.log import logged
from requests_app.letters.follows import NAMES, OFFICE, systems_of
from requests_app.models import Ask, CaseTask, DataRequest
from requests_app.rules import TaskPurpose


@transaction.atomic
def stop_advertising(request: DataRequest, ask: Ask) -> int:
    """A task for the office, and one for each system of what is named, due on receipt; how many."""
    if not ask.direct_marketing:
        return 0
    named = (ask.processing, *ask.parts) if ask.processing else ask.parts
    wanted = {OFFICE: NAMES[OFFICE], **dict(systems_of(named))}
    CaseTask.objects.bulk_create(
        CaseTask(
            request=request,
            purpose=TaskPurpose.STOP.value,
            key=key,
            holder=holder,
            due_on=request.received_on,
        )
        for key, holder in wanted.items()
    )
    logged("requests.stop_advertising", request, None, tasks=len(wanted))
    return len(wanted)
