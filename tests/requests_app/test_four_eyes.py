"""Vier ogen: who proposes does not decide alone where the board says so (AVG 24)."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Event
from portal.people.models import Board, User
from portal.people.rules import RoleKind
from requests_app import access, actions
from requests_app.models import CaseNote, DataRequest, Decision, ProposedDecision
from requests_app.rules import State
from tests.builders import make_role
from tests.cast import Cast
from tests.requests_app.builders import NO, make_request, printed

SignIn = Callable[[User], Client]


@pytest.fixture
def taken(cast: Cast) -> DataRequest:
    Board.objects.filter(pk=cast.board.pk).update(four_eyes=True)
    cast.board.refresh_from_db()
    request = make_request(cast.fatima, today=timezone.localdate())
    return actions.take_up(request, by=cast.iris)


def proposed(cast: Cast, row: DataRequest, by: User | None = None) -> DataRequest:
    today, who = timezone.localdate(), by or cast.iris
    actions.propose(row, NO, by=who, version=row.version, requester_has_right=True, today=today)
    return DataRequest.objects.with_facts().select_related("text").get(pk=row.pk)


def approve(row: DataRequest, by: User, version: int | None = None) -> Decision:
    today = timezone.localdate()
    return actions.approve(
        row,
        access.proposed_draft(row, today),
        by=by,
        letter=printed(row, NO, today=today),
        version=version or row.version,
        requester_has_right=True,
        today=today,
    )


def test_nobody_decides_alone(cast: Cast, taken: DataRequest) -> None:
    today = timezone.localdate()
    with pytest.raises(actions.Refused, match="four_eyes"):
        actions.decide(
            taken,
            NO,
            by=cast.iris,
            letter=b"%PDF",
            version=taken.version,
            requester_has_right=True,
            today=today,
        )
    assert not Decision.objects.exists()


def test_the_second_person_decides_and_both_are_known(cast: Cast, taken: DataRequest) -> None:
    decision = approve(proposed(cast, taken), cast.henk)
    assert (decision.decided_by, decision.approved_by) == (cast.iris.pk, cast.henk.pk)
    assert not ProposedDecision.objects.exists()
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"requests.propose", "requests.approve", "requests.decide"} <= verbs


def test_who_proposed_never_approves(cast: Cast, taken: DataRequest) -> None:
    row = proposed(cast, taken, by=cast.petra)
    with pytest.raises(actions.Refused, match="self"):
        approve(row, cast.petra)
    assert approve(row, cast.henk).approved_by == cast.henk.pk


def test_sending_back_leaves_a_note_and_the_case_goes_on(cast: Cast, taken: DataRequest) -> None:
    row = proposed(cast, taken)
    with pytest.raises(actions.Refused, match="words"):
        actions.send_back(row, by=cast.henk, words=" ", version=row.version)
    back = actions.send_back(row, by=cast.henk, words="Noem de wet.", version=row.version)
    assert back.state == State.IN_PROGRESS
    assert CaseNote.objects.get().text == "Noem de wet."


def test_of_two_who_approve_the_second_sees_it(cast: Cast, taken: DataRequest) -> None:
    row = proposed(cast, taken)
    approve(row, cast.henk)
    with pytest.raises(actions.Stale):
        approve(row, cast.petra)
    assert Decision.objects.count() == 1


def test_a_withdrawn_proposal_cannot_be_approved(cast: Cast, taken: DataRequest) -> None:
    row = proposed(cast, taken)
    assert row.proposal.proposed_by == cast.iris.pk  # fetched: as on a page that stays open
    actions.withdraw(row, by=cast.fatima, today=timezone.localdate())
    with pytest.raises((actions.Stale, actions.Refused)):
        approve(row, cast.henk)
    assert not Decision.objects.exists()
    assert not ProposedDecision.objects.exists()


@pytest.mark.parametrize(
    "name, status",
    [("henk", 200), ("petra", 200), ("iris", 403), ("frank", 403), ("bas", 404), ("fatima", 404)],
)
def test_who_opens_a_proposal(
    cast: Cast, client_of: SignIn, taken: DataRequest, name: str, status: int
) -> None:
    url = reverse("requests:approve", args=[proposed(cast, taken).pk])
    assert client_of(getattr(cast, name)).get(url).status_code == status


def test_a_director_agrees_on_the_page(cast: Cast, client_of: SignIn, taken: DataRequest) -> None:
    row, henk = proposed(cast, taken), client_of(cast.henk)
    assert "Bekijk het voorstel" in henk.get(reverse("requests:case", args=[row.pk])).text
    posted = {"once_key": str(uuid4()), "version": str(row.version), "answer": "akkoord"}
    page = henk.post(reverse("requests:approve", args=[row.pk]), posted, follow=True)
    assert "U ging akkoord" in page.text
    assert Decision.objects.get().approved_by == cast.henk.pk


def test_the_own_household_of_a_director_is_closed(
    cast: Cast, client_of: SignIn, taken: DataRequest
) -> None:
    make_role(cast.daan, RoleKind.DIRECTOR, school=cast.school)
    url = reverse("requests:approve", args=[proposed(cast, taken).pk])
    assert client_of(cast.daan).get(url).status_code == 404


@pytest.mark.parametrize(
    "name, page", [("henk", "queue"), ("petra", "queue"), ("petra", "overview")]
)
def test_the_lists_say_what_waits_for_a_second_person(
    cast: Cast, client_of: SignIn, taken: DataRequest, name: str, page: str
) -> None:
    browser, url = client_of(getattr(cast, name)), reverse(f"requests:{page}")
    before = browser.get(url).text.count("wacht op akkoord")
    proposed(cast, taken)
    assert browser.get(url).text.count("wacht op akkoord") == before + 1
