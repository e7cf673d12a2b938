"""Weghalen: the five working days, and when a task opens or ends (AVG 7(3), 17(1)(b))."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.rules import FinishRefusal, Medium, Removal, Step, finish_refusal, next_step, ways
from consent.rules import remove_by as last_day
from tests.days import day

CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)})


@pytest.mark.parametrize(
    "opened, due",
    [
        pytest.param("wed 2026-11-25", "wed 2026-12-02", id="a weekend between"),
        pytest.param("fri 2026-11-27", "fri 2026-12-04", id="from a Friday"),
        pytest.param("sat 2026-11-28", "fri 2026-12-04", id="from a Saturday"),
        pytest.param("sun 2026-11-29", "fri 2026-12-04", id="from a Sunday"),
        pytest.param("wed 2026-12-23", "thu 2026-12-31", id="Christmas between"),
        pytest.param("thu 2026-12-31", "fri 2027-01-08", id="New Year between"),
    ],
)
def test_the_last_day_is_the_fifth_working_day(opened: str, due: str) -> None:
    assert last_day(day(opened), CHRISTMAS) == day(due)


@given(opened=st.dates(date(2024, 1, 1), date(2032, 12, 1)))
def test_five_working_days_lie_between(opened: date) -> None:
    due = last_day(opened, CHRISTMAS)
    days = [opened + timedelta(days=n) for n in range(1, (due - opened).days + 1)]
    worked = [one for one in days if one.weekday() < 5 and one not in CHRISTMAS]
    assert len(worked) == 5
    assert worked[-1] == due


@pytest.mark.parametrize(
    "allowed, is_open, ended, step",
    [
        pytest.param(False, False, [], Step.OPEN, id="consent ended"),
        pytest.param(False, True, [], None, id="a task is open already"),
        pytest.param(True, True, [], Step.CLOSE, id="consent came back"),
        pytest.param(True, False, [], None, id="nothing to do"),
        pytest.param(False, False, [Removal.REMOVED], None, id="it is gone"),
        pytest.param(False, False, [Removal.NOT_POSSIBLE], None, id="it cannot go"),
        pytest.param(False, False, [Removal.NEXT_EDITION], None, id="it is print"),
        pytest.param(False, False, [Removal.ALLOWED_AGAIN], Step.OPEN, id="taken back again"),
        pytest.param(None, False, [], None, id="left school"),
        pytest.param(None, True, [], None, id="left school with an open task"),
    ],
)
def test_what_happens_with_a_task(
    allowed: bool | None, is_open: bool, ended: list[Removal], step: Step | None
) -> None:
    assert next_step(allowed=allowed, is_open=is_open, ended=ended) is step


@pytest.mark.parametrize("medium", list(Medium))
def test_only_print_ends_with_a_next_edition(medium: Medium) -> None:
    is_paper = medium in {Medium.SCHOOL_GUIDE, Medium.PRESS, Medium.CONTACT_LIST}
    assert (Removal.NEXT_EDITION in ways(medium)) is is_paper
    assert (Removal.NOT_POSSIBLE in ways(medium)) is not is_paper
    assert Removal.ALLOWED_AGAIN not in ways(medium)


PUBLISHED, TODAY = day("mon 2026-11-23"), day("wed 2026-11-25")


@pytest.mark.parametrize(
    "how, reason, on, refusal",
    [
        pytest.param(Removal.REMOVED, "", TODAY, None, id="today"),
        pytest.param(Removal.REMOVED, "", PUBLISHED, None, id="on the day itself"),
        pytest.param(Removal.REMOVED, "", day("thu 2026-11-26"), FinishRefusal.DATE, id="tomorrow"),
        pytest.param(
            Removal.REMOVED, "", day("sun 2026-11-22"), FinishRefusal.DATE, id="before it stood"
        ),
        pytest.param(Removal.NEXT_EDITION, "", TODAY, FinishRefusal.WAY, id="no paper"),
        pytest.param(Removal.NOT_POSSIBLE, "  ", TODAY, FinishRefusal.REASON, id="no reason"),
        pytest.param(Removal.NOT_POSSIBLE, "De site is weg.", TODAY, None, id="with a reason"),
        pytest.param(Removal.ALLOWED_AGAIN, "", TODAY, FinishRefusal.WAY, id="not for people"),
    ],
)
def test_how_a_task_may_end(
    how: Removal, reason: str, on: date, refusal: FinishRefusal | None
) -> None:
    facts = {"medium": Medium.INSTAGRAM, "published_on": PUBLISHED, "today": TODAY}
    assert finish_refusal(how, reason=reason, on=on, **facts) is refusal  # type: ignore[arg-type]
