"""A provider of school accounts for the tests, and the steps of the round trip to it."""

import re
import time
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from oidc_provider_mock import run_server_in_thread

from portal.audit.models import Event
from portal.people.models import Board, Role, User
from portal.people.rules import RoleKind
from tests.builders import make_board, make_pledge, make_role, make_user
from tests.signin.conftest import is_inside
from tests.signin.sso.builders import make_provider

REFUSED = "/inloggen/geweigerd/"
WITH_MFA = {"amr": ["pwd", "mfa"]}


class School:
    """The provider at `issuer`, and the browser of somebody who uses it."""

    def __init__(self, issuer: str, board: Board, by: User) -> None:
        self.issuer = issuer
        self.row = make_provider(board, by, issuer)

    def knows(self, who: str, **claims: Any) -> None:
        """Somebody with an account at the provider: proven address at example.org."""
        told = {"email": f"{who}@example.org", "email_verified": True, **claims}
        told = {"auth_time": int(time.time()), **told}
        requests.put(f"{self.issuer}/users/{who}", json=told, timeout=5).raise_for_status()

    def way_out(self, client: Client, **typed: str) -> str:
        """Presses the button of the sign-in page; the address that it leads to."""
        answer = client.post(f"/inloggen/school/{self.row.slug}/", typed)
        assert answer.status_code == 200, answer.headers
        shown = re.search(r'href="(http://[^"]+/oauth2/authorize[^"]+)"', answer.text)
        assert shown
        assert answer.headers["Refresh"] == f"0; url={unescape(shown[1])}"
        return unescape(shown[1])

    def signs_in(self, url: str, who: str, **more: str) -> str:
        """The provider's own page: the way back to us, with code and state."""
        answer = requests.post(url, {"sub": who, **more}, allow_redirects=False, timeout=5)
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"

    def enter(self, client: Client, who: str, **typed: str) -> HttpResponse:
        """The whole trip."""
        back = self.signs_in(self.way_out(client, **typed), who)
        return client.get(back)  # type: ignore[return-value]


def asked(url: str) -> dict[str, str]:
    """What an address asks of the provider."""
    return dict(parse_qsl(urlsplit(url).query))


def reason() -> str:
    """Why the last one was refused, as the log has it."""
    return str(Event.objects.filter(verb="signin.school_refused").latest("id").facts["reason"])


def turned_away(client: Client, answer: Any, why: str) -> None:
    """Nobody is signed in nor half signed in; the page does not say why, the log does."""
    assert answer.headers["Location"] == REFUSED
    assert reason() == why
    assert not is_inside(client)
    assert "account_login" not in client.session


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The provider's server."""
    with run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def iris(db: None) -> User:
    """A member of staff without a password."""
    iris = make_user("Iris")
    board = make_board("De Vlinder")
    make_role(iris, RoleKind.OFFICER, board)
    make_pledge(iris, board)
    return iris


@pytest.fixture
def school(iris: User, issuer: str) -> School:
    """The provider of Iris's board."""
    cache.clear()
    role = Role.objects.get(user=iris)
    assert role.board
    return School(issuer, role.board, make_user("Otto"))
