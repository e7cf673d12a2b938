"""Te laat getikt: the question stopped while the page was open; what holds now is shown."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from consent.models import Choice, Purpose
from portal.people.models import User
from tests.browser.conftest import Visitor
from tests.cast import Cast, make_cast
from tests.consent.builders import ask

pytestmark = pytest.mark.django_db(transaction=True)
Visitors = Callable[..., Visitor]
Ready = Callable[[User], User]


@pytest.fixture
def today() -> date:
    """The real day: the browser has no other."""
    return timezone.localdate()


@pytest.fixture
def cast(transactional_db: None, today: date) -> Cast:
    """The cast, and the questions of the board."""
    return make_cast(today)


@pytest.mark.parametrize("script", [True, False])
def test_a_tap_on_a_question_that_just_stopped_shows_the_page_of_now(
    script: bool, cast: Cast, visitor: Visitors, account: Ready, today: date
) -> None:
    purpose, fatima = ask(cast, today, "website"), visitor(script=script)
    fatima.signs_in(account(cast.fatima))
    fatima.opens(f"/toestemming/{cast.noor.pk}/")
    question = fatima.page.locator(f"#question-{purpose.pk}")
    Purpose.objects.filter(pk=purpose.pk).update(until=today)
    question.get_by_role("button", name="Ja").click()
    expect(fatima.page.get_by_text("De school stelt deze vraag niet meer.")).to_be_visible()
    expect(question).to_have_count(0)
    expect(fatima.page.locator("[id^=question-]")).to_have_count(6)
    assert not Choice.objects.exists()
