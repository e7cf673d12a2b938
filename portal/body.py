"""Hoe groot een verzoek mag zijn: refused before anything of it is written to disk (413)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

Answer = Callable[[HttpRequest], HttpResponseBase]
MOST_DIGITS = 18  # of a size that anybody could send; Python refuses to read thousands of them


def limited(get_response: Answer) -> Answer:
    """Before anybody reads the form: Django would keep all of a file, and only then look.

    What does not say how large it is (chunked) is refused too: no browser sends a form like that,
    and there would be no end to it.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return too_large() if is_too_large(request) else get_response(request)

    return middleware


def is_too_large(request: HttpRequest) -> bool:
    """By what the browser says of it; less than it says is never read."""
    if request.headers.get("transfer-encoding"):
        return True
    length = str(request.headers.get("content-length") or "0")
    is_number = length.isdecimal() and len(length) <= MOST_DIGITS
    return not is_number or int(length) > settings.BODY_MAX_BYTES


def too_large() -> HttpResponse:
    """A page that says what to do; who asks is not known yet.

    With its length, so that a browser has all of it while it may still be sending.
    """
    megabytes = settings.BODY_MAX_BYTES // (1024 * 1024)
    words = render_to_string("413.html", {"megabytes": megabytes}).encode()
    return HttpResponse(words, status=413, headers={"Content-Length": str(len(words))})
