"""Uitreiken: a file leaves as an attachment that cannot run in the portal's name."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from portal.files.actions.store import read
from portal.files.models import StoredFile
from portal.files.rules import clean_name

DOWNLOADABLE = {"application/pdf", "image/jpeg", "image/png"}


def serve(file: StoredFile) -> HttpResponse:
    """Ask the door first: this function does not. Raises `FileGone` and `FileDamaged`."""
    content_type = file.content_type
    if content_type not in DOWNLOADABLE:
        content_type = "application/octet-stream"
    disposition = content_disposition_header(True, clean_name(file.name, file.content_type))
    return HttpResponse(
        read(file),
        content_type=content_type,
        headers={
            "Content-Disposition": disposition or "attachment",
            "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )
