"""Uitreiken: a file leaves as an attachment that cannot run in the portal's name."""

from collections.abc import Iterator

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from portal.files.actions.store import FileGone, pieces, read
from portal.files.models import StoredFile
from portal.files.rules import clean_name

DOWNLOADABLE = {"application/pdf", "application/zip", "image/jpeg", "image/png"}


def serve(file: StoredFile) -> HttpResponse:
    """Ask the door first: this function does not. 404 when it is gone; raises `FileDamaged`."""
    try:
        content = read(file)
    except FileGone as gone:
        raise Http404 from gone
    return HttpResponse(content, content_type=_type_of(file), headers=_headers(file))


def serve_in_pieces(file: StoredFile) -> StreamingHttpResponse:
    """The same for a large file, which is never in memory as a whole.

    The first piece is read before the answer begins. When a later one turns out to be damaged the
    connection breaks off, and the browser knows by the length that it has not got everything.
    """
    parts = pieces(file)
    try:
        first = next(parts, b"")
    except FileGone as gone:
        raise Http404 from gone
    answer = StreamingHttpResponse(
        _from(first, parts), content_type=_type_of(file), headers=_headers(file)
    )
    answer.headers["Content-Length"] = str(file.size)
    return answer


def _from(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _type_of(file: StoredFile) -> str:
    """What a browser shows by itself when it is opened; the rest is only bytes."""
    known = file.content_type in DOWNLOADABLE
    return file.content_type if known else "application/octet-stream"


def _headers(file: StoredFile) -> dict[str, str]:
    disposition = content_disposition_header(True, clean_name(file.name, file.content_type))
    return {
        "Content-Disposition": disposition or "attachment",
        "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
