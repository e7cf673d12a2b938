"""Medewerkers zonder account: nobody of the staff is forgotten before the first sign-in."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from portal.people.models import RoleProposal, User
from portal.people.rules import RoleKind
from portal.signin.actions.colleagues import open_staff_account
from portal.signin.models import Invitation
from tests.builders import make_user
from tests.cast import Cast

In = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _own_house(settings: Any) -> None:
    settings.ROOT_URLCONF = "portal.urls"


@pytest.fixture
def nina() -> User:
    """Without password."""
    user = make_user("Nina")
    user.set_unusable_password()
    user.save()
    return user


def listed(client_of: In, who: User) -> str:
    return client_of(who).get("/uitnodigingen/").content.decode()


def propose(cast: Cast, user: User) -> None:
    RoleProposal.objects.create(
        user=user,
        kind=RoleKind.OFFICER.value,
        board=cast.board,
        proposed_by=cast.ad,
        proposed_on=timezone.localdate(),
    )


def test_a_colleague_with_only_a_proposed_role_is_listed(
    cast: Cast, client_of: In, nina: User
) -> None:
    assert "Nina" not in listed(client_of, cast.ad)
    propose(cast, nina)
    assert "Nina" in listed(client_of, cast.ad)
    assert client_of(cast.ad).post(f"/uitnodigingen/staff/{nina.pk}/").status_code == 302
    assert Invitation.objects.get(user=nina).board == cast.board


def test_a_colleague_without_role_is_listed_with_the_letter(cast: Cast, client_of: In) -> None:
    now, names = timezone.now(), {"display_name": "Piet", "sign_in_name": "piet", "email": ""}
    piet = open_staff_account(cast.board, **names, by=cast.ad, now=now, today=now.date())
    page = listed(client_of, cast.ad)
    assert f"/uitnodigingen/staff/{piet.pk}/" in page
    assert "brief geldig tot" in page


def test_a_colleague_of_another_board_stays_unknown(
    cast: Cast, client_of: In, nina: User, today: date
) -> None:
    RoleProposal.objects.create(
        user=nina, kind=RoleKind.FG.value, board=cast.other_board, proposed_on=today
    )
    assert "Nina" not in listed(client_of, cast.ad)
    assert client_of(cast.ad).post(f"/uitnodigingen/staff/{nina.pk}/").status_code == 404


def test_who_has_an_account_or_a_closed_one_is_not_listed(
    cast: Cast, client_of: In, nina: User
) -> None:
    propose(cast, nina)
    nina.is_active = False
    nina.save()
    assert "Nina" not in listed(client_of, cast.ad)
