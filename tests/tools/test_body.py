"""Hoe groot een verzoek mag zijn: refused by what it says of itself, with a page that helps."""

from collections.abc import Callable
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from portal.people.models import User
from tests.cast import Cast

GIGABYTE = 1024**3


def answered(server: LiveServer, headers: dict[str, str]) -> tuple[int, str]:
    """What a browser gets that announces a body, and sends only its beginning."""
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=20)
    connection.putrequest("POST", reverse("signin:login"))
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders(b"a" * 64)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "headers",
    [{"Content-Length": str(GIGABYTE)}, {"Transfer-Encoding": "chunked"}],
    ids=["a gigabyte", "without an end"],
)
def test_what_is_too_large_is_refused_before_it_is_sent(
    live_server: LiveServer, headers: dict[str, str]
) -> None:
    status, text = answered(live_server, headers)
    assert status == 413
    assert "kies een kleiner bestand" in text


def test_nothing_of_it_is_read(
    cast: Cast, client_of: Callable[[User], Client], settings: Settings
) -> None:
    settings.BODY_MAX_BYTES = 100
    browser, url = client_of(cast.fatima), reverse("requests:new")
    assert browser.post(url, {"scope": "a" * 200}).status_code == 413
    assert browser.post(url, {"scope": "a"}).status_code == 200


@pytest.mark.parametrize("length", ["veel", "-1", "1e3", "9" * 5000])
def test_a_length_that_is_no_number_is_refused(client: Client, length: str) -> None:
    url = reverse("signin:login")
    assert client.post(url, {"a": "b"}, CONTENT_LENGTH=length).status_code == 413


def test_five_files_of_the_largest_size_fit(settings: Settings) -> None:
    from_files = 5 * 15 * 1024 * 1024
    assert from_files < settings.BODY_MAX_BYTES
    assert settings.ROSTER_MAX_BYTES < settings.BODY_MAX_BYTES
