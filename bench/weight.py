"""What a page weighs on the wire, compressed: the first time, and when the rest is in the cache."""

import gzip
import re
from http.client import HTTPConnection
from urllib.parse import urljoin, urlsplit

PARTS = re.compile(r'<(?:link|script|img|source)\b[^>]*?\b(?:href|src)="([^"]+)"')
IN_STYLE = re.compile(r'url\(["\']?([^"\')]+)["\']?\)')


def weigh(address: tuple[str, int], path: str, cookie: str) -> tuple[int, int, int]:
    """(bytes on the first visit, bytes later, number of addresses elsewhere).

    HTML counts as if the proxy compresses it; static files count as they are sent.
    """
    sent, body = _fetch(address, path, cookie)
    later = min(sent, len(gzip.compress(body, 6)))
    first, elsewhere, seen = later, 0, set[str]()
    waiting = [urljoin(path, found) for found in PARTS.findall(body.decode())]
    while waiting:
        part = waiting.pop()
        if part in seen or part.startswith("data:"):
            continue
        seen.add(part)
        if urlsplit(part).netloc:
            elsewhere += 1
            continue
        if not part.startswith("/static/"):
            continue
        sent, content = _fetch(address, part, cookie)
        first += sent
        if part.endswith(".css"):
            waiting += [urljoin(part, found) for found in IN_STYLE.findall(content.decode())]
    return first, later, elsewhere


def _fetch(address: tuple[str, int], path: str, cookie: str) -> tuple[int, bytes]:
    """(bytes of the body as sent, the body itself)."""
    connection = HTTPConnection(*address, timeout=30)
    headers = {"Host": f"localhost:{address[1]}", "Cookie": cookie, "Accept-Encoding": "gzip"}
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    packed = answer.getheader("Content-Encoding") == "gzip"
    return len(body), gzip.decompress(body) if packed else body
