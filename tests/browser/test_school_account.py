"""A member of staff signs in with a school account, in a real browser that keeps our policy."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import requests
from django.core.cache import cache
from django.utils import timezone
from oidc_provider_mock import run_server_in_thread
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import Visitor
from tests.cast import Cast, make_cast
from tests.signin.sso.builders import make_provider

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning"),
]
BUTTON = "Inloggen met school-account van De Vlinder"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast on the real day."""
    return make_cast(timezone.localdate())


@pytest.mark.parametrize("script", [True, False])
def test_petra_signs_in_with_her_school_account(
    cast: Cast,
    visitor: Callable[..., Visitor],
    live_server: LiveServer,
    settings: Any,
    script: bool,
) -> None:
    settings.PORTAL_URL = live_server.url
    cache.clear()
    with run_server_in_thread() as server:
        issuer = f"http://localhost:{server.server_port}"
        told: dict[str, Any] = {
            "email": "petra@example.org",
            "email_verified": True,
            "amr": ["mfa"],
        }
        requests.put(f"{issuer}/users/petra", json=told, timeout=5).raise_for_status()
        make_provider(cast.board, cast.otto, issuer)
        petra = visitor(desk=True, script=script)
        petra.opens("/inloggen/")
        petra.page.get_by_role("button", name=BUTTON).click()
        petra.page.wait_for_url(f"{issuer}/**")
        petra.page.locator("input[name=sub]").fill("petra")
        petra.page.locator("input[name=sub]").press("Enter")
        petra.page.wait_for_url(f"{live_server.url}/**")
        petra.policy_breaks.clear()  # those of the provider's own page
        petra.opens("/")
    expect(petra.page).not_to_have_url(re.compile("/inloggen/"))


def test_the_page_on_the_way_out_can_be_read(
    cast: Cast, visitor: Callable[..., Visitor], live_server: LiveServer
) -> None:
    cache.clear()
    with run_server_in_thread() as server:
        issuer = f"http://localhost:{server.server_port}"
        make_provider(cast.board, cast.otto, issuer)
        petra = visitor()
        petra.page.route(f"{issuer}/**", lambda route: route.fulfill(status=204))
        petra.opens("/inloggen/")
        petra.clicks(BUTTON, "button")
        petra.reads("U gaat nu naar de inlogpagina van uw school.")
        petra.opens("/inloggen/geweigerd/")
