"""Builders of requests: filed, taken up and decided through the real verbs."""

from datetime import date

from portal.people.models import User
from requests_app import access, actions
from requests_app.letters import Draft, decision_letter
from requests_app.models import Ask, DataRequest, Decision, Target, with_dates
from requests_app.rules import GroundCode, Kind, Outcome
from tests.builders import TODAY

YES = Draft(Outcome.GRANTED, GroundCode.AS_ASKED, "")
PARTLY = Draft(Outcome.PARTLY, GroundCode.OTHERS_RIGHTS, "De brief noemt een ander kind.")
NO = Draft(Outcome.REFUSED, GroundCode.UNFOUNDED, "Dit is al drie keer gevraagd en beantwoord.")


def target_of(user: User, *, own: bool = False, today: date = TODAY) -> Target:
    """The first child that somebody may ask about, or their own data."""
    offered = access.targets(user, today)
    return next(one for one in offered if (one.subject_guardian is not None) == own)


def make_request(
    user: User,
    kind: Kind = Kind.ACCESS,
    *,
    own: bool = False,
    scope: str = "Alles over de toetsen.",
    today: date = TODAY,
    direct_marketing: bool = False,
) -> DataRequest:
    """Filed by this person through the portal."""
    target = target_of(user, own=own, today=today)
    ask = Ask(kind, scope, direct_marketing)
    return actions.file_request(target, ask, by=user, today=today)


def printed(request: DataRequest, draft: Draft, *, today: date = TODAY) -> bytes:
    """The letter that belongs to this draft."""
    case = with_dates([request], today)[0]
    follows = access.follows_draft(case, draft, today)
    return decision_letter(case, draft, follows=follows, today=today)


def answer(
    request: DataRequest,
    by: User,
    draft: Draft = YES,
    *,
    letter: bytes = b"",
    today: date = TODAY,
) -> Decision:
    """Taken up and decided on `today`."""
    row = actions.take_up(request, by=by)
    return decide(row, draft, by=by, letter=letter, today=today)


def decide(
    row: DataRequest, draft: Draft, *, by: User, letter: bytes = b"", today: date = TODAY
) -> Decision:
    """Decided on `today`, once it is taken up."""
    return actions.decide(
        row,
        draft,
        by=by,
        letter=letter or printed(row, draft, today=today),
        version=row.version,
        requester_has_right=access.requester_has_right(row, today),
        today=today,
    )
