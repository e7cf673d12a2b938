"""Second step: one code, once, of one's own app."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from portal.audit.models import Event
from portal.people.models import User
from portal.signin.actions import issue_authenticator
from portal.signin.models import Attempt, AuthenticatorApp, CodeList
from portal.signin.rules import WRONG_CODES
from tests.builders import make_user
from tests.signin.conftest import (
    CODE,
    LOGIN,
    PASSWORD,
    is_inside,
    right_code,
    type_code,
    type_password,
    wrong_code,
)


def test_the_field_is_made_for_telephones(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    type_password(client)
    page = client.get(CODE).content.decode()
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page
    assert "onpaste" not in page


def test_spaces_in_a_code_do_not_matter(client: Client, anna: User, app: AuthenticatorApp) -> None:
    type_password(client)
    code = right_code(app)
    assert type_code(client, f" {code[:3]} {code[3:]} ").status_code == 302


def test_a_code_opens_once(client: Client, anna: User, app: AuthenticatorApp) -> None:
    code = right_code(app)
    type_password(client)
    assert type_code(client, code).status_code == 302
    thief = Client()
    type_password(thief)
    assert type_code(thief, code).status_code == 200
    assert not is_inside(thief)


def test_an_older_code_is_worthless_after_a_newer_one(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    here = int(time.time()) // 30
    type_password(client)
    assert type_code(client, app.code_at(here + 1)).status_code == 302
    late = Client()
    type_password(late)
    assert type_code(late, app.code_at(here)).status_code == 200


@pytest.mark.parametrize("steps, status", [(-2, 200), (-1, 302), (0, 302), (1, 302), (2, 200)])
def test_a_clock_may_be_half_a_minute_wrong(
    client: Client, anna: User, app: AuthenticatorApp, steps: int, status: int
) -> None:
    moment = timezone.now().replace(second=10)
    with time_machine.travel(moment, tick=False):
        type_password(client)
        here = int(moment.timestamp()) // 30
        assert type_code(client, app.code_at(here + steps)).status_code == status


@pytest.mark.parametrize("code", ["", "abc", "12345", "1234567", "٠١٢٣٤٥", "0x1f", "-1", "1_2"])
def test_nonsense_is_a_wrong_code(
    client: Client, anna: User, app: AuthenticatorApp, code: str
) -> None:
    type_password(client)
    assert type_code(client, code).status_code == 200
    assert not is_inside(client)


def test_a_wrong_code_is_not_shown_again(client: Client, anna: User, app: AuthenticatorApp) -> None:
    type_password(client)
    code = wrong_code(app)
    page = type_code(client, code).content.decode()
    assert "Deze code klopt niet" in page
    assert code not in page


def test_a_wrong_code_makes_even_the_right_one_wait_and_the_wait_ends(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    type_password(client)
    type_code(client, wrong_code(app))
    assert type_code(client, right_code(app)).status_code == 200
    AuthenticatorApp.objects.update(throttling_failure_timestamp=timezone.now() - timedelta(0, 17))
    assert type_code(client, right_code(app)).status_code == 302


def test_the_wait_never_gets_longer_than_sixteen_seconds(app: AuthenticatorApp) -> None:
    for _ in range(40):
        app.throttle_increment()
    app.throttling_failure_timestamp = timezone.now() - timedelta(seconds=16)
    assert app.verify_is_allowed()[0]


def test_after_fifty_wrong_codes_the_right_one_is_refused_until_tomorrow(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    type_password(client)
    for _ in range(WRONG_CODES.most):
        Attempt.objects.charge(WRONG_CODES, str(anna.pk), int(time.time()))
    assert type_code(client, right_code(app)).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        type_password(client)
        assert type_code(client, right_code(app)).status_code == 302


def test_right_codes_are_not_counted(client: Client, anna: User, app: AuthenticatorApp) -> None:
    type_password(client)
    type_code(client, right_code(app))
    assert set(Attempt.objects.values_list("count", flat=True)) == {0}


def test_without_an_app_nobody_comes_in(client: Client, anna: User) -> None:
    type_password(client)
    page = client.get(CODE)
    assert "Er is nog geen tweede stap" in page.content.decode()
    assert type_code(client, "123456").status_code == 200
    assert not is_inside(client)


def test_an_unconfirmed_app_is_no_app(client: Client, anna: User, app: AuthenticatorApp) -> None:
    AuthenticatorApp.objects.update(confirmed=False)
    CodeList.objects.all().delete()
    type_password(client)
    assert "Er is nog geen tweede stap" in client.get(CODE).content.decode()
    type_code(client, right_code(app))
    assert not is_inside(client)


def test_somebody_elses_code_opens_nothing(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    other = issue_authenticator(make_user("Bert", password=PASSWORD), by=None)[0]
    type_password(client)
    assert type_code(client, right_code(other)).status_code == 200


def test_the_code_page_without_a_password_leads_to_the_start(client: Client, db: None) -> None:
    assert client.get(CODE).headers["Location"] == LOGIN
    assert type_code(client, "123456").headers["Location"] == LOGIN


@pytest.mark.parametrize("event", ["closed", "password changed", "removed"])
def test_a_waiting_login_dies_with_the_account_or_the_password(
    client: Client, anna: User, app: AuthenticatorApp, event: str
) -> None:
    type_password(client)
    if event == "password changed":
        anna.set_password("iets heel anders")
    anna.is_active = event == "password changed"
    anna.save()
    assert type_code(client, right_code(app)).headers["Location"] == LOGIN
    assert not is_inside(client)


def test_a_waiting_login_lasts_ten_minutes(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    type_password(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert client.get(CODE).headers["Location"] == LOGIN


def test_the_log_says_that_not_who(client: Client, anna: User, app: AuthenticatorApp) -> None:
    type_password(client)
    type_code(client, wrong_code(app))
    AuthenticatorApp.objects.update(throttling_failure_count=0)
    type_code(client, right_code(app))
    events = Event.objects.order_by("pk").exclude(verb="signin.new_device")
    rows = list(events.values_list("verb", "actor_id", "subject_id"))[-2:]
    who = str(anna.pk)
    assert rows == [("signin.failed_code", None, who), ("signin.succeeded", anna.pk, who)]
    assert "nna" not in str(list(Event.objects.values()))


@pytest.mark.parametrize(
    "way, words",
    [("recovery", "Neem een andere code van de lijst"), ("app", "Wacht tot de app")],
)
def test_a_wrong_code_says_what_to_do_with_this_kind(
    client: Client, anna: User, app: AuthenticatorApp, way: str, words: str
) -> None:
    type_password(client)
    answer = client.post(f"{CODE}?manier={way}", {"code": wrong_code(app)})
    assert words in answer.content.decode()
