"""Nummers: many people of one board file at the same moment, and no number is left out."""

import pytest
from django.db import transaction

from portal.people.models import Guardian, School, User
from requests_app.actions.register_at_desk import Arrival, register_at_desk
from requests_app.models import Ask, CaseNumber, DataRequest
from requests_app.rules import Kind, ReceivedVia
from tests.builders import (
    TODAY,
    make_board,
    make_guardian,
    make_pupil,
    make_school,
    make_user,
    tie,
)
from tests.requests_app.builders import make_request
from tests.tools.together import together

pytestmark = pytest.mark.django_db(transaction=True)
TWENTY = 20
KINDS = (Kind.ACCESS, Kind.CORRECTION, Kind.ERASURE, Kind.COMPLAINT, Kind.QUESTION)


class CutOff(Exception):
    """The verb is broken off after its number was given out."""


@pytest.fixture
def school(transactional_db: None) -> School:
    return make_school(make_board("Stichting De Vlinder"), "Basisschool De Regenboog", "99DA00")


@pytest.fixture
def parents(school: School) -> list[User]:
    """Twenty parents of twenty children of one school."""
    users = [make_user(f"ouder{number}") for number in range(TWENTY)]
    for user in users:
        child = make_pupil(school, f"Kind van {user}", TODAY.replace(year=2018))
        tie(make_guardian(school.board, user), child)
    return users


def file_one(turn: int, user: User, *, cut_off: bool = False) -> None:
    with transaction.atomic():
        make_request(user, KINDS[turn % len(KINDS)], scope=f"Vraag {turn}.")
        if cut_off:
            raise CutOff


def bring_one(school: School, parent: User, clerk: User) -> None:
    who = Guardian.objects.get(user=parent)
    pupil = who.guardianships.get().pupil
    via = ReceivedVia.LETTER
    came = Arrival(pupil=pupil, school=school, requester=who, received_on=TODAY, via=via)
    register_at_desk(came, Ask(Kind.ACCESS), by=clerk, today=TODAY)


def numbers() -> list[int]:
    return sorted(DataRequest.objects.values_list("number", flat=True))


def test_twenty_different_requests_at_once_get_twenty_consecutive_numbers(
    parents: list[User],
) -> None:
    turns = iter(list(enumerate(parents)))
    together(TWENTY, lambda: file_one(*next(turns)))
    assert numbers() == list(range(1, TWENTY + 1))
    assert CaseNumber.objects.get().last == TWENTY


def test_requests_that_fail_halfway_leave_no_gap(parents: list[User]) -> None:
    turns = iter(list(enumerate(parents)))

    def act() -> bool:
        turn, user = next(turns)
        try:
            file_one(turn, user, cut_off=turn % 3 == 0)
        except CutOff:
            return False
        return True

    kept = sum(together(TWENTY, act))
    assert (kept, numbers()) == (13, list(range(1, 14)))
    assert CaseNumber.objects.get().last == kept


def test_the_desk_and_the_portal_share_one_row_of_numbers(
    school: School, parents: list[User]
) -> None:
    clerk, turns = make_user("balie"), iter(list(enumerate(parents)))

    def act() -> None:
        turn, user = next(turns)
        if turn % 2:
            bring_one(school, user, clerk)
        else:
            file_one(turn, user)

    together(TWENTY, act)
    assert numbers() == list(range(1, TWENTY + 1))
