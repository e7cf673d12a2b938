"""Deciding in a browser: what will happen is read before it is for good."""

import re
from typing import Any

from django.test import Client

MARK = re.compile(r'name="gezien" value="(\w+)"')


def mark_of(page: str) -> str:
    """What the page that shows what will happen sends along; empty on another page."""
    found = MARK.search(page)
    return found[1] if found else ""


def sends_twice(browser: Client, url: str, posted: dict[str, Any], *, follow: bool = False) -> Any:
    """Sent, read, and sent for good; the first answer when there is nothing to read."""
    page = browser.post(url, posted)
    mark = mark_of(page.text)
    return browser.post(url, posted | {"gezien": mark}, follow=follow) if mark else page
