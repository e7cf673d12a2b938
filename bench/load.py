"""Requests per second of one address: a few connections that stay open, raw sockets."""

import socket
import statistics
import threading
import time
from dataclasses import dataclass, field

PARALLEL = 4
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


def load(address: tuple[str, int], path: str, cookie: str, seconds: float) -> Load:
    """Ask for one page again and again for `seconds`; raises `WrongAnswer` on any other status."""
    total, faults = Load(), list[str]()
    request = (
        f"GET {path} HTTP/1.1\r\nHost: localhost:{address[1]}\r\nCookie: {cookie}\r\n"
        "Accept-Encoding: gzip\r\n\r\n"
    ).encode()
    until = time.perf_counter() + seconds
    arguments = (address, request, until, total, faults)
    threads = [threading.Thread(target=_visit, args=arguments) for _ in range(PARALLEL)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total.elapsed = time.perf_counter() - began
    if faults:
        raise WrongAnswer(f"{path}: {faults[0]}")
    return total


def _visit(
    address: tuple[str, int], request: bytes, until: float, total: Load, faults: list[str]
) -> None:
    while time.perf_counter() < until and not faults:
        with socket.create_connection(address, timeout=30) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for _ in range(REQUESTS_A_CONNECTION):
                began = time.perf_counter()
                connection.sendall(request)
                status = _answer(connection)
                if status != "200":
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
