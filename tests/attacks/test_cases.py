"""Attacks on a case: states that are skipped, other roles, and everything at the same moment."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from requests_app import actions
from requests_app.models import DataRequest, Decision
from requests_app.rules import State
from tests.cast import Cast
from tests.requests_app.builders import YES, make_request
from tests.requests_app.reading import mark_of, sends_twice
from tests.tools.together import together

SignIn = Callable[[User], Client]


@pytest.fixture
def today() -> date:
    """Pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture
def taken(cast: Cast, today: date) -> DataRequest:
    """A request of Fatima that Iris handles."""
    return actions.take_up(make_request(cast.fatima, today=today), by=cast.iris)


def decide(browser: Client, case: DataRequest, **facts: str) -> int:
    url = reverse("requests:decide", args=[case.pk])
    case.refresh_from_db()
    posted = {"outcome": "granted", "version": str(case.version), "once_key": str(uuid4())}
    return int(sends_twice(browser, url, posted | facts).status_code)


@pytest.mark.parametrize(
    "facts",
    [
        {"outcome": "refused"},
        {"outcome": "refused", "ground": "as_asked", "words": "Nee."},
        {"outcome": "refused", "ground": "legal_duty", "words": "Van een ander soort verzoek."},
        {"outcome": "refused", "ground": "no_authority", "words": " \n\u2028"},
        {"outcome": "not_handled", "ground": "unfounded", "words": "Nee."},
        {"outcome": "toegekend"},
        {"version": "99"},
        {"version": "9" * 5000},
        {"once_key": ""},
        {"words": "nul\x00"},
    ],
)
def test_a_tampered_decision_leaves_nothing(
    facts: dict[str, str], cast: Cast, client_of: SignIn, taken: DataRequest
) -> None:
    assert decide(client_of(cast.iris), taken, **facts) == 200
    assert not Decision.objects.exists()


def test_a_withdrawn_request_is_answered_by_nobody(
    cast: Cast, client_of: SignIn, taken: DataRequest
) -> None:
    actions.withdraw(taken, by=cast.fatima, today=timezone.localdate())
    browser = client_of(cast.iris)
    assert decide(browser, taken) == 200
    browser.post(reverse("requests:take_up", args=[taken.pk]))
    taken.refresh_from_db()
    assert (taken.state, Decision.objects.count()) == (State.WITHDRAWN, 0)


@pytest.mark.parametrize(
    "status, names",
    [
        pytest.param(403, "henk frank", id="who sees but may not decide"),
        pytest.param(404, "fatima daan ruud olga bas lotte ad vera otto", id="everybody else"),
    ],
)
def test_a_perfect_form_does_not_help_who_may_not_decide(
    status: int, names: str, cast: Cast, client_of: SignIn, taken: DataRequest
) -> None:
    found = {who: decide(client_of(getattr(cast, who)), taken) for who in names.split()}
    assert set(found.values()) == {status}, found
    assert not Decision.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_a_withdrawal_at_once_leave_one_end(cast: Cast, taken: DataRequest) -> None:
    turns = iter(range(10))

    def act() -> str:
        try:
            if next(turns) % 2:
                return actions.withdraw(taken, by=cast.fatima, today=timezone.localdate()).state
            version, day = taken.version, timezone.localdate()
            done = actions.decide(
                taken,
                YES,
                by=cast.iris,
                letter=b"%PDF",
                version=version,
                requester_has_right=True,
                today=day,
            )
            return str(done.outcome)
        except (actions.Refused, actions.Stale):
            return ""

    ends = [end for end in together(10, act) if end]
    taken.refresh_from_db()
    assert len(ends) == 1
    assert Decision.objects.count() == (taken.state == State.ANSWERED)


@pytest.mark.django_db(transaction=True)
def test_twenty_presses_at_once_file_one_request(cast: Cast, client_of: SignIn) -> None:
    browsers = iter([client_of(cast.fatima) for _number in range(20)])
    url = f"{reverse('requests:new')}?over=kind-{cast.noor.pk}"
    posted = {"kind": "inzage", "once_key": str(uuid4())}
    places = together(20, lambda: next(browsers).post(url, posted)["Location"])
    assert (len(set(places)), DataRequest.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_ten_forms_of_one_case_at_once_give_one_decision(
    cast: Cast, client_of: SignIn, taken: DataRequest
) -> None:
    browsers = iter([client_of(cast.iris) for _number in range(11)])
    url = reverse("requests:decide", args=[taken.pk])
    form = {"outcome": "granted", "version": taken.version}
    form["gezien"] = mark_of(next(browsers).post(url, form | {"once_key": uuid4()}).text)

    def press() -> int:
        return int(next(browsers).post(url, form | {"once_key": str(uuid4())}).status_code)

    assert sorted(together(10, press)) == [200] * 9 + [302]
    assert Decision.objects.count() == 1


def test_anothers_form_key_leads_nowhere(cast: Cast, client_of: SignIn) -> None:
    url = f"{reverse('requests:new')}?over=kind-{cast.noor.pk}"
    posted = {"kind": "inzage", "once_key": str(uuid4())}
    first, second = (
        client_of(who).post(url, posted)["Location"] for who in (cast.fatima, cast.daan)
    )
    assert first != second
    assert client_of(cast.daan).get(first).status_code == 404
