"""Apparaten: who gets one, and what rests in the database."""

import base64
from typing import Any

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django_otp import verify_token

from portal.audit.models import Event
from portal.people.models import User
from portal.sealed import seal, unseal
from portal.signin.actions import AlreadyHasDevice, issue_authenticator
from portal.signin.models import AuthenticatorApp
from tests.builders import make_user
from tests.signin.conftest import PASSWORD, right_code


def test_the_secret_is_for_the_owner_and_sealed_at_rest(anna: User) -> None:
    device, secret = issue_authenticator(anna, by=None)
    row = str(AuthenticatorApp.objects.values().get())
    assert base64.b32decode(secret) == device.key
    assert len(device.key) == 20
    assert secret not in row
    assert device.key.hex() not in row
    assert secret not in str(list(Event.objects.values()))


def test_the_first_device_is_the_only_one_that_is_simply_given(
    anna: User, app: AuthenticatorApp
) -> None:
    with pytest.raises(AlreadyHasDevice):
        issue_authenticator(anna, by=None)
    app.delete()
    assert not AuthenticatorApp.objects.exists()
    assert issue_authenticator(anna, by=None)


def test_giving_is_written_down(anna: User) -> None:
    by = make_user("Beheerder")
    issue_authenticator(anna, by=by)
    rows = list(Event.objects.values_list("verb", "actor_id", "subject_id"))
    assert rows == [("signin.authenticator_issued", by.pk, str(anna.pk))]


def test_a_device_verifies_its_own_user_only(anna: User, app: AuthenticatorApp) -> None:
    code = right_code(app)
    assert verify_token(make_user("Bert"), app.persistent_id, code) is None
    assert verify_token(anna, app.persistent_id, code) == app


def test_codes_are_those_of_rfc_6238(anna: User) -> None:
    sealed = seal(b"12345678901234567890").decode()
    device = AuthenticatorApp(user=anna, sealed_key=sealed)
    moments = {59: "287082", 1111111109: "081804", 20000000000: "353130"}
    assert {at: device.code_at(at // 30) for at in moments} == moments


def test_an_old_key_still_opens_and_a_strange_one_does_not(settings: Any) -> None:
    old = settings.FERNET_KEYS
    token = seal(b"geheim")
    settings.FERNET_KEYS = [Fernet.generate_key().decode(), *old]
    assert unseal(token) == b"geheim"
    settings.FERNET_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(InvalidToken):
        unseal(token)


def test_passwords_are_argon2id_at_the_strength_of_the_list() -> None:
    assert make_password("x").startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_django_itself_accepts_no_password(anna: User) -> None:
    assert authenticate(None, username="anna", password=PASSWORD) is None
    assert authenticate(None, sign_in_name="anna", password=PASSWORD) is None
