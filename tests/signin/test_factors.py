"""Tweede stap: a code of any kind opens, each once, and mail only for whom it is meant."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from portal.outbox.models import Message
from portal.people.models import User
from portal.people.rules import RoleKind
from portal.signin import held
from portal.signin.access import kinds_of
from portal.signin.actions import enter_code
from portal.signin.models import Attempt, AuthenticatorApp, CodeList, ListedCode
from portal.signin.rules import SENT_CODES, WRONG_CODES, FactorKind, ListKind
from portal.signin.secret_codes import in_groups
from tests.builders import make_role, make_user
from tests.signin.conftest import (
    CODE,
    PASSWORD,
    is_inside,
    right_code,
    type_code,
    type_password,
    wrong_code,
)
from tests.signin.people import (
    as_guardian,
    codes_of,
    device_in,
    mailed_code,
    no_more_waiting,
    prove_address,
    with_mail,
)
from tests.tools.together import together

SEND = "/inloggen/code/mail/"


def test_factors_of_all_kinds_are_found(anna: User, app: AuthenticatorApp) -> None:
    codes_of(anna, ListKind.CARD)
    with_mail(anna)
    kinds = {FactorKind.APP, FactorKind.RECOVERY, FactorKind.CARD, FactorKind.MAIL}
    assert kinds_of(anna) == kinds
    assert len(held.confirmed_of(anna)) == 4
    assert kinds_of(anna, staff=True) == kinds - {FactorKind.MAIL}


def test_an_empty_list_is_no_way_in(anna: User, app: AuthenticatorApp) -> None:
    ListedCode.objects.update(used_at=timezone.now())
    assert kinds_of(anna) == {FactorKind.APP}


@pytest.mark.parametrize("kind", ListKind)
def test_a_code_of_a_list_opens_once(
    client: Client, anna: User, app: AuthenticatorApp, kind: ListKind
) -> None:
    code = codes_of(anna, kind)[3]
    type_password(client)
    assert type_code(client, in_groups(code, 5).lower()).status_code == 302
    assert is_inside(client)
    assert device_in(client) == CodeList.objects.get(kind=kind).persistent_id
    thief = Client()
    type_password(thief)
    assert type_code(thief, code).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_one_recovery_code_at_twenty_doors_opens_one() -> None:
    user = make_user("Anna", password=PASSWORD)
    code = codes_of(user)[0]
    opened = together(20, lambda: enter_code(user, code, now=int(time.time())) is not None)
    assert opened.count(True) == 1


@pytest.mark.django_db(transaction=True)
def test_one_mailed_code_at_twenty_doors_opens_one(client: Client) -> None:
    user = as_guardian(make_user("Anna", password=PASSWORD))
    with_mail(user)
    type_password(client)
    client.post(SEND)
    code = mailed_code().replace("-", "")
    opened = together(20, lambda: enter_code(user, code, now=int(time.time())) is not None)
    assert opened.count(True) == 1


def test_fifty_wrong_codes_of_whatever_kind_close_every_way(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    good = codes_of(anna)[0]
    type_password(client)
    for number in range(WRONG_CODES.most):
        type_code(client, wrong_code(app) if number % 2 else "AAAAAAAAAA")
    assert sum(Attempt.objects.values_list("count", flat=True)) == WRONG_CODES.most
    no_more_waiting()
    assert type_code(client, good).status_code == 200
    assert type_code(client, right_code(app)).status_code == 200
    assert not is_inside(client)


def test_a_recovery_code_of_somebody_else_opens_nothing(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    code = codes_of(make_user("Bert"))[0]
    type_password(client)
    assert type_code(client, code).status_code == 200
    assert ListedCode.objects.filter(used_at=None).count() == 20


def test_reading_a_page_uses_no_code(client: Client, anna: User, app: AuthenticatorApp) -> None:
    code = codes_of(anna)[0]
    type_password(client)
    client.get(CODE, {"code": code})
    client.head(CODE, {"code": code})
    assert not ListedCode.objects.exclude(used_at=None).exists()
    assert not is_inside(client)


def test_codes_are_kept_as_hmac_only(anna: User, app: AuthenticatorApp) -> None:
    code = codes_of(anna)[0]
    assert code not in str(list(ListedCode.objects.values()))


def test_who_has_more_ways_can_choose(client: Client, anna: User, app: AuthenticatorApp) -> None:
    type_password(client)
    page = client.get(CODE).content.decode()
    assert "?manier=recovery" in page
    assert "?manier=card" not in page
    assert 'inputmode="text"' in client.get(CODE, {"manier": "recovery"}).content.decode()


def test_nobody_learns_the_ways_before_the_password(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    wrong = type_password(client, password="fout").content.decode()
    unknown = type_password(client, name="onbekend").content.decode()
    assert "manier" not in wrong + unknown
    assert client.get(CODE, {"manier": "recovery"}).status_code == 302
    assert client.post(SEND).status_code == 302
    assert not Message.objects.exists()


def test_a_mailed_code_opens_once(client: Client, anna: User) -> None:
    with_mail(as_guardian(anna))
    codes_of(anna)
    type_password(client)
    assert client.post(SEND).headers["Location"] == f"{CODE}?manier=mail"
    code = mailed_code()
    assert type_code(client, code).status_code == 302
    assert is_inside(client)
    thief = Client()
    type_password(thief)
    assert type_code(thief, code).status_code == 200


def test_the_mail_names_nobody(client: Client, anna: User) -> None:
    with_mail(as_guardian(anna))
    type_password(client)
    client.post(SEND)
    mail = Message.objects.get(kind="signin.code")
    assert (mail.to, "anna" in f"{mail.subject}{mail.body}".lower()) == ("anna@example.org", False)


def test_a_mailed_code_is_dead_after_ten_minutes(client: Client, anna: User) -> None:
    with_mail(as_guardian(anna))
    type_password(client)
    client.post(SEND)
    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1)):
        type_password(client)
        assert type_code(client, mailed_code()).status_code == 200
        assert not is_inside(client)


def test_a_newer_mailed_code_kills_the_older(client: Client, anna: User) -> None:
    with_mail(as_guardian(anna))
    type_password(client)
    client.post(SEND)
    old = mailed_code()
    client.post(SEND)
    assert type_code(client, old).status_code == 200
    no_more_waiting()
    assert type_code(client, mailed_code()).status_code == 302


def test_staff_get_no_code_by_mail_even_when_they_once_chose_it(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    with_mail(as_guardian(anna))
    type_password(client)
    client.post(SEND)
    code = mailed_code()
    make_role(anna, RoleKind.OPERATOR)
    assert client.post(SEND).status_code == 403
    assert type_code(client, code).status_code == 200
    assert not is_inside(client)


@pytest.mark.parametrize("lacks", ["a child", "a proven address", "the choice"])
def test_without_all_that_it_takes_no_code_is_mailed(
    client: Client, anna: User, app: AuthenticatorApp, lacks: str
) -> None:
    if lacks == "a child":
        prove_address(anna)
    else:
        as_guardian(anna)
    if lacks == "a proven address":
        User.objects.update(email_proven_at=None)
    if lacks != "the choice":
        with_mail(anna)
    type_password(client)
    assert client.post(SEND).status_code == 403
    assert not Message.objects.exists()


def test_nobodys_mailbox_is_filled(client: Client, anna: User) -> None:
    with_mail(as_guardian(anna))
    type_password(client)
    for _ in range(SENT_CODES.most + 3):
        client.post(SEND)
    assert Message.objects.filter(kind="signin.code").count() == SENT_CODES.most
    assert "Wacht een uur" in client.get(CODE).content.decode()


def test_a_form_from_elsewhere_is_refused(anna: User, app: AuthenticatorApp) -> None:
    client = Client(enforce_csrf_checks=True)
    for page in (CODE, SEND, "/inloggen/tweede-stap/", "/inloggen/herstelcodes/"):
        assert client.post(page).status_code == 403
