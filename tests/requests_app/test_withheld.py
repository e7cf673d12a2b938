"""Wat niet meegaat: what stays behind is a no in part, and says why (AVG 12(4), 15(4))."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from requests_app import actions
from requests_app.letters import Draft
from requests_app.models import DataRequest, Decision, Extract, ProposedDecision
from requests_app.rules import GroundCode, Kind, Others, Outcome
from tests.cast import Cast
from tests.register.builders import adopt
from tests.requests_app.builders import PARTLY, YES, decide, make_request
from tests.requests_app.collecting import ask_holders, delivered, weighed

SignIn = Callable[[User], Client]

SAID = "Een of meer documenten gaan niet mee"


@pytest.fixture
def now() -> date:
    return timezone.localdate()


@pytest.fixture
def withheld(cast: Cast, now: date) -> DataRequest:
    """Taken up, and of its two documents one does not go along."""
    return collected(cast, now, Others.LEFT_OUT)


def collected(cast: Cast, now: date, others: Others, kind: Kind = Kind.ACCESS) -> DataRequest:
    adopt(cast, now)
    row = actions.take_up(make_request(cast.fatima, kind, today=now), by=cast.iris)
    first, second, *_rest = ask_holders(cast, row, today=now)
    weighed(cast, delivered(cast, first, today=now), today=now)
    weighed(cast, delivered(cast, second, today=now), others, "Een ander kind.", today=now)
    return DataRequest.objects.with_facts().select_related("text").get(pk=row.pk)


@pytest.mark.parametrize("kind", [Kind.ACCESS, Kind.PORTABILITY])
def test_a_document_that_stays_behind_is_no_full_yes(cast: Cast, now: date, kind: Kind) -> None:
    row = collected(cast, now, Others.LEFT_OUT, kind)
    with pytest.raises(actions.Refused, match="withheld"):
        decide(row, YES, by=cast.iris, today=now)
    assert decide(row, PARTLY, by=cast.iris, today=now).outcome == Outcome.PARTLY


def test_a_yes_in_part_for_another_reason_says_nothing_of_it(
    cast: Cast, withheld: DataRequest, now: date
) -> None:
    DataRequest.objects.filter(pk=withheld.pk).update(kind=Kind.PORTABILITY.value)
    row = DataRequest.objects.with_facts().select_related("text").get(pk=withheld.pk)
    other = Draft(Outcome.PARTLY, GroundCode.NO_CONSENT_OR_CONTRACT, "Dat is een wettelijke taak.")
    with pytest.raises(actions.Refused, match="withheld"):
        decide(row, other, by=cast.iris, today=now)


@pytest.mark.parametrize("others", [Others.NONE, Others.KEPT])
def test_what_goes_along_leaves_a_full_yes(cast: Cast, now: date, others: Others) -> None:
    row = collected(cast, now, others)
    assert decide(row, YES, by=cast.iris, today=now).outcome == Outcome.GRANTED


def test_a_document_that_was_replaced_counts_no_more(
    cast: Cast, withheld: DataRequest, now: date
) -> None:
    old = Extract.objects.get(others=Others.LEFT_OUT.value)
    assert old.task is not None
    new = delivered(cast, old.task, today=now)
    Extract.objects.filter(pk=new.pk).update(replaces=old, others=Others.BLACKENED.value)
    assert decide(withheld, YES, by=cast.iris, today=now).outcome == Outcome.GRANTED


def test_it_is_not_put_before_a_second_person_either(
    cast: Cast, withheld: DataRequest, now: date
) -> None:
    facts: dict[str, Any] = {"by": cast.iris, "version": withheld.version, "today": now}
    with pytest.raises(actions.Refused, match="withheld"):
        actions.propose(withheld, YES, requester_has_right=True, **facts)
    assert not ProposedDecision.objects.exists()


def test_the_form_says_so_before_anything_is_read(
    cast: Cast, client_of: SignIn, withheld: DataRequest
) -> None:
    facts = {"outcome": "granted", "version": withheld.version, "once_key": str(uuid4())}
    page = client_of(cast.iris).post(reverse("requests:decide", args=[withheld.pk]), facts).text
    assert SAID in page
    assert "Klopt dit besluit?" not in page
    assert not Decision.objects.exists()
