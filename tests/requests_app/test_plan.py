"""Plannen: who has the case, what comes next, and the two dates of a correction."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import User
from portal.people.rules import RoleKind
from requests_app import access, actions
from requests_app.actions import Plan
from requests_app.models import Case, DataRequest, with_dates
from requests_app.rules import Kind
from tests.builders import TODAY, make_role
from tests.cast import Cast
from tests.days import day
from tests.requests_app.builders import make_request

SignIn = Callable[[User], Client]
MARCH = day("tue 2026-03-03")


def plan(cast: Cast, row: DataRequest, wanted: Plan) -> DataRequest:
    return actions.plan(row, wanted, by=cast.iris, version=row.version, today=TODAY)


def case_of(row: DataRequest) -> Case:
    return with_dates([DataRequest.objects.with_facts().get(pk=row.pk)], TODAY)[0]


def test_a_colleague_gets_the_case_and_one_mail(cast: Cast) -> None:
    row = plan(cast, make_request(cast.fatima), Plan(cast.petra, "Bel de school", TODAY))
    assert (row.assignee, row.next_step, row.next_step_on) == (cast.petra, "Bel de school", TODAY)
    mail = Message.objects.get(kind="requests.case_assigned")
    assert mail.to == cast.petra.email
    assert "Bel" not in mail.body
    assert Event.objects.get(verb="requests.plan").facts == {"is_moved": True}


def test_taking_it_oneself_sends_nothing(cast: Cast) -> None:
    plan(cast, make_request(cast.fatima), Plan(cast.iris))
    assert not Message.objects.filter(kind="requests.case_assigned").exists()


def test_only_who_may_decide_it_is_offered(cast: Cast) -> None:
    make_role(cast.daan, RoleKind.HANDLER, school=cast.school)  # the other parent of Noor
    names = [str(one) for one in access.colleagues(make_request(cast.fatima), TODAY)]
    assert names == sorted([str(cast.iris), str(cast.petra)])


def test_the_promise_of_a_correction_counts_from_the_day_the_error_was_shown(cast: Cast) -> None:
    row = make_request(cast.fatima, Kind.CORRECTION, today=MARCH)
    shown = day("tue 2026-03-10")
    plan(cast, row, Plan(None, shown_on=shown, carried_out_on=day("fri 2026-03-20")))
    case = case_of(row)
    assert case.promise_by == day("tue 2026-04-07")
    assert case.request.carried_out_on == day("fri 2026-03-20")
    plan(cast, case.request, Plan(None))
    assert case_of(row).promise_by == day("tue 2026-03-31")


@pytest.mark.parametrize("name", ["shown_on", "carried_out_on"])
@pytest.mark.parametrize("when", [MARCH - timedelta(days=1), TODAY + timedelta(days=1)])
def test_a_day_before_the_receipt_or_ahead_is_refused(cast: Cast, name: str, when: object) -> None:
    row = make_request(cast.fatima, Kind.CORRECTION, today=MARCH)
    with pytest.raises(actions.Refused, match=name):
        plan(cast, row, replace(Plan(None), **{name: when}))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [Kind.ACCESS, Kind.COMPLAINT])
def test_only_a_correction_has_these_dates(cast: Cast, kind: Kind) -> None:
    with pytest.raises(actions.Refused, match="shown_on"):
        plan(cast, make_request(cast.fatima, kind), Plan(None, shown_on=TODAY))


def test_of_two_planners_the_second_one_sees_it(cast: Cast) -> None:
    row = make_request(cast.fatima)
    plan(cast, row, Plan(cast.petra))
    with pytest.raises(actions.Stale):
        plan(cast, row, Plan(cast.iris))


def test_a_withdrawn_case_has_no_plan(cast: Cast) -> None:
    row = actions.withdraw(make_request(cast.fatima), by=cast.fatima, today=TODAY)
    with pytest.raises(actions.Refused, match="state"):
        plan(cast, row, Plan(cast.petra))


def test_iris_plans_on_the_page(cast: Cast, client_of: SignIn, today: object) -> None:
    row, iris = make_request(cast.fatima), client_of(cast.iris)
    url = reverse("requests:plan", args=[row.pk])
    facts = {"version": str(row.version), "assignee": str(cast.petra.pk), "step": "Bel de school"}
    page = iris.post(url, {**facts, "step_on": "26-11-2026"}, follow=True)
    assert "Bel de school" in page.text
    assert "intussen gewijzigd" in iris.post(url, facts).text
    assert "Fout:" in iris.post(url, {**facts, "assignee": str(cast.bas.pk)}).text


def test_a_request_that_looks_like_another_is_shown_and_not_merged(
    cast: Cast, client_of: SignIn
) -> None:
    first, second = make_request(cast.fatima), make_request(cast.fatima)
    other = make_request(cast.daan)
    linked = access.linked_to(cast.iris, case_of(second), TODAY)
    assert linked.alike == (first,)
    assert not access.linked_to(cast.iris, case_of(other), TODAY).alike
    page = client_of(cast.iris).get(reverse("requests:case", args=[second.pk])).text
    assert f"{first.reference}</a>" in page
    assert DataRequest.objects.count() == 3


def test_an_old_answered_one_is_no_longer_alike(cast: Cast) -> None:
    old = make_request(cast.fatima, today=TODAY - timedelta(days=91))
    actions.withdraw(old, by=cast.fatima, today=TODAY)
    assert not access.linked_to(cast.iris, case_of(make_request(cast.fatima)), TODAY).alike


def test_a_complaint_and_its_request_know_each_other(cast: Cast) -> None:
    row, complaint = make_request(cast.fatima), make_request(cast.fatima, Kind.COMPLAINT)
    DataRequest.objects.filter(pk=complaint.pk).update(about_request=row)
    assert access.linked_to(cast.iris, case_of(complaint), TODAY).about == row
    assert access.linked_to(cast.iris, case_of(row), TODAY).complaints == (complaint,)


def test_of_many_requests_alike_the_newest_are_named(cast: Cast, client_of: SignIn) -> None:
    rows = [make_request(cast.fatima) for _number in range(13)]
    linked = access.linked_to(cast.iris, case_of(rows[0]), TODAY)
    assert linked.alike == tuple(reversed(rows[3:]))
    assert (linked.more_alike, linked.more_complaints) == (2, 0)
    html = client_of(cast.iris).get(reverse("requests:case", args=[rows[0].pk])).text
    assert "En nog 2 verzoeken." in html


def test_of_many_complaints_the_newest_are_named(cast: Cast, client_of: SignIn) -> None:
    row = make_request(cast.fatima)
    rows = [make_request(cast.fatima, Kind.COMPLAINT).pk for _number in range(11)]
    DataRequest.objects.filter(pk__in=rows).update(about_request=row)
    linked = access.linked_to(cast.iris, case_of(row), TODAY)
    assert (len(linked.complaints), linked.more_complaints) == (10, 1)
    html = client_of(cast.iris).get(reverse("requests:case", args=[row.pk])).text
    assert "En nog 1 klacht." in html


def test_a_request_without_names_is_like_nothing(cast: Cast) -> None:
    rows = [make_request(cast.fatima) for _number in range(2)]
    for row in rows:
        actions.withdraw(row, by=cast.fatima, today=TODAY)
        actions.anonymise(actions.close(row, by=cast.iris, today=TODAY), today=TODAY)
    assert not access.linked_to(cast.petra, case_of(rows[0]), TODAY).alike
