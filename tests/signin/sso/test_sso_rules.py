"""What is believed of a token: pure rules, no database."""

from typing import Any

import pytest

from portal.signin.rules import Told, fresh_moment, is_from, shows_second_factor, told_by

NOW = 1_764_000_000


def told(**claims: Any) -> Told:
    return told_by({"sub": "1", **claims}, proven_claim="email_verified")


@pytest.mark.parametrize(
    "claims, accepted",
    [
        pytest.param({"amr": ["pwd", "mfa"]}, ["mfa"], id="amr"),
        pytest.param({"amr": "mfa"}, ["mfa"], id="amr as one word"),
        pytest.param({"acr": "urn:x:loa3"}, ["mfa", "urn:x:loa3"], id="acr"),
    ],
)
def test_a_second_factor_is_one_of_the_agreed_words(
    claims: dict[str, Any], accepted: list[str]
) -> None:
    assert shows_second_factor(told(**claims), accepted)


@pytest.mark.parametrize(
    "claims, accepted",
    [
        pytest.param({}, ["mfa"], id="silence"),
        pytest.param({"amr": ["mfa"]}, [], id="nothing agreed"),
        pytest.param({"amr": ["pwd", "MFA", "mfa "]}, ["mfa"], id="almost"),
        pytest.param({"amr": {"mfa": True}}, ["mfa"], id="an object"),
        pytest.param({"amr": [["mfa"], None, 1]}, ["mfa"], id="no words"),
        pytest.param({"acr": ["mfa"]}, ["mfa"], id="acr is one word"),
        pytest.param({"acr": ""}, [""], id="empty word"),
        pytest.param({"AMR": ["mfa"], "mfa": True}, ["mfa"], id="another claim"),
    ],
)
def test_anything_else_is_no_second_factor(claims: dict[str, Any], accepted: list[str]) -> None:
    assert not shows_second_factor(told(**claims), accepted)


@pytest.mark.parametrize(
    "shown_at, moment",
    [
        (NOW, NOW),
        (NOW - 299, NOW - 299),
        (NOW - 300, None),
        (NOW + 60, NOW),
        (NOW + 61, None),
        (None, None),
        (True, None),
        (str(NOW), None),
        (NOW + 0.5, None),
    ],
)
def test_fresh_is_less_than_five_minutes_ago(shown_at: object, moment: int | None) -> None:
    assert fresh_moment(told(auth_time=shown_at), NOW) == moment


@pytest.mark.parametrize("email", ["a@example.org", "a@EXAMPLE.org", "a@b@example.org"])
def test_an_address_of_the_domain(email: str) -> None:
    assert is_from(email, ["example.org"])


@pytest.mark.parametrize(
    "email",
    ["", "@example.org", "example.org", "a@sub.example.org", "a@example.org.", "ä@example.org"],
)
def test_no_address_of_the_domain(email: str) -> None:
    assert not is_from(email, ["example.org"])
    assert not is_from("a@example.org", [])


@pytest.mark.parametrize("said", [True, "true", "1", 1])
def test_proven_is_said_in_the_agreed_claim(said: object) -> None:
    claims = {"sub": "1", "email": "a@example.org", "xms_edov": said}
    assert told_by(claims, proven_claim="xms_edov").email_is_proven
    assert not told_by(claims, proven_claim="email_verified").email_is_proven
