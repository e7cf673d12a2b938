"""Twee tegelijk: of two who ask, extend or answer at the same moment, one wins."""

from collections.abc import Callable

import pytest

from requests_app import actions
from requests_app.models import CaseMessage, Extension, SuspensionPeriod
from tests.builders import TODAY
from tests.cast import Cast, make_cast
from tests.requests_app.builders import make_request
from tests.requests_app.clock import asked, extended
from tests.tools.together import together

pytestmark = pytest.mark.django_db(transaction=True)
SIX = 6


def tried(verb: Callable[[], object]) -> str:
    """Done, or the code of the refusal."""
    try:
        verb()
    except actions.Refused as answer:
        return str(answer)
    return "done"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast(TODAY)


def test_of_six_extensions_at_once_there_is_one(cast: Cast) -> None:
    request = make_request(cast.fatima)
    found = together(SIX, lambda: tried(lambda: extended(request, cast)))
    assert sorted(found) == ["done", *["extended"] * (SIX - 1)]
    assert Extension.objects.count() == 1


def test_of_six_questions_at_once_there_is_one(cast: Cast) -> None:
    request = make_request(cast.fatima)
    found = together(SIX, lambda: tried(lambda: asked(request, cast)))
    assert sorted(found) == ["done", *["open"] * (SIX - 1)]
    assert SuspensionPeriod.objects.count() == 1


def test_of_six_answers_at_once_there_is_one(cast: Cast) -> None:
    request = make_request(cast.fatima)
    asked(request, cast)
    reply = actions.reply
    verb = lambda: reply(request, text="Alles.", by=cast.fatima, today=TODAY)  # noqa: E731
    found = together(SIX, lambda: tried(verb))
    assert sorted(found) == ["done", *["no_question"] * (SIX - 1)]
    assert CaseMessage.objects.count() == 1
