"""De demo: what a visitor finds; one of everything that the overview can show."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from portal.management import demo_story
from requests_app import access
from requests_app.models import SuspensionPeriod, SuspensionQuestion
from requests_app.rules import SuspensionReason, Watch
from tests.cast import Cast
from tests.register.builders import adopt


@pytest.fixture
def today() -> date:
    """The story is told on the day itself."""
    return timezone.localdate()


@pytest.fixture(autouse=True)
def told(cast: Cast, today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    """The part about requests, with the people of the tests."""
    adopt(cast, today - timedelta(days=200))
    monkeypatch.setattr(demo_story, "pupil", lambda name: getattr(cast, name))
    demo_story._ask(cast.users, today)


def test_the_overview_has_a_case_in_each_column(cast: Cast, today: date) -> None:
    rows = access.watch(access.overview(cast.petra, today).rows, today)
    found = {one for row in rows for one in Watch if row.counts[one]}
    assert found >= {Watch.SUSPENDED, Watch.OVERDUE, Watch.SOON, Watch.IN_TIME}


def test_a_question_about_authority_waits_and_was_reminded_once(today: date) -> None:
    pause, question = SuspensionPeriod.objects.get(), SuspensionQuestion.objects.get()
    assert (pause.reason, pause.until) == (SuspensionReason.AUTHORITY, None)
    assert question.first_reminder_on == today - timedelta(days=4)
    assert question.second_reminder_on is None
