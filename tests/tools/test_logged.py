"""Logboek van de server: whatever goes wrong, no BSN stands in it (product.md rule 10)."""

import logging
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from portal.people.models import User
from tests.cast import Cast

LIKE_BSN = "111222333"  # passes the eleven test, belongs to nobody
SPACED = "1112 22 333"


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What the server writes, in the place of its error stream."""
    handlers = logging.getLogger().handlers
    console = next(one for one in handlers if type(one) is logging.StreamHandler)
    stream = StringIO()
    before = console.setStream(stream)
    yield stream
    if before is not None:
        console.setStream(before)


def fails(request: HttpRequest, *_rest: object) -> None:
    """As code does that puts what was typed in its error."""
    raise ValueError(f"cannot keep {request.POST['scope']!r}")


def test_a_request_that_fails_leaves_no_number(
    cast: Cast,
    client_of: Callable[[User], Client],
    written: StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    browser = client_of(cast.fatima)
    browser.raise_request_exception = False
    url = reverse("requests:new") + f"?nummer={LIKE_BSN}"
    monkeypatch.setattr("portal.web.render", fails)
    assert browser.post(url, {"scope": f"Het BSN is {LIKE_BSN}."}).status_code == 500
    assert "cannot keep 'Het BSN is [nummer].'" in written.getvalue()
    assert LIKE_BSN not in written.getvalue()


@pytest.mark.parametrize("number", [LIKE_BSN, SPACED])
def test_nor_does_a_message_with_its_arguments(written: StringIO, number: str) -> None:
    logging.getLogger("portal.test").error("refused %s of %s", number, {"value": number})
    assert written.getvalue().count("[nummer]") == 2
    assert number not in written.getvalue()


def test_other_numbers_stay(written: StringIO) -> None:
    logging.getLogger("portal.test").error("took 123456789 steps, see 2026-0001")
    assert "took 123456789 steps, see 2026-0001" in written.getvalue()


@pytest.mark.parametrize("name", ["django", "django.request", "django.server"])
def test_no_other_handler_writes_the_line_as_it_was(name: str) -> None:
    assert not logging.getLogger(name).handlers
    assert logging.getLogger(name).propagate
