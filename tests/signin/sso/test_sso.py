"""School-account: the round trip to a real provider on this machine (oidc-provider-mock)."""

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from django.utils import timezone

from portal.audit.models import Event
from portal.people.models import Role, User
from portal.people.rules import RoleKind
from portal.signin import fresh
from portal.signin.actions import issue_authenticator
from portal.signin.actions.factors import issue_codes
from portal.signin.models import SchoolFactor
from portal.signin.rules import ListKind
from portal.signin.secret_codes import fresh_codes
from tests.builders import make_board, make_guardian, make_role, make_user
from tests.signin.conftest import CODE, is_inside, right_code, type_code
from tests.signin.sso.conftest import WITH_MFA, School, asked, turned_away

# The provider of the tests stands on an older form of its own library.
pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")


def test_with_the_schools_second_factor_one_is_inside(
    client: Client, school: School, iris: User
) -> None:
    school.knows("iris", **WITH_MFA)
    assert school.enter(client, "iris").headers["Location"] == "/"
    assert is_inside(client)
    assert client.session["otp_device_id"] == SchoolFactor.objects.get(user=iris).persistent_id
    assert client.session.get(fresh.KEY)


@pytest.mark.parametrize("said", [{}, {"amr": ["pwd"]}, {"amr": "pwd"}, {"acr": "1"}, {"amr": 1}])
def test_without_it_our_own_code_is_asked(
    client: Client, school: School, iris: User, said: dict[str, Any]
) -> None:
    app = issue_authenticator(iris, by=None)[0]
    issue_codes(iris, ListKind.RECOVERY, fresh_codes(10), by=None)
    school.knows("iris", **said)
    assert school.enter(client, "iris").headers["Location"] == CODE
    assert not is_inside(client)
    assert type_code(client, right_code(app)).headers["Location"] == "/"
    assert is_inside(client)
    assert not SchoolFactor.objects.exists()


@pytest.mark.parametrize("ago", [0, 3600])
def test_fresh_only_when_the_provider_asked_just_now(
    client: Client, school: School, ago: int
) -> None:
    school.knows("iris", **WITH_MFA, auth_time=int(time.time()) - ago)
    school.enter(client, "iris")
    assert is_inside(client)
    assert (fresh.KEY in client.session) is (ago == 0)


def test_an_acr_of_the_list_counts_too(client: Client, school: School) -> None:
    school.row.second_factor_values = ["urn:example:loa3"]
    school.row.save()
    school.knows("iris", acr="urn:example:loa3")
    school.enter(client, "iris")
    assert is_inside(client)


def test_with_an_empty_list_the_portal_always_asks(client: Client, school: School) -> None:
    school.row.second_factor_values = []
    school.row.save()
    school.knows("iris", **WITH_MFA)
    assert school.enter(client, "iris").headers["Location"] == CODE


def test_no_account_is_made(client: Client, school: School) -> None:
    school.knows("nieuw", **WITH_MFA)
    before = User.objects.count()
    turned_away(client, school.enter(client, "nieuw"), "unknown")
    assert User.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_a_guardian_is_no_member_of_staff(client: Client, school: School) -> None:
    make_guardian(school.row.board, make_user("Daan"))
    school.knows("daan", **WITH_MFA)
    turned_away(client, school.enter(client, "daan"), "no_role")


@pytest.mark.parametrize("proven", [False, None, "nee", 0])
def test_an_address_must_be_proven(client: Client, school: School, proven: object) -> None:
    school.knows("iris", **WITH_MFA, email_verified=proven)
    turned_away(client, school.enter(client, "iris"), "unproven")


def test_staff_of_another_board_stay_outside(client: Client, school: School) -> None:
    make_role(make_user("Vera"), RoleKind.OFFICER, make_board("Oost"))
    school.knows("vera", **WITH_MFA)
    turned_away(client, school.enter(client, "vera"), "no_role")


def test_the_operator_of_the_installation_stays_outside(client: Client, school: School) -> None:
    make_role(User.objects.get(sign_in_name="otto"), RoleKind.OPERATOR)
    school.knows("otto", **WITH_MFA)
    turned_away(client, school.enter(client, "otto"), "no_role")


def test_a_role_that_ended_does_not_open(client: Client, school: School) -> None:
    school.knows("iris", **WITH_MFA)
    school.enter(client, "iris")
    Role.objects.update(until=timezone.localdate())
    stranger = Client()
    turned_away(stranger, school.enter(stranger, "iris"), "no_role")


def test_a_role_that_begins_tomorrow_does_not_open(client: Client, school: School) -> None:
    Role.objects.update(since=timezone.localdate() + timedelta(days=1))
    school.knows("iris", **WITH_MFA)
    turned_away(client, school.enter(client, "iris"), "no_role")


def test_a_closed_account_stays_closed(client: Client, school: School) -> None:
    User.objects.filter(sign_in_name="iris").update(is_active=False)
    school.knows("iris", **WITH_MFA)
    turned_away(client, school.enter(client, "iris"), "closed")


@pytest.mark.parametrize(
    "email",
    ["iris@kwaad.example", "iris@example.org.kwaad.example", "iris@sub.example.org", "iris"],
)
def test_only_domains_of_the_list(client: Client, school: School, email: str) -> None:
    User.objects.filter(sign_in_name="iris").update(email=email)
    school.knows("iris", **WITH_MFA, email=email)
    turned_away(client, school.enter(client, "iris"), "domain")


@pytest.mark.parametrize(
    "email", ["ir\u0131s@example.org", "ｉris@example.org", "iri\u017f@example.org"]
)
def test_letters_that_look_alike_are_nobody(client: Client, school: School, email: str) -> None:
    school.knows("iris", **WITH_MFA, email=email)
    turned_away(client, school.enter(client, "iris"), "domain")


def test_capitals_are_the_same_address(client: Client, school: School) -> None:
    school.knows("iris", **WITH_MFA, email="IRIS@Example.ORG")
    school.enter(client, "iris")
    assert is_inside(client)


def test_after_the_first_time_the_providers_own_name_counts(client: Client, school: School) -> None:
    school.knows("iris", **WITH_MFA)
    school.enter(client, "iris")
    User.objects.filter(sign_in_name="iris").update(email="anders@example.org")
    school.knows("iris", **WITH_MFA, email="", email_verified=False)
    again = Client()
    school.enter(again, "iris")
    assert is_inside(again)


def test_who_gets_the_address_next_does_not_get_the_account(client: Client, school: School) -> None:
    school.knows("iris", **WITH_MFA)
    school.enter(client, "iris")
    school.knows("opvolger", **WITH_MFA, email="iris@example.org")
    stranger = Client()
    turned_away(stranger, school.enter(stranger, "opvolger"), "other_person")


def test_no_token_and_no_claim_is_kept(client: Client, school: School) -> None:
    school.knows("iris", **WITH_MFA, name="Iris van Dam")
    school.enter(client, "iris")
    school.enter(Client(), "iris")
    assert SocialAccount.objects.get().extra_data == {}
    assert not SocialToken.objects.exists()
    assert "Iris van Dam" not in str(dict(client.session.items()))
    assert "example.org" not in str(list(Event.objects.values_list("facts", flat=True)))


def test_who_cancels_reads_the_same_page(client: Client, school: School) -> None:
    back = school.signs_in(school.way_out(client), "iris", action="deny")
    state = asked(school.way_out(client))["state"]
    assert "error=access_denied" in back
    turned_away(client, client.get(f"{back}&state={state}"), "cancelled")


def test_every_refusal_is_one_page(client: Client, school: School) -> None:
    school.knows("nieuw", **WITH_MFA)
    make_guardian(school.row.board, make_user("Daan"))
    school.knows("daan", **WITH_MFA)
    pages = [client.get(school.enter(client, who).headers["Location"]) for who in ("nieuw", "daan")]
    texts = [re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page.text) for page in pages]
    assert texts[0] == texts[1]
    assert [page.status_code for page in pages] == [200, 200]
