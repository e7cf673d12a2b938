"""De wachtrij: first due on top whatever moved the date; filters; the watch of the officer."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from portal.people.models import Reglement
from requests_app import access, actions
from requests_app.access import Wanted
from requests_app.models import DataRequest, Extension, SuspensionPeriod, with_dates
from requests_app.rules import Kind, Watch
from tests.builders import TODAY
from tests.cast import Cast, make_cast
from tests.requests_app.builders import make_request

KINDS = [Kind.ACCESS, Kind.CORRECTION, Kind.COMPLAINT, Kind.QUESTION]
FACTS = st.tuples(
    st.integers(0, 60), st.sampled_from(KINDS), st.sampled_from(["", "pause", "later", "longer"])
)


def moved(row: DataRequest, how: str) -> None:
    """Something that moves a date, or does not."""
    if how == "pause":
        until = row.received_on + timedelta(days=9)
        SuspensionPeriod.objects.create(
            request=row, since=row.received_on, until=until, reason="scope"
        )
    elif how == "longer":
        Extension.objects.create(request=row, notified_on=row.received_on)
    elif how == "later" and row.kind == Kind.CORRECTION:
        row.promise_from = row.received_on + timedelta(days=12)
        row.save(update_fields=["promise_from"])


def sorted_by_hand(rows: Any) -> list[Any]:
    cases = with_dates(rows, TODAY)
    keys = [
        (c.due_by, c.request.received_on, c.request.year, c.request.number, c.request.pk)
        for c in cases
    ]
    return [key[-1] for key in sorted(keys)]


class TestOrder(TestCase):
    cast: Cast

    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = make_cast(TODAY)

    @settings(max_examples=25)
    @given(st.lists(FACTS, max_size=12), st.integers(1, 5))
    def test_the_pages_follow_each_other_in_the_order_of_the_dates(
        self, facts: list[tuple[int, Kind, str]], size: int
    ) -> None:
        cast = self.cast
        for ago, kind, how in facts:
            moved(make_request(cast.fatima, kind, today=TODAY - timedelta(days=ago)), how)
        found = access.Workplace(cast.iris, TODAY).queue()
        pages = [found[n : n + size] for n in range(0, len(found), size)]
        expected = sorted_by_hand(DataRequest.objects.with_facts())
        assert [case.request.pk for page in pages for case in page] == expected
        assert len(found) == len(facts)


def test_a_shorter_promise_comes_before_an_older_request(cast: Cast) -> None:
    older = make_request(cast.fatima, today=TODAY - timedelta(days=5))
    Reglement.objects.create(
        board=cast.board, version=9, in_force_on=TODAY - timedelta(days=2), promise_weeks=2
    )
    newer = make_request(cast.fatima)
    assert [case.request for case in access.Workplace(cast.iris, TODAY).queue()[:5]] == [
        newer,
        older,
    ]


def test_the_queue_is_narrowed_to_state_school_pause_and_person(cast: Cast) -> None:
    first, second = make_request(cast.fatima), make_request(cast.daan)
    actions.take_up(first, by=cast.iris)
    moved(second, "pause")
    SuspensionPeriod.objects.update(until=None)
    found = {
        name: [case.request for case in access.Workplace(cast.petra, TODAY).queue(wanted)[:9]]
        for name, wanted in {
            "mine": Wanted(assignee=cast.iris),
            "nobody": Wanted(unassigned=True),
            "new": Wanted(state="received"),
            "paused": Wanted(is_paused=True),
            "elsewhere": Wanted(school=cast.so.pk),
        }.items()
    }
    assert found == {
        "mine": [first], "nobody": [second], "new": [second], "paused": [second], "elsewhere": []
    }  # fmt: skip


@pytest.mark.parametrize("name", ["iris", "henk", "lotte", "ad", "fatima"])
def test_the_watch_is_for_officer_and_fg(cast: Cast, name: str) -> None:
    with pytest.raises(PermissionDenied):
        access.watch(access.overview(getattr(cast, name), TODAY).rows, TODAY)
    with pytest.raises(PermissionDenied):
        access.watched(getattr(cast, name), TODAY, school=None, column=Watch.SOON)
    with pytest.raises(PermissionDenied):
        access.going(getattr(cast, name), TODAY)


def filed(cast: Cast, ago: int, kind: Kind = Kind.ACCESS) -> DataRequest:
    return make_request(cast.fatima, kind, today=TODAY - timedelta(days=ago))


def test_the_watch_counts_every_open_case_once(cast: Cast) -> None:
    for ago in (0, 21, 29, 40):
        filed(cast, ago)
    paused = filed(cast, 5)
    SuspensionPeriod.objects.create(request=paused, since=paused.received_on, reason="scope")
    row = next(
        one
        for one in access.watch(access.overview(cast.petra, TODAY).rows, TODAY)
        if one.school == cast.school
    )
    assert {str(column): count for column, _words, count in row.cells} == {
        "overdue": 1, "promise_passed": 1, "suspended": 1, "soon": 1, "in_time": 1
    }  # fmt: skip
    assert row.total == 5
    assert not access.watch(access.overview(cast.vera, TODAY).rows, TODAY)


@pytest.mark.parametrize("column", Watch)
def test_a_number_of_the_watch_opens_exactly_its_cases(cast: Cast, column: Watch) -> None:
    for ago in (0, 3, 21, 29, 40):
        filed(cast, ago, Kind.ACCESS if ago != 3 else Kind.COMPLAINT)
    row = access.watch(access.overview(cast.frank, TODAY).rows, TODAY)[0]
    found = access.watched(cast.frank, TODAY, school=cast.school.pk, column=column)
    assert len(found) == row.counts[column]


def test_own_data_without_a_school_has_a_row_of_its_own(cast: Cast) -> None:
    cast.guardians["ruud"].guardianships.all().delete()
    make_request(cast.ruud, own=True)
    row = access.watch(access.overview(cast.petra, TODAY).rows, TODAY)[-1]
    assert (row.school, row.total) == (None, 1)
    found = access.watched(cast.petra, TODAY, school=None, no_school=True, column=Watch.IN_TIME)
    assert len(found) == 1


def test_a_year_of_old_facts_costs_no_more_queries(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for ago in range(0, 40, 4):
        filed(cast, ago)
    with django_assert_max_num_queries(12):
        access.watch(access.overview(cast.petra, TODAY).rows, TODAY)
    with django_assert_max_num_queries(12):
        access.Workplace(cast.iris, TODAY).queue()[:5]


def test_days_do_not_move_the_order_of_plain_cases(cast: Cast) -> None:
    rows = [filed(cast, ago) for ago in (9, 2, 5)]
    later = date(TODAY.year + 1, 1, 2)
    found = [case.request for case in access.Workplace(cast.iris, later).queue()[:3]]
    assert found == [rows[0], rows[2], rows[1]]
