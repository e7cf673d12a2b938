"""Requests per second of one address: a few connections that stay open, raw sockets."""

import socket
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import cycle
from uuid import uuid4

PARALLEL = 4
KEY = "a-key-each-time"  # in a body: a form that is sent once
REQUESTS_A_CONNECTION = 20  # then a new one, so that every worker gets its share


@dataclass
class Load:
    """What the connections together counted."""

    milliseconds: list[float] = field(default_factory=list)
    elapsed: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.milliseconds) / self.elapsed

    @property
    def median(self) -> float:
        return statistics.median(self.milliseconds)


class WrongAnswer(Exception):
    """The server answered something else than a page."""


@dataclass(frozen=True)
class Ask:
    """What one visitor asks for; with `bodies` a form is posted, each of them in its turn."""

    path: str
    cookie: str
    bodies: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        """The only right answer."""
        return "302" if self.bodies else "200"

    @cached_property
    def turn(self) -> Iterator[str]:
        """The bodies without end; a new load goes on where the last one ended."""
        return cycle(self.bodies or [""])

    def request(self, port: int) -> bytes:
        """The next one, as it goes over the wire."""
        head = f"HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: {self.cookie}\r\n"
        body = next(self.turn).replace(KEY, str(uuid4()))
        if not body:
            return f"GET {self.path} {head}Accept-Encoding: gzip\r\n\r\n".encode()
        form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length:"
        return f"POST {self.path} {head}{form} {len(body)}\r\n\r\n{body}".encode()


def load(
    address: tuple[str, int], asks: Sequence[Ask], seconds: float, parallel: int = PARALLEL
) -> Load:
    """Ask again and again for `seconds`; raises `WrongAnswer` on any other status.

    Each connection has its share of the asks, in turn.
    """
    total, faults = Load(), list[str]()
    until = time.perf_counter() + seconds
    shares = [asks[number::parallel] or asks for number in range(parallel)]
    threads = [
        threading.Thread(target=_visit, args=(address, cycle(share), until, total, faults))
        for share in shares
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total.elapsed = time.perf_counter() - began
    if faults:
        raise WrongAnswer(f"{asks[0].path}: {faults[0]}")
    return total


def _visit(
    address: tuple[str, int], asks: Iterator[Ask], until: float, total: Load, faults: list[str]
) -> None:
    while time.perf_counter() < until and not faults:
        with socket.create_connection(address, timeout=30) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for _ in range(REQUESTS_A_CONNECTION):
                ask = next(asks)
                request = ask.request(address[1])
                began = time.perf_counter()
                connection.sendall(request)
                status = _answer(connection)
                if status != ask.status:
                    faults.append(f"status {status}")
                    return
                total.milliseconds.append((time.perf_counter() - began) * 1000)
                if time.perf_counter() > until:
                    return


def _answer(connection: socket.socket) -> str:
    """Read one whole answer; returns its status."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _received(connection)
    head, _end, body = data.partition(b"\r\n\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    left = int(fields[b"content-length"]) - len(body)
    while left > 0:
        left -= len(_received(connection))
    return head.split(b" ", 2)[1].decode()


def _received(connection: socket.socket) -> bytes:
    chunk = connection.recv(65536)
    if not chunk:
        raise WrongAnswer("the server closed the connection")
    return chunk
