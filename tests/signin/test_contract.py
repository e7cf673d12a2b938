"""The undocumented pieces of allauth and django-otp that the door stands on (both are pinned)."""

import inspect
from importlib.metadata import version
from typing import Any

import pytest
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.internal.flows.login import perform_password_login, resume_login
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.stages import LoginStage, LoginStageController
from django.contrib.auth.signals import user_logged_in
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django_otp import DEVICE_ID_SESSION_KEY, verify_token
from django_otp.models import Device, ThrottlingMixin

from portal.outbox.models import Message
from portal.people.models import User
from portal.signin.adapter import STAGE, DoorAdapter
from portal.signin.models import AuthenticatorApp
from portal.signin.stages import SecondFactorStage, pending
from tests.signin.conftest import type_password


def _names(verb: Any) -> list[str]:
    return list(inspect.signature(verb).parameters)


def test_the_versions_are_the_ones_that_were_read() -> None:
    assert version("django-allauth").startswith("65.21.")
    assert version("django-otp").startswith("1.7.")


def test_the_verbs_take_what_we_give() -> None:
    assert _names(perform_password_login) == ["request", "credentials", "login"]
    assert _names(resume_login) == ["request", "login"]
    assert _names(clear_login) == ["request"]
    assert _names(LoginStageController.enter) == ["request", "stage_key"]
    assert {"user", "redirect_url"} <= set(_names(Login.__init__))
    assert _names(verify_token) == ["user", "device_id", "token"]
    assert _names(DefaultAccountAdapter.login) == ["self", "request", "user"]
    assert _names(DefaultAccountAdapter.send_mail)[1:] == ["template_prefix", "email", "context"]


def test_a_stage_has_the_parts_we_use() -> None:
    assert _names(LoginStage.__init__) == ["self", "controller", "request", "login"]
    for part in ("handle", "exit", "abort"):
        assert callable(getattr(LoginStage, part))


def test_our_stage_is_the_last_one() -> None:
    adapter = get_adapter()
    assert isinstance(adapter, DoorAdapter)
    assert adapter.get_login_stages()[-1] == STAGE
    assert SecondFactorStage.__module__ + ".SecondFactorStage" == STAGE


def test_a_login_waits_in_the_session_as_one_key(client: Client, anna: User) -> None:
    type_password(client)
    waiting = client.session["account_login"]
    assert waiting["state"]["stages"]["current"] == SecondFactorStage.key
    assert not client.session.get("_auth_user_id")


def test_the_session_stays_nobodys_until_the_stage_exits(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    heard: list[User] = []

    def listen(user: User, **_more: object) -> None:
        heard.append(user)

    user_logged_in.connect(listen)
    type_password(client)
    user_logged_in.disconnect(listen)
    assert heard == []


def test_the_stage_lets_a_login_pass_whose_device_has_spoken(
    rf: RequestFactory, anna: User, app: AuthenticatorApp
) -> None:
    login = Login(user=anna)
    stage = SecondFactorStage(LoginStageController(rf.get("/"), login), rf.get("/"), login)
    answer, goes_on = stage.handle()
    assert answer
    assert (answer.headers["Location"], goes_on) == ("/inloggen/code/", True)
    anna.otp_device = app  # type: ignore[attr-defined]
    assert stage.handle() == (None, True)


def test_an_aborted_login_leaves_nothing_behind(client: Client, anna: User) -> None:
    type_password(client)
    session = client.session
    request = RequestFactory().get("/")
    request.session = session
    stage = pending(request)
    assert stage
    assert stage.abort().headers["Location"] == "/inloggen/"
    assert pending(request) is None


def test_the_package_counts_nothing_itself() -> None:
    assert app_settings.RATE_LIMITS == {}


def test_a_device_is_found_by_a_number_behind_its_label(app: AuthenticatorApp) -> None:
    assert DEVICE_ID_SESSION_KEY == "otp_device_id"
    assert app.persistent_id == f"signin.authenticatorapp/{app.pk}"
    assert Device.from_persistent_id(app.persistent_id) == app
    assert issubclass(AuthenticatorApp, ThrottlingMixin)


@pytest.mark.parametrize("to", ["https://testserver/", "//testserver/", "https://kwaad.example"])
def test_the_package_redirects_to_pages_without_a_host_only(to: str) -> None:
    assert get_adapter().is_safe_url("/kamer/")
    assert not get_adapter().is_safe_url(to)


def test_mail_of_the_package_becomes_a_row(db: None, rf: RequestFactory) -> None:
    adapter = DoorAdapter(rf.get("/"))
    adapter.send_mail("account/email/password_changed", "anna@example.org", _mail_facts())
    assert Message.objects.get().to == "anna@example.org"


def _mail_facts() -> dict[str, object]:
    return {"timestamp": "", "ip": "", "user_agent": "", "current_site": {"name": "", "domain": ""}}


def test_a_closed_account_and_a_sign_up_meet_a_closed_door(rf: RequestFactory, anna: User) -> None:
    adapter = DoorAdapter(rf.get("/"))
    closed: HttpResponse = adapter.respond_user_inactive(rf.get("/"), anna)
    assert closed.headers["Location"] == "/inloggen/"
    assert not adapter.is_open_for_signup(rf.get("/"))
