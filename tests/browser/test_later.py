"""Later is possible: leaving a question open on a phone, with and without script."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone

from consent.models import Choice
from portal.people.models import User
from tests.browser.conftest import Visitor
from tests.builders import make_pupil, tie
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
    """The cast, with seven questions; Fatima has a second child."""
    cast = make_cast(today)
    ask(cast, today)
    tie(cast.guardians["fatima"], make_pupil(cast.school, "Pip", today.replace(today.year - 7, 1)))
    return cast


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_parent_leaves_questions_for_later(
    cast: Cast, visitor: Visitors, account: Ready, script: bool
) -> None:
    fatima = visitor(script=script)
    fatima.signs_in(account(cast.fatima))
    fatima.opens(f"/toestemming/{cast.noor.pk}/")
    fatima.chooses("Ja", "Foto in de schoolgids")
    fatima.clicks("Klaar of volgend kind")
    fatima.reads("Toestemming voor Pip")
    fatima.clicks("Klaar of volgend kind")
    fatima.reads("Er wachten nog 13 vragen. Geen antwoord is geen ja. U kunt later verder.")
    fatima.opens(f"/toestemming/{cast.noor.pk}/")
    fatima.clicks("Later")
    fatima.reads("Er wachten nog 13 vragen.")
    assert Choice.objects.count() == 1


def test_a_parent_and_a_child_read_the_questions_together(
    cast: Cast, visitor: Visitors, account: Ready
) -> None:
    fatima = visitor()
    fatima.signs_in(account(cast.fatima))
    fatima.opens(f"/toestemming/{cast.noor.pk}/")
    fatima.clicks("Lees de vragen samen met Noor")
    fatima.reads("Dag Noor")
    fatima.reads("Foto in de schoolgids")
