"""Meer vertellen: details count for their own kind; and a question that becomes a right."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import User
from requests_app import access, actions
from requests_app.forms import NewRequestForm
from requests_app.models import DataRequest, RequestPart, with_dates
from requests_app.rules import Detail, Kind, fits_kind, may_turn_into
from tests.builders import TODAY
from tests.cast import Cast
from tests.days import day
from tests.register.builders import adopt
from tests.requests_app.builders import make_request, target_of

SignIn = Callable[[User], Client]


def form(cast: Cast, user: User, **facts: object) -> NewRequestForm:
    target = target_of(user)
    details = access.details_of(user, target, TODAY)
    return NewRequestForm({"once_key": str(uuid4()), **facts}, target=target, details=details)


def entries(cast: Cast) -> list[str]:
    return [
        str(one.pk) for one in access.details_of(cast.fatima, target_of(cast.fatima), TODAY).entries
    ]


@pytest.mark.parametrize("kind", Kind)
def test_a_question_can_only_become_a_right(kind: Kind) -> None:
    others = {Kind.COMPLAINT, Kind.INFORMATION, Kind.QUESTION}
    assert may_turn_into(kind) is (kind not in others)


@pytest.mark.parametrize(
    "kind, detail, fits",
    [
        (Kind.CORRECTION, Detail.SHOULD_BE, True),
        (Kind.ACCESS, Detail.SHOULD_BE, False),
        (Kind.ACCESS, Detail.FROM, True),
        (Kind.ERASURE, Detail.FROM, False),
        (Kind.COMPLAINT, Detail.ABOUT, True),
        (Kind.QUESTION, Detail.PARTS, False),
    ],
)
def test_a_detail_belongs_to_its_kind(kind: Kind, detail: Detail, fits: bool) -> None:
    assert fits_kind(kind, detail) is fits


def test_what_does_not_fit_the_kind_is_left_out(cast: Cast, today: date) -> None:
    adopt(cast, today)
    found = form(cast, cast.fatima, kind="inzage", should_be="Iets", parts=entries(cast)[:2])
    assert found.is_valid(), found.errors
    assert found.ask.should_be == ""
    assert len(found.ask.parts) == 2


def test_the_parts_and_the_period_stand_in_the_case(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    adopt(cast, today)
    chosen, url = entries(cast)[:2], reverse("requests:new") + f"?over=kind-{cast.noor.pk}"
    facts = {"once_key": str(uuid4()), "kind": "inzage", "parts": chosen, "in_english": "on"}
    browser = client_of(cast.fatima)
    page = browser.post(
        url, {**facts, "scope_from": "1-9-2025", "scope_until": "1-2-2026"}, follow=True
    )
    request = DataRequest.objects.get()
    kept = set(RequestPart.objects.values_list("processing", flat=True))
    assert {str(pk) for pk in kept} == set(chosen)
    assert (request.scope_from, request.in_english) == (day("mon 2025-09-01"), True)
    assert "Alleen over:" in page.text


@pytest.mark.parametrize("forged", ["00000000-0000-0000-0000-000000000000", "x"])
def test_a_forged_part_is_no_choice(cast: Cast, today: date, forged: str) -> None:
    adopt(cast, today)
    assert not form(cast, cast.fatima, kind="inzage", parts=[forged]).is_valid()


def test_a_complaint_names_only_a_request_of_ones_own(cast: Cast) -> None:
    mine, theirs = make_request(cast.fatima), make_request(cast.daan)
    words = {"kind": "klacht", "scope": "Het duurde te lang."}
    found = form(cast, cast.fatima, about_request=str(mine.pk), **words)
    assert found.is_valid(), found.errors
    assert found.ask.about_request == mine
    assert not form(cast, cast.fatima, about_request=str(theirs.pk), **words).is_valid()


def test_a_period_that_runs_backwards_comes_back(cast: Cast) -> None:
    found = form(cast, cast.fatima, kind="inzage", scope_from="2-2-2026", scope_until="1-2-2026")
    assert "scope_until" in found.errors


@pytest.mark.parametrize("name", ["should_be", "shown_by"])
def test_a_number_in_a_detail_comes_back_too(cast: Cast, name: str) -> None:
    found = form(cast, cast.fatima, kind="correctie", scope="Fout.", **{name: "111222333"})
    assert "number_choice" in found.errors


def test_a_question_counts_from_the_day_it_came_in(cast: Cast) -> None:
    asked = make_request(cast.fatima, Kind.QUESTION, today=day("tue 2026-03-03"))
    row = actions.turn_question(asked, kind=Kind.ACCESS, by=cast.iris, today=day("mon 2026-03-16"))
    case = with_dates([DataRequest.objects.with_facts().get(pk=row.pk)], day("mon 2026-03-16"))[0]
    assert case.promise_by == day("tue 2026-03-31")
    assert case.unsuspended_legal_by == day("fri 2026-04-03")
    assert (row.turned_on, row.received_on) == (day("mon 2026-03-16"), day("tue 2026-03-03"))
    assert Event.objects.filter(verb="requests.turn_question").count() == 1
    assert Message.objects.filter(kind="requests.request_turned", to=cast.fatima.email).exists()


@pytest.mark.parametrize("kind", [Kind.COMPLAINT, Kind.QUESTION, Kind.INFORMATION])
def test_a_question_becomes_nothing_else(cast: Cast, kind: Kind) -> None:
    with pytest.raises(actions.Refused, match="kind"):
        actions.turn_question(
            make_request(cast.fatima, Kind.QUESTION), kind=kind, by=cast.iris, today=TODAY
        )


@pytest.mark.parametrize("withdrawn", [True, False])
def test_only_an_open_question_is_turned(cast: Cast, withdrawn: bool) -> None:
    request = make_request(cast.fatima, Kind.QUESTION if withdrawn else Kind.ACCESS)
    if withdrawn:
        actions.withdraw(request, by=cast.fatima, today=TODAY)
    with pytest.raises(actions.Refused, match="state"):
        actions.turn_question(
            request, kind=Kind.ERASURE, by=cast.iris, today=TODAY + timedelta(days=1)
        )


def test_iris_turns_a_question_on_the_page(cast: Cast, client_of: SignIn, today: date) -> None:
    request, iris = make_request(cast.fatima, Kind.QUESTION, today=today), client_of(cast.iris)
    url = reverse("requests:case", args=[request.pk])
    assert "Eigenlijk is dit een verzoek" in iris.get(url).text
    page = iris.post(reverse("requests:turn", args=[request.pk]), {"right": "inzage"}, follow=True)
    assert "Dit is nu een verzoek" in page.text
    request.refresh_from_db()
    assert request.kind == Kind.ACCESS
