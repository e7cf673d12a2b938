"""Bestanden: check, store, read, serve, destroy."""

from portal.files.actions.check import (
    CleanUpload,
    FileRefused,
    check_extract,
    check_upload,
    has_text_under_black,
)
from portal.files.actions.serve import serve, serve_in_pieces
from portal.files.actions.store import (
    FileDamaged,
    FileGone,
    destroy_key,
    pieces,
    read,
    renew_keys,
    store,
    sweep_orphans,
    write_file,
)

__all__ = [
    "CleanUpload",
    "FileDamaged",
    "FileGone",
    "FileRefused",
    "check_extract",
    "check_upload",
    "destroy_key",
    "has_text_under_black",
    "pieces",
    "read",
    "renew_keys",
    "serve",
    "serve_in_pieces",
    "store",
    "sweep_orphans",
    "write_file",
]
