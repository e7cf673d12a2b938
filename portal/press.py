"""Drukpers: a pile of letters printed by a process of its own, whose memory goes when it ends.

WeasyPrint never gives back a few kB of each letter (the fonts cut to size, in C). So who lives long
prints nothing: it sends finished pages through a pipe and gets one PDF back. The process of the
press knows no database and gets no secret in its arguments or its environment. Each message is its
length, a newline and its bytes; an empty page is the end of the pile.
"""

import logging
import os
import resource
import subprocess  # nosec B404
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from portal import pdf

logger = logging.getLogger(__name__)

HOUSE = Path(__file__).resolve().parent.parent
COMMAND = [sys.executable, "-m", "portal.press"]
CPU_SECONDS = 900  # of a pile: a hundred letters take 20
PASSED_ON = ("HOME", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "LD_LIBRARY_PATH")


class PressStopped(Exception):
    """The process ended, or was killed, before the pile was there: nothing of it exists."""


def printed(pages: Iterable[str]) -> bytes:
    """The pages (see `pdf.page`) behind each other in one PDF; empty without pages.

    The next page is taken when the last one is printed, so that who gives them sees the progress.
    Raises `PressStopped`.
    """
    waiting = iter(pages)
    first = next(waiting, None)
    if first is None:
        return b""
    try:
        with _started() as child:
            try:
                return _fed(child, first, waiting)
            finally:
                child.kill()  # it has nothing more to say
    except (EOFError, BrokenPipeError) as error:
        raise PressStopped from error


def _started() -> "subprocess.Popen[bytes]":
    known = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return subprocess.Popen(  # noqa: S603  # nosec B603
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what a library says there may hold a name
        cwd=HOUSE,
        env={"LANG": "C.UTF-8", **known},
    )


def _fed(child: "subprocess.Popen[bytes]", first: str, waiting: Iterator[str]) -> bytes:
    to, answers = child.stdin, child.stdout
    assert to is not None  # noqa: S101  (both are pipes)
    assert answers is not None  # noqa: S101
    _send(to, pdf.style().encode())
    page: str | None = first
    while page is not None:
        _send(to, page.encode())
        if wrong := _take(answers):
            logger.error("press: %s", wrong.decode())
            raise PressStopped
        page = next(waiting, None)
    _send(to, b"")
    return _take(answers)


def _send(to: IO[bytes], message: bytes) -> None:
    to.write(b"%d\n" % len(message))
    to.write(message)
    to.flush()


def _take(source: IO[bytes]) -> bytes:
    """The next message; `EOFError` when the other side is gone, also in the middle of it."""
    line = source.readline()
    message = source.read(int(line)) if line.endswith(b"\n") else b""
    if not line.endswith(b"\n") or len(message) != int(line):
        raise EOFError
    return message


def print_pile(source: IO[bytes], answers: IO[bytes]) -> None:
    """The other side: each page is answered with nothing, or with the kind of error."""
    style = _take(source).decode()

    def letters() -> Iterator[bytes]:
        while page := _take(source):
            yield pdf.laid_out(page.decode(), style)
            _send(answers, b"")

    try:
        pile = pdf.joined(letters())
    except EOFError:  # nobody waits for it any more
        return
    except Exception as error:  # whatever it is, its text may hold a name
        _send(answers, type(error).__name__.encode())
        return
    _send(answers, pile)


def main() -> None:
    """No core file, which would hold codes; and no letter that keeps us busy for ever."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    print_pile(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
