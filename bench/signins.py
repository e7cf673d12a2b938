"""Whole sign-ins a second: page, password, code; each by another of 45,000 accounts."""

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode

from django.contrib.auth.hashers import make_password
from django.urls import reverse

from bench.load import PARALLEL, WrongAnswer
from portal.people.models import User
from portal.sealed import seal
from portal.signin.models import STEP, AuthenticatorApp, CodeList, ListedCode, new_key
from portal.signin.rules import ListKind

ACCOUNTS = 45_000
WITH_APP = 3_000  # that many are used; a code opens once, so nobody signs in twice
PASSWORD = "a password of nobody in particular"
PREFIX = "bench-"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Visitor:
    """Somebody with a password and an app."""

    name: str
    device: AuthenticatorApp


def visitors() -> list[Visitor]:
    """Makes the accounts when they are not there; those with an app."""
    if not User.objects.filter(sign_in_name__startswith=PREFIX).exists():
        _fill()
    rows = AuthenticatorApp.objects.filter(user__sign_in_name__startswith=PREFIX)
    AuthenticatorApp.objects.filter(pk__in=rows.values("pk")).update(last_step=-1)
    return [Visitor(row.user.sign_in_name, row) for row in rows.select_related("user")]


def _fill() -> None:
    stored = make_password(PASSWORD)  # one hash for all: checking it costs the same
    people = [
        User(sign_in_name=f"{PREFIX}{number}", password=stored, display_name="Bench")
        for number in range(ACCOUNTS)
    ]
    User.objects.bulk_create(people, batch_size=2_000)
    used = people[:WITH_APP]
    AuthenticatorApp.objects.bulk_create(
        AuthenticatorApp(user=one, name="app", sealed_key=seal(new_key()).decode()) for one in used
    )
    lists = CodeList.objects.bulk_create(
        CodeList(user=one, name="codes", kind=ListKind.RECOVERY, reference="BENCH") for one in used
    )
    ListedCode.objects.bulk_create(  # without a code left, everybody would be given new ones
        ListedCode(list=one, number=1, code_hash=f"none-{one.pk}") for one in lists
    )


@dataclass
class _Evening:
    """Everybody who still wants in, and how many came in."""

    people: Iterator[Visitor]
    until: float
    done: int = 0
    faults: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def visit(self, address: tuple[str, int]) -> None:
        """One browser after another, until the time is over."""
        while time.perf_counter() < self.until and not self.faults:
            with self.lock:
                visitor = next(self.people, None)
            if visitor is None:
                return
            try:
                _sign_in(address, visitor)
            except (WrongAnswer, OSError) as error:
                self.faults.append(str(error))
            with self.lock:
                self.done += 1


def sign_ins(address: tuple[str, int], people: list[Visitor], seconds: float) -> float:
    """Sign-ins a second, `PARALLEL` at a time; raises `WrongAnswer` when one does not succeed."""
    began = time.perf_counter()
    evening = _Evening(iter(people), began + seconds)
    threads = [threading.Thread(target=evening.visit, args=(address,)) for _ in range(PARALLEL)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if evening.faults:
        raise WrongAnswer(f"sign-in: {evening.faults[0]}")
    return evening.done / (time.perf_counter() - began)


def _sign_in(address: tuple[str, int], visitor: Visitor) -> None:
    browser = _Browser(address)
    page = browser.get(reverse("signin:login"))
    browser.post(reverse("signin:login"), page, name=visitor.name, password=PASSWORD)
    page = browser.get(reverse("signin:code"))
    code = visitor.device.code_at(int(time.time()) // STEP)
    browser.post(reverse("signin:code"), page, code=code)
    browser.connection.close()


class _Browser:
    """Cookies and one open connection."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.connection = HTTPConnection(*address, timeout=30)
        self.host = f"localhost:{address[1]}"
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> str:
        """The body of a page; anything but 200 raises."""
        status, body = self._ask("GET", path, "")
        if status != 200:
            raise WrongAnswer(f"{path}: status {status}")
        return body

    def post(self, path: str, page: str, **values: str) -> None:
        """A form of the page; anything but a redirect raises."""
        found = TOKEN.search(page)
        fields = {"csrfmiddlewaretoken": found.group(1) if found else "", **values}
        status, _body = self._ask("POST", path, urlencode(fields))
        if status != 302:
            raise WrongAnswer(f"{path}: status {status}")

    def _ask(self, method: str, path: str, body: str) -> tuple[int, str]:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Host": self.host, "Cookie": cookie}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body or None, headers)
        answer = self.connection.getresponse()
        self.cookies.update(_cookies(answer))
        return answer.status, answer.read().decode()


def _cookies(answer: HTTPResponse) -> Iterator[tuple[str, str]]:
    for line in answer.headers.get_all("Set-Cookie") or ():
        name, _sign, value = line.partition(";")[0].partition("=")
        yield name, value
