"""Rondes in a real browser: the office starts one and stops it; the officer reads the progress."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone

from portal.people.models import User
from portal.people.rules import turns
from tests.browser.conftest import Visitor
from tests.builders import make_group, make_pupil
from tests.cast import Cast, make_cast
from tests.consent.builders import ask, say
from tests.consent.klas import fill
from tests.consent.rondes import sweep

pytestmark = pytest.mark.django_db(transaction=True)
Visitors = Callable[..., Visitor]
Ready = Callable[[User], User]
SIZE = pytest.mark.parametrize("desk", [True, False], ids=["desk", "phone"])


@pytest.fixture
def today() -> date:
    """The real day: the browser has no other."""
    return timezone.localdate()


@pytest.fixture
def cast(transactional_db: None, today: date) -> Cast:
    """The cast; Fatima answered one question about Noor, nobody else any."""
    cast = make_cast(today)
    say(cast.fatima, cast.noor, ask(cast, today), today, yes=True)
    fill(cast, today, 6)
    return cast


@SIZE
def test_the_office_starts_a_round_and_stops_it(
    cast: Cast, visitor: Visitors, account: Ready, today: date, desk: bool
) -> None:
    iris = visitor(desk=desk)
    iris.signs_in(account(cast.iris))
    iris.opens("/toestemming/rondes/")
    iris.clicks("Start een ronde", "button")
    iris.reads("De ronde is begonnen.")
    sweep(today)
    iris.opens("/toestemming/rondes/")
    iris.reads("iedereen is herinnerd")
    iris.clicks("Stop deze ronde", "button")
    iris.reads("De ronde is gestopt.")


@SIZE
@pytest.mark.parametrize("who, words", [("iris", "Hele school"), ("petra", "minder dan 5")])
def test_staff_read_how_far_it_is(
    cast: Cast, visitor: Visitors, account: Ready, desk: bool, who: str, words: str
) -> None:
    reader = visitor(desk=desk)
    reader.signs_in(account(getattr(cast, who)))
    reader.opens("/toestemming/voortgang/")
    reader.reads("Geen antwoord is geen ja.")
    reader.reads(words)


def test_sixteen_groups_are_a_short_page_on_a_phone(
    cast: Cast, visitor: Visitors, account: Ready, today: date
) -> None:
    for number in range(16):
        group = make_group(cast.school, f"Groep {number}")
        make_pupil(cast.school, f"Kind {number}", turns(today, -8), group=group)
    iris = visitor()
    iris.signs_in(account(cast.iris))
    iris.opens("/toestemming/voortgang/")
    iris.reads("Groep 15")
    assert iris.page.evaluate("document.documentElement.scrollHeight") < 2400


def test_it_all_works_without_script(cast: Cast, visitor: Visitors, account: Ready) -> None:
    petra = visitor(script=False)
    petra.signs_in(account(cast.petra))
    petra.opens("/toestemming/rondes/")
    petra.clicks("Start een ronde", "button")
    petra.reads("De ronde is begonnen.")
    petra.opens("/toestemming/voortgang/")
    petra.reads("minder dan 5")
