"""Een tik, aangekomen of niet: the page of choices says which, and what to do."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Route, expect

from consent.models import Choice, Purpose
from portal.people.models import User
from tests.browser.conftest import Visitor
from tests.cast import Cast, make_cast
from tests.consent.builders import ask

pytestmark = pytest.mark.django_db(transaction=True)
Visitors = Callable[..., Visitor]
Ready = Callable[[User], User]
LOST = (
    "Dit is niet gelukt: er is geen verbinding. "
    "Het antwoord is misschien niet bewaard. Probeer het nog een keer."
)


@pytest.fixture
def today() -> date:
    """The real day: the browser has no other."""
    return timezone.localdate()


@pytest.fixture
def asked(transactional_db: None, today: date) -> tuple[Cast, Purpose]:
    """The cast, and one of the questions of the board."""
    cast = make_cast(today)
    return cast, ask(cast, today, "website")


@pytest.fixture
def fatima(asked: tuple[Cast, Purpose], visitor: Visitors, account: Ready) -> Visitor:
    """Fatima, with the questions about Noor before her."""
    fatima = visitor()
    fatima.signs_in(account(asked[0].fatima))
    fatima.opens(f"/toestemming/{asked[0].noor.pk}/")
    return fatima


@pytest.fixture
def question(asked: tuple[Cast, Purpose], fatima: Visitor) -> Locator:
    """The question on her screen."""
    return fatima.page.locator(f"#question-{asked[1].pk}")


def yes(question: Locator) -> None:
    question.get_by_role("button", name="Ja").click()


def test_a_tap_without_a_connection_says_so(fatima: Visitor, question: Locator) -> None:
    fatima.expects_failures()
    fatima.page.context.set_offline(True)
    yes(question)
    expect(question.get_by_role("alert")).to_have_text(LOST)
    expect(question.get_by_role("alert")).to_be_in_viewport()
    yes(question)
    expect(fatima.page.get_by_role("alert")).to_have_count(1)
    fatima.looks()
    fatima.page.context.set_offline(False)
    yes(question)
    expect(question.get_by_role("button", name="Ja")).to_have_attribute("aria-pressed", "true")
    expect(fatima.page.get_by_role("alert")).to_have_count(0)
    assert Choice.objects.count() == 1


def test_a_tap_that_gets_no_answer_says_so(fatima: Visitor, question: Locator) -> None:
    assert fatima.page.evaluate("htmx.config.timeout") == 15_000
    fatima.page.evaluate("htmx.config.timeout = 200")
    fatima.page.route("**/toestemming/*/*/", lambda _never: None)
    yes(question)
    expect(question.get_by_role("alert")).to_have_text(LOST)


@pytest.mark.parametrize("status", [403, 404, 500, 502])
def test_a_tap_that_the_server_refuses_leads_to_what_holds_now(
    fatima: Visitor, question: Locator, status: int
) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(status=status)

    fatima.expects_failures()
    fatima.page.route("**/toestemming/*/*/", refuse)
    with fatima.page.expect_response("**/toestemming/*/*/"):
        yes(question)
    expect(question.get_by_role("alert")).to_contain_text("Dit is niet gelukt.")
    fatima.looks()
    fatima.follows(question.get_by_role("link", name="Laad de pagina opnieuw"))
    expect(fatima.page.get_by_role("alert")).to_have_count(0)
    expect(question).to_be_visible()


def test_a_saved_tap_is_told_to_eyes_and_ears(fatima: Visitor, question: Locator) -> None:
    region = fatima.page.locator("main > [role=status]")
    expect(region).to_have_text("")
    title = question.get_by_role("heading").inner_text()
    yes(question)
    expect(region).to_have_text(f"Dit antwoord is bewaard. Ja: {title}")
    expect(question.get_by_text("Dit antwoord is bewaard")).to_be_in_viewport()
    question.get_by_role("button", name="Nee").click()
    expect(region).to_have_text(f"Dit antwoord is bewaard. Nee: {title}")
    expect(question.get_by_text("Dit antwoord is bewaard")).to_have_count(1)
    expect(question.get_by_role("button", name="Nee")).to_be_focused()
    fatima.looks()
