"""Steps of the story that several tests need, done through the real verbs."""

from datetime import date

from consent.starter import adopt_starter as adopt_all
from portal.register.starter import adopt_starter
from requests_app import access, actions
from requests_app.letters import Draft
from requests_app.models import Ask, DataRequest
from requests_app.rules import GroundCode, Kind, Outcome
from tests.cast import Cast
from tests.requests_app.builders import printed

SCOPE = "Ik wil alles zien wat de school van Noor heeft."


def adopt_purposes(cast: Cast, today: date) -> None:
    """The starter purposes of consent for the board of the cast."""
    adopt_all(cast.board, by=cast.petra, today=today)


def adopt_register(cast: Cast, today: date) -> None:
    """The starter register for the board of the cast."""
    adopt_starter(cast.board, by=cast.petra, today=today)


def filed_request(cast: Cast, today: date) -> DataRequest:
    """Fatima asks to see what the school has of Noor."""
    target = access.get_target(cast.fatima, f"kind-{cast.noor.pk}", today)
    return actions.file_request(target, Ask(Kind.ACCESS, SCOPE), by=cast.fatima, today=today)


def answered_request(cast: Cast, today: date) -> DataRequest:
    """Another request of Fatima, granted the same day: by the officer, who may always."""
    request = actions.take_up(filed_request(cast, today), by=cast.iris)
    draft = Draft(Outcome.GRANTED, GroundCode.AS_ASKED, "Alles staat in de bijlage.")
    actions.decide(
        request,
        draft,
        by=cast.petra,
        letter=printed(request, draft, today=today),
        version=request.version,
        requester_has_right=True,
        today=today,
    )
    return request
