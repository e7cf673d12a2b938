"""Vier ogen: what is approved is what was proposed, whole, or it is proposed again (AVG 24)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Event
from portal.people.models import Board, User
from portal.register.models import Processing
from requests_app import access, actions
from requests_app.letters import Draft, PartDraft
from requests_app.models import DataRequest, Decision
from requests_app.rules import GroundCode, Kind, Outcome, PartOutcome, State
from tests.cast import Cast
from tests.register.builders import adopt
from tests.requests_app.answers import fresh
from tests.requests_app.builders import NO, make_request
from tests.requests_app.test_four_eyes import approve

SignIn = Callable[[User], Client]


@pytest.fixture
def now() -> date:
    return timezone.localdate()


@pytest.fixture
def proposed(cast: Cast, now: date) -> DataRequest:
    """An erasure in part: no to the first entry of the register, yes to the rest."""
    Board.objects.filter(pk=cast.board.pk).update(four_eyes=True)
    adopt(cast, now)
    row = actions.take_up(make_request(cast.fatima, Kind.ERASURE, today=now), by=cast.iris)
    first, *rest = (one.processing for one in access.entries_to_decide(row, now))
    no, yes = PartOutcome.REFUSED, PartOutcome.GRANTED
    why, as_asked = GroundCode.NATIONAL_EXCEPTION, GroundCode.AS_ASKED
    parts = (PartDraft(first, no, why, "Nodig."), *(PartDraft(one, yes, as_asked) for one in rest))
    draft = Draft(Outcome.PARTLY, why, "Deels.", parts=parts)
    actions.propose(
        row, draft, by=cast.iris, version=row.version, requester_has_right=True, today=now
    )
    return fresh(row)


@pytest.fixture
def gone(proposed: DataRequest, now: date) -> Processing:
    """The last entry is no longer in the published register."""
    entry = access.entries_to_decide(proposed, now)[-1].processing
    Processing.objects.filter(pk=entry.pk).update(published_on=None)
    return entry


def test_a_proposal_that_is_whole_is_approved(cast: Cast, proposed: DataRequest) -> None:
    assert approve(proposed, cast.henk).outcome == Outcome.PARTLY


def test_a_part_that_is_gone_is_never_dropped_in_silence(
    cast: Cast, proposed: DataRequest, gone: Processing
) -> None:
    with pytest.raises(actions.Refused, match="entries"):
        approve(proposed, cast.henk)
    assert not Decision.objects.exists()


def test_the_page_names_it_and_says_what_to_do(
    cast: Cast, client_of: SignIn, proposed: DataRequest, gone: Processing
) -> None:
    url, henk = reverse("requests:approve", args=[proposed.pk]), client_of(cast.henk)
    assert f"Dit staat niet meer in het register: {gone.name}." in henk.get(url).text
    posted = {"once_key": str(uuid4()), "version": str(proposed.version), "answer": "akkoord"}
    assert "Een onderdeel van dit voorstel staat niet meer" in henk.post(url, posted).text
    back = posted | {"answer": "terug", "words": "Het register is veranderd."}
    henk.post(url, back)
    assert fresh(proposed).state == State.IN_PROGRESS


@pytest.mark.parametrize("confirmed", [True, False])
def test_that_a_number_is_no_bsn_reaches_the_log(cast: Cast, now: date, confirmed: bool) -> None:
    Board.objects.filter(pk=cast.board.pk).update(four_eyes=True)
    row = actions.take_up(make_request(cast.fatima, today=now), by=cast.iris)
    draft = replace(NO, number_confirmed=confirmed)
    actions.propose(
        row, draft, by=cast.iris, version=row.version, requester_has_right=True, today=now
    )
    approve(fresh(row), cast.henk)
    assert Event.objects.get(verb="requests.decide").facts["number_confirmed"] is confirmed
