"""The press: one PDF from a process of its own, or nothing at all."""

import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from portal import pdf, press

pytestmark = pytest.mark.usefixtures("real_press")
AFTER_ONE = (
    "import os, sys; from portal import press; source = sys.stdin.buffer; "
    "press._take(source); press._take(source); press._send(sys.stdout.buffer, {answer}); "
)
KILLED_AFTER_ONE = AFTER_ONE.format(answer="b''") + "os.kill(os.getpid(), 9)"
WRONG_AFTER_ONE = AFTER_ONE.format(answer="b'KeyError'")
PAGES = ["<title>Brief</title><p>Beste Anna", "<title>Brief</title><p>Beste Bo"]


def texts(content: bytes) -> list[str]:
    """The first line of each page."""
    return [page.extract_text().splitlines()[0] for page in pypdf.PdfReader(BytesIO(content)).pages]


def test_the_pages_lie_behind_each_other_and_each_is_told() -> None:
    seen: list[int] = []

    def pages() -> Iterator[str]:
        for number, page in enumerate(PAGES, start=1):
            yield page
            seen.append(number)

    assert texts(press.printed(pages())) == ["Beste Anna", "Beste Bo"]
    assert seen == [1, 2]


def test_no_pages_are_no_pile_and_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "COMMAND", ["/there/is/no/such/program"])
    assert press.printed([]) == b""


@pytest.mark.parametrize("script", [KILLED_AFTER_ONE, WRONG_AFTER_ONE, "raise SystemExit(1)"])
def test_a_press_that_ends_early_gives_nothing(
    monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    monkeypatch.setattr(press, "COMMAND", [sys.executable, "-c", script])
    with pytest.raises(press.PressStopped):
        press.printed(PAGES * 20)


def test_the_press_knows_no_secret_and_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "s3cret")
    started: list[dict[str, Any]] = []
    real = subprocess.Popen

    def noted(command: list[str], **facts: Any) -> Any:
        started.append({"command": command, **facts})
        return real(command, **facts)

    monkeypatch.setattr(subprocess, "Popen", noted)
    press.printed(PAGES[:1])
    assert started[0]["command"] == [sys.executable, "-m", "portal.press"]
    assert set(started[0]["env"]) <= {"LANG", *press.PASSED_ON}


def test_an_error_of_the_maker_of_pages_ends_the_press() -> None:
    def pages() -> Iterator[str]:
        yield PAGES[0]
        raise KeyError

    before = children()
    with pytest.raises(KeyError):
        press.printed(pages())
    assert children() == before


def children() -> set[str]:
    """The processes that we started and that are there now."""
    found = Path("/proc/self/task").glob("*/children")
    return {number for path in found for number in path.read_text().split()}


def told(*messages: bytes) -> bytes:
    """What the press answers to these."""
    source, answers = BytesIO(), BytesIO()
    for message in messages:
        press._send(source, message)
    source.seek(0)
    press.print_pile(source, answers)
    return answers.getvalue()


def test_a_press_without_anybody_behind_it_stops_and_prints_nothing() -> None:
    assert told(b"", PAGES[0].encode()) == b"0\n"


def test_only_the_kind_of_an_error_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "laid_out", wrong)
    assert told(b"", PAGES[0].encode(), b"") == b"8\nKeyError"


def wrong(*_: str) -> bytes:
    raise KeyError("Anna")
