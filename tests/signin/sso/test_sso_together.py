"""Tegelijk: first visits at one moment make one link, whoever comes first."""

from itertools import count
from threading import Lock

import pytest
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from portal.people.models import User
from portal.people.rules import RoleKind
from portal.signin.actions.sso import recognise, second_factor
from portal.signin.models import SchoolFactor
from portal.signin.rules import Refusal, Told
from tests.builders import make_board, make_role, make_user
from tests.signin.sso.builders import make_provider
from tests.tools.together import together

pytestmark = pytest.mark.django_db(transaction=True)


def told(who: str) -> Told:
    return Told(who, "n", "iris@example.org", True, frozenset({"mfa"}), None)


def test_one_person_twenty_times_at_once_gets_one_link() -> None:
    board, iris = make_board("De Vlinder"), make_user("Iris")
    make_role(iris, RoleKind.OFFICER, board)
    school = make_provider(board, make_user("Otto"), "https://login.example.org")

    def comes() -> bool:
        user = recognise(school, told("iris"), today=timezone.localdate())
        assert isinstance(user, User)
        return second_factor(school, user, told("iris")) is not None

    assert together(20, comes) == [True] * 20
    assert (SocialAccount.objects.count(), SchoolFactor.objects.count()) == (1, 1)


def test_twenty_people_with_one_address_get_one_account_between_them() -> None:
    board, iris = make_board("De Vlinder"), make_user("Iris")
    make_role(iris, RoleKind.OFFICER, board)
    school = make_provider(board, make_user("Otto"), "https://login.example.org")
    numbers, lock = count(), Lock()

    def comes() -> User | Refusal:
        with lock:
            who = str(next(numbers))
        return recognise(school, told(who), today=timezone.localdate())

    found = together(20, comes)
    assert found.count(iris) == 1
    assert found.count(Refusal.OTHER_PERSON) == 19
