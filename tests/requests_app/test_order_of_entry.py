"""Volgorde van invoer: the same facts give the same dates, and a fact that goes gives them back."""

from datetime import date, timedelta
from itertools import permutations

import pytest

from portal.calendar.models import Holiday
from requests_app import actions
from requests_app.actions import Plan
from requests_app.models import Case, DataRequest, with_dates
from requests_app.rules import Kind
from tests.builders import TODAY
from tests.cast import Cast
from tests.requests_app.builders import make_request
from tests.requests_app.clock import asked, extended

DAY = timedelta(days=1)
ASKED, ANSWERED, EXTENDED = TODAY + 2 * DAY, TODAY + 7 * DAY, TODAY + 4 * DAY
SHOWN, FREE = TODAY + 3 * DAY, date(2027, 3, 2)
FACTS = ("question", "answer", "extension", "holiday", "shown")
ORDERS = [one for one in permutations(FACTS) if one.index("question") < one.index("answer")]


def case_of(request: DataRequest, today: date = TODAY + 60 * DAY) -> Case:
    return with_dates([DataRequest.objects.with_facts().get(pk=request.pk)], today)[0]


def planned(request: DataRequest, cast: Cast, shown_on: date | None, today: date) -> None:
    request.refresh_from_db()
    wanted = Plan(assignee=None, shown_on=shown_on)
    actions.plan(request, wanted, by=cast.iris, version=request.version, today=today)


def enter(fact: str, request: DataRequest, cast: Cast, today: date) -> None:
    """What happened long ago, entered today; a letter of the school goes on its own day."""
    if fact == "question":
        asked(request, cast, today=ASKED)
    elif fact == "answer":
        actions.note_answer(request, on=ANSWERED, note="Gebeld.", by=cast.iris, today=today)
    elif fact == "extension":
        extended(request, cast, today=EXTENDED)
    elif fact == "holiday":
        Holiday.objects.create(day=FREE, name="Vrij", source="Proef")
    else:
        planned(request, cast, SHOWN, today)


@pytest.mark.parametrize("order", ORDERS[::7], ids=" ".join)
def test_the_same_facts_in_another_order_give_the_same_dates(
    cast: Cast, order: tuple[str, ...]
) -> None:
    request = make_request(cast.fatima, Kind.CORRECTION)
    for number, fact in enumerate(order):
        enter(fact, request, cast, TODAY + (30 + number) * DAY)
    found = case_of(request)
    assert found.promise_by == SHOWN + (28 + 5) * DAY
    assert found.legal_by == FREE + DAY  # 25 February and five days, and not on a free day
    assert found.unsuspended_legal_by == date(2027, 2, 25)


def test_each_fact_moves_a_date_and_taken_back_it_is_as_before(cast: Cast) -> None:
    request, late = make_request(cast.fatima, Kind.CORRECTION), TODAY + 30 * DAY
    extended(request, cast, today=EXTENDED)
    pause = asked(request, cast, today=ASKED)
    actions.note_answer(request, on=ASKED, note="Zelfde dag.", by=cast.iris, today=ASKED)
    before = case_of(request).limits
    actions.mend_answer(pause, on=ANSWERED, note="Later.", by=cast.iris, today=late)
    assert case_of(request).limits.promise_by == before.promise_by + 5 * DAY
    planned(request, cast, SHOWN, late)
    assert case_of(request).limits.promise_by == before.promise_by + (5 + 3) * DAY
    free = Holiday.objects.create(day=FREE, name="Vrij", source="Proef")
    assert case_of(request).legal_by == FREE + DAY
    free.delete()
    planned(request, cast, None, late)
    actions.mend_answer(pause, on=ASKED, note="Toch niet.", by=cast.iris, today=late)
    assert case_of(request).limits == before
