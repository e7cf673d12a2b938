"""Reden van een besluit: the article stands beside each ground, chosen or read."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from requests_app import access, actions
from requests_app.forms import DecisionForm
from requests_app.letters import Draft
from requests_app.models import DataRequest
from requests_app.rules import GroundCode, Kind, Outcome, law_of
from requests_app.rules.outcomes import GROUNDS
from tests.cast import Cast
from tests.register.builders import adopt
from tests.requests_app.builders import make_request

SignIn = Callable[[User], Client]


@pytest.fixture
def now() -> date:
    return timezone.localdate()


def taken_up(cast: Cast, now: date, kind: Kind = Kind.CORRECTION) -> DataRequest:
    return actions.take_up(make_request(cast.fatima, kind, today=now), by=cast.iris)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_ground_in_the_list_has_its_article(cast: Cast, now: date, kind: Kind) -> None:
    row = taken_up(cast, now, Kind.CORRECTION)
    row.kind = kind.value  # a form only asks what kind it is
    choices = DecisionForm(case=row).fields["ground"].choices  # type: ignore[attr-defined]
    bare = {
        code
        for code, words in list(choices)[1:]
        if not str(words).endswith(f"({law_of(kind, GroundCode(code))})")
    }
    assert len(choices) > 1
    assert bare <= {GroundCode.NO_DATA_HELD}  # a fact, and no exception of the law


def test_so_has_every_ground_of_a_part(cast: Cast, now: date) -> None:
    adopt(cast, now)
    row = taken_up(cast, now, Kind.ERASURE)
    entries = access.entries_to_decide(row, now)
    choices = DecisionForm(case=row, entries=entries).fields["deel-0-reden"].choices  # type: ignore[attr-defined]
    assert "(AVG art. 17 lid 3 onder b)" in str(dict(choices)["legal_duty"])


def test_a_complaint_that_is_refused_has_one() -> None:
    law = law_of(Kind.COMPLAINT, GroundCode.RULES_WERE_KEPT)
    assert law == "privacyreglement van het bestuur"


def test_no_ground_names_an_article_of_a_reglement_that_each_board_writes_itself() -> None:
    assert not [one for one in GROUNDS if "reglement" in one.law and "art" in one.law]


def test_the_check_page_names_it(cast: Cast, client_of: SignIn, now: date) -> None:
    row, browser = taken_up(cast, now), client_of(cast.iris)
    facts = {"outcome": "refused", "ground": "facts_are_right", "words": "Wij keken dit na."}
    facts |= {"version": str(row.version), "once_key": str(uuid4())}
    page = browser.post(reverse("requests:decide", args=[row.pk]), facts).text
    assert "(AVG art. 16)" in page.partition("Klopt dit besluit?")[2]


def test_so_does_the_page_of_the_second_person(cast: Cast, client_of: SignIn, now: date) -> None:
    row = taken_up(cast, now)
    draft = Draft(Outcome.REFUSED, GroundCode.FACTS_ARE_RIGHT, "Wij keken dit na.")
    actions.propose(
        row, draft, by=cast.iris, version=row.version, requester_has_right=True, today=now
    )
    page = client_of(cast.petra).get(reverse("requests:approve", args=[row.pk])).text
    assert "(AVG art. 16)" in page
