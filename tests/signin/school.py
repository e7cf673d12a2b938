"""A provider of school accounts for the tests, and the steps of the round trip to it."""

import re
import time
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from django.http import HttpResponse
from django.test import Client

from portal.audit.models import Event
from portal.people.models import Board, User
from portal.signin.actions.sso import register_provider
from portal.signin.models import IdentityProvider

SECRET = "geheim-van-de-aanbieder"
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


def make_provider(board: Board, by: User, issuer: str, slug: str = "vlinder") -> IdentityProvider:
    """A registration that takes addresses at example.org."""
    row = IdentityProvider(
        board=board, issuer=issuer, email_domains=["example.org"], second_factor_values=["mfa"]
    )
    register_provider(row, by=by, name="De Vlinder", slug=slug, client_id="portaal", secret=SECRET)
    return row


def asked(url: str) -> dict[str, str]:
    """What an address asks of the provider."""
    return dict(parse_qsl(urlsplit(url).query))


def reason() -> str:
    """Why the last one was refused, as the log has it."""
    return str(Event.objects.filter(verb="signin.school_refused").latest("id").facts["reason"])
