"""Wie de herinnering krijgt: who may handle the case today, never a colleague whose role ended."""

from datetime import timedelta

import pytest

from portal.people.models import Role, User
from portal.people.rules import RoleKind
from requests_app.actions.collect import remind_collectors
from requests_app.models import CaseTask, DataRequest
from requests_app.rules import Kind, TaskPurpose
from tests.builders import TODAY, make_role
from tests.cast import Cast
from tests.requests_app.builders import YES, answer, make_request
from tests.requests_app.test_clock import mails, noon
from tests.requests_app.test_tasks_changed import DAY, DUE, task_of


def told() -> list[str]:
    return sorted(to for to, _body in mails("task_waits"))


def end_roles(*people: User) -> None:
    """From the day after the tasks were given."""
    Role.objects.filter(user__in=people).update(until=TODAY + DAY)


@pytest.fixture
def collecting(cast: Cast) -> CaseTask:
    """Bas, who worked at Noor's school too, asks one holder; Iris handles the case."""
    make_role(cast.bas, RoleKind.HANDLER, school=cast.school)
    request = make_request(cast.fatima)
    DataRequest.objects.filter(pk=request.pk).update(assignee=cast.iris)
    request.refresh_from_db()
    return task_of(request, TaskPurpose.COLLECT, assignee=cast.bas)


def test_who_may_handle_the_case_is_reminded_of_the_own_task(collecting: CaseTask) -> None:
    assert (remind_collectors(noon(DUE)), told()) == (1, ["bas@example.org"])


def test_a_role_at_another_school_is_not_enough(cast: Cast, collecting: CaseTask) -> None:
    Role.objects.filter(user=cast.bas, school=cast.school).update(until=TODAY + DAY)
    assert (remind_collectors(noon(DUE)), told()) == (1, ["iris@example.org"])


def test_a_role_that_decides_nothing_is_not_enough(cast: Cast, collecting: CaseTask) -> None:
    CaseTask.objects.update(assignee=cast.henk)
    assert (remind_collectors(noon(DUE)), told()) == (1, ["iris@example.org"])


def test_an_account_that_is_closed_is_not_reminded(cast: Cast, collecting: CaseTask) -> None:
    User.objects.filter(pk=cast.bas.pk).update(is_active=False)
    assert (remind_collectors(noon(DUE)), told()) == (1, ["iris@example.org"])


def test_when_all_of_the_case_left_those_who_may_take_it_over_are(
    cast: Cast, collecting: CaseTask
) -> None:
    end_roles(cast.bas, cast.iris)
    make_role(cast.daan, RoleKind.HANDLER, school=cast.school)  # the other parent of Noor
    make_role(cast.otto, RoleKind.HANDLER, school=cast.school)
    assert (remind_collectors(noon(DUE)), remind_collectors(noon(DUE))) == (1, 0)
    assert told() == ["otto@example.org", "petra@example.org"]


def test_what_must_be_carried_out_is_no_business_of_who_left(cast: Cast) -> None:
    request = make_request(cast.fatima, Kind.ERASURE)
    answer(request, cast.iris, YES, letter=b"%PDF")
    task_of(request, TaskPurpose.ERASE, assignee=cast.iris)
    end_roles(cast.iris)
    assert (remind_collectors(noon(DUE + DAY)), told()) == (1, ["petra@example.org"])


def test_while_nobody_may_handle_it_the_reminder_waits(cast: Cast, collecting: CaseTask) -> None:
    end_roles(cast.bas, cast.iris, cast.petra)
    assert (remind_collectors(noon(DUE)), told()) == (0, [])
    later = DUE + timedelta(days=2)
    make_role(cast.otto, RoleKind.HANDLER, school=cast.school, since=later)
    assert (remind_collectors(noon(later)), told()) == (1, ["otto@example.org"])
