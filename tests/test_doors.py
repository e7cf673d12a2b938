"""The access matrix: every address × every person × own, strange and absent objects."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from portal.people.models import User
from tests.cast import FAMILY, NAMES, Cast
from tests.doors import DOORS, expected
from tests.story import answered_request, filed_request

OPERATOR = "operator"


def names_of(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """Every name that the resolver knows, with its namespace."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}"
        else:
            space = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from names_of(entry, space)


@pytest.fixture
def today() -> date:
    """The doors ask the real clock, so the cast is made for the real day."""
    return timezone.localdate()


def address(name: str, cast: Cast) -> str:
    """The address of a door with the object that its table row names, made on the spot."""
    return reverse(name, kwargs=DOORS[name].keys(cast, timezone.localdate()))


def ask(client: Client, method: str, url: str) -> int:
    return int(getattr(client, method)(url).status_code)


def test_every_address_stands_in_the_table() -> None:
    known = set(names_of(get_resolver()))
    outside = {name for name in known if name.startswith(f"{OPERATOR}:")}
    assert known - outside == set(DOORS)


@pytest.mark.parametrize("name", DOORS)
def test_what_each_person_finds(name: str, cast: Cast, client_of: Callable[[User], Client]) -> None:
    door, url = DOORS[name], address(name, cast)
    found = {who: ask(client_of(getattr(cast, who)), "get", url) for who in NAMES}
    assert found == {who: expected(door.get, who) for who in NAMES}


@pytest.mark.parametrize("name", DOORS)
def test_head_answers_as_get(name: str, cast: Cast, client_of: Callable[[User], Client]) -> None:
    url, clients = address(name, cast), [client_of(cast.fatima), client_of(cast.olga)]
    for client in clients:
        assert ask(client, "head", url) == ask(client, "get", url)


@pytest.mark.parametrize("name", DOORS)
def test_what_each_person_may_post(
    name: str, cast: Cast, client_of: Callable[[User], Client]
) -> None:
    door, url = DOORS[name], address(name, cast)
    found = {who: ask(client_of(getattr(cast, who)), "post", url) for who in NAMES}
    if door.post is None:
        assert set(found.values()) <= {403, 404, 405}
        return
    assert found == {who: expected(door.post, who) for who in NAMES}


@pytest.mark.parametrize("name", [name for name, door in DOORS.items() if door.absent])
def test_not_yours_and_not_there_are_the_same_page(
    name: str, cast: Cast, client_of: Callable[[User], Client]
) -> None:
    method = "get" if 405 not in DOORS[name].get else "post"
    client = client_of(cast.mila)
    strange = getattr(client, method)(address(name, cast))
    absent = getattr(client, method)(reverse(name, kwargs=DOORS[name].absent))
    assert (strange.status_code, absent.status_code) == (404, 404)
    assert without_tokens(strange.content) == without_tokens(absent.content)


def without_tokens(content: bytes) -> list[bytes]:
    """What differs by itself: the token against forged posts and the page to come back to."""
    signs = (b"csrfmiddlewaretoken", b'name="next"')
    return [line for line in content.splitlines() if not any(sign in line for sign in signs)]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("factors", ["nobody", "password only"])
def test_without_two_factors_every_door_leads_to_sign_in(
    factors: str, method: str, cast: Cast
) -> None:
    for name, door in DOORS.items():
        client = Client()
        if factors == "password only":
            client.force_login(cast.fatima)
        answer: Any = getattr(client, method)(address(name, cast))
        if door.public:
            assert answer.status_code in {200, 302, 401, 405}  # 401: of what takes keys only
        else:
            assert answer.status_code == 302, name
            assert answer.headers["Location"].startswith(reverse(settings.LOGIN_URL)), name


@pytest.mark.parametrize("who", NAMES)
def test_only_the_operator_enters_the_back_room(
    who: str, cast: Cast, client_of: Callable[[User], Client]
) -> None:
    client = client_of(getattr(cast, who))
    for name in ("index", "people_board_changelist", "calendar_holiday_changelist"):
        status = ask(client, "get", reverse(f"{OPERATOR}:{name}"))
        assert (status == 200) is (who == "otto"), name


def test_the_back_room_holds_no_person_and_no_case() -> None:
    from_admin = {name for name in names_of(get_resolver()) if name.startswith(f"{OPERATOR}:")}
    words = ("pupil", "guardian", "user", "datarequest", "choice", "event", "disclosure")
    assert [name for name in from_admin if any(word in name for word in words)] == []


@pytest.mark.parametrize("who", [name for name in FAMILY if name != "fatima"])
def test_nobody_else_of_the_family_knows_the_request(
    who: str, cast: Cast, client_of: Callable[[User], Client]
) -> None:
    today = timezone.localdate()
    made = [str(filed_request(cast, today).pk), str(answered_request(cast, today).pk)]
    client = client_of(getattr(cast, who))
    for url in (reverse("roof:home"), reverse("requests:list")):
        page = client.get(url).content.decode()
        assert [pk for pk in made if pk in page] == []


def test_answers_carry_the_headers_everywhere(
    cast: Cast, client_of: Callable[[User], Client]
) -> None:
    client = client_of(cast.fatima)
    for name in DOORS:
        answer = client.get(address(name, cast))
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"], name
        assert "unsafe" not in answer.headers["Content-Security-Policy"], name
        assert answer.headers["X-Content-Type-Options"] == "nosniff", name
        assert answer.headers["X-Frame-Options"] == "DENY", name
        assert answer.headers["Referrer-Policy"] == "same-origin", name
        assert "no-store" in answer.headers["Cache-Control"], name


def test_the_table_is_not_empty() -> None:
    assert [name for name, door in DOORS.items() if not door.get] == []
