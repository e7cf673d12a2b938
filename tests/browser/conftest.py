"""A real Chromium: a phone of 360 px and a desk, with axe and the content policy watched."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from portal.people.models import User
from portal.signin.actions import issue_authenticator, issue_codes
from portal.signin.models import AuthenticatorApp
from portal.signin.rules import ListKind
from portal.signin.secret_codes import fresh_codes

PASSWORD = "een heel lang wachtwoord"
expect.set_options(timeout=10_000)
AXE_OPTIONS = {"resultTypes": ["violations"]}
PASSED: set[tuple[str, int, bool]] = set()  # pages of the sign-in that were looked at: title, width


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's own Chromium, without any talk to the outside."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    return {
        "executable_path": found,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


class Visitor:
    """Somebody at a screen: walks, and looks at every page with the eyes of axe."""

    def __init__(self, page: Page, address: str, *, script: bool = True) -> None:
        self.page = page
        self.script = script
        self.address = address
        self.seen: list[str] = []
        self.policy_breaks: list[str] = []
        page.on("console", self._listen)

    def _listen(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or message.type == "error":
            self.policy_breaks.append(message.text)

    def expects_failures(self) -> None:
        """What fails from here on is meant, so nobody listens to the console any more."""
        self.page.remove_listener("console", self._listen)

    def opens(self, path: str) -> None:
        """Types an address."""
        self.page.goto(self.address + path)
        self.looks()

    def clicks(self, name: str, role: str = "link") -> None:
        """Clicks the one thing with this name and looks at what comes."""
        self.presses(name, role)
        self.looks()

    def presses(self, name: str, role: str = "button") -> None:
        """Clicks the one thing with this name and waits for the page that it leads to."""
        self.follows(self.page.get_by_role(role, name=name).first)  # type: ignore[arg-type]

    def follows(self, link: Locator) -> None:
        """Clicks what leads to a page; that page and its scripts are there afterwards."""
        with self.page.expect_navigation():
            link.click()

    def chooses(self, answer: str, title: str) -> None:
        """Taps yes or no below one question and waits until the page says so."""
        name = re.compile(f"^{answer} ?: {title}$")
        self.page.get_by_role("button", name=name).click()
        self.page.get_by_role("button", name=name, pressed=True).wait_for()
        self.looks()

    def passes(self) -> None:
        """Looks at a page on the way in: each of them once at each width."""
        sight = (self.page.title(), self.page.viewport_size["width"], self.script)  # type: ignore[index]
        if sight not in PASSED:
            self.looks()
            PASSED.add(sight)

    def looks(self) -> None:
        """No violation of axe, no sideways scrolling, one heading, nothing blocked."""
        if self.script:  # axe and the ruler are scripts themselves
            result = Axe().run(self.page, options=AXE_OPTIONS)
            assert result.violations_count == 0, result.generate_report()
            width = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert width <= 0, f"{self.page.url} is {width} px too wide"
        expect(self.page.locator("h1"), self.page.url).to_have_count(1)
        assert self.policy_breaks == []
        self.seen.append(self.page.title())

    def signs_in(self, user: User) -> None:
        """Name, password, code; and the secrecy, when it is asked."""
        self.starts(user, "/")
        if "/geheimhouding/" in self.page.url:
            self.page.get_by_label("Ik heb dit gelezen").check()
            self.clicks("Akkoord", "button")

    def starts(self, user: User, path: str) -> None:
        """Asks for a page: name, password, code."""
        self.page.goto(self.address + path)
        self.passes()
        self.page.get_by_label("Inlognaam of e-mailadres").fill(user.sign_in_name)
        self.page.get_by_label("Wachtwoord").fill(PASSWORD)
        self.presses("Verder")
        self.passes()
        device = AuthenticatorApp.objects.get(user=user)
        self.page.get_by_label("Code").fill(device.code_now(time.time()))
        self.clicks("Inloggen", "button")

    def reads(self, text: str) -> None:
        """The text stands on the page."""
        expect(self.page.get_by_text(text).filter(visible=True).first, text).to_be_visible()


@pytest.fixture
def visitor(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Visitor]]:
    """Makes a visitor: a phone of 360 px unless `desk`; `script=False` for no JavaScript."""
    contexts = []

    def make(*, desk: bool = False, script: bool = True) -> Visitor:
        size = {"width": 1280, "height": 900} if desk else {"width": 360, "height": 740}
        context = browser.new_context(
            viewport=size,  # type: ignore[arg-type]
            locale="nl-NL",
            java_script_enabled=script,
            has_touch=not desk,
        )
        context.set_default_timeout(10_000)
        context.set_default_navigation_timeout(60_000)  # the first page of all starts cold
        contexts.append(context)
        return Visitor(context.new_page(), live_server.url, script=script)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def account() -> Callable[[User], User]:
    """Gives a person of the cast the password and the authenticator app of these tests."""

    def ready(user: User) -> User:
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
        issue_authenticator(user, by=None)
        issue_codes(user, ListKind.RECOVERY, fresh_codes(10), by=None, ends=False)
        return user

    return ready
