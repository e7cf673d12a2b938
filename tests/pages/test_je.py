"""Je en u: what a pupil of 16 or older reads once inside says "je" (product.md, style.md §5)."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from requests_app import access
from requests_app.rules import Kind
from tests.cast import Cast
from tests.doors import DOORS, expected

SignIn = Callable[[User], Client]
FORMAL = re.compile(r"\b(u|uw)\b", re.IGNORECASE)
READERS_OF_ALL_KINDS = {"roof:help", "roof:privacy", "register:board", "signin:sso_refused"}
OWN = [
    name
    for name, door in DOORS.items()
    if expected(door.get, "sam") == 200 and name not in READERS_OF_ALL_KINDS
]


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


def formal_words(html: str) -> list[str]:
    """The words around each "u" in what stands on the page itself."""
    main = re.sub(r"<[^>]+>", " ", html.partition("<main")[2].partition("</main>")[0])
    text = " ".join(main.split())
    return [text[max(0, one.start() - 40) : one.end() + 20] for one in FORMAL.finditer(text)]


@pytest.mark.parametrize("name", OWN)
def test_a_pupil_is_called_je(name: str, cast: Cast, client_of: SignIn, today: date) -> None:
    url = reverse(name, kwargs=DOORS[name].keys(cast, today))
    answer = client_of(cast.sam).get(url)
    if answer.headers["Content-Type"].startswith("text/html"):
        assert formal_words(answer.text) == []


@pytest.mark.parametrize("name", ["roof:pupil", "consent:choices", "register:pupil"])
def test_so_it_is_on_the_pages_about_oneself(name: str, cast: Cast, client_of: SignIn) -> None:
    html = client_of(cast.sam).get(reverse(name, args=[cast.sam_pupil.pk])).text
    assert "<main" in html
    assert formal_words(html) == []


@pytest.mark.parametrize("kind", [one.value for one in Kind if one is not Kind.INFORMATION])
def test_so_it_is_on_each_form_of_a_request(kind: str, cast: Cast, client_of: SignIn) -> None:
    browser, new = client_of(cast.sam), reverse("requests:new")
    (target,) = access.targets(cast.sam, timezone.localdate())
    html = browser.get(new, {"over": target.key, "soort": kind}).text
    assert f'value="{kind}"' in html
    assert formal_words(html) == []


def test_a_pupil_who_still_has_to_wait_is_called_je_as_well(cast: Cast, client_of: SignIn) -> None:
    later = timezone.now() + timedelta(hours=1)
    User.objects.filter(pk=cast.sam.pk).update(provisional_until=later)
    html = client_of(cast.sam).get(reverse("roof:home")).text
    assert "Daarna zie je je eigen gegevens." in html
    assert formal_words(html) == []
