"""Bestanden: check, store, read, serve, destroy."""

from portal.files.actions.check import CleanUpload, FileRefused, check_upload
from portal.files.actions.serve import serve
from portal.files.actions.store import (
    FileDamaged,
    FileGone,
    destroy_key,
    read,
    renew_keys,
    store,
    sweep_orphans,
)

__all__ = [
    "CleanUpload",
    "FileDamaged",
    "FileGone",
    "FileRefused",
    "check_upload",
    "destroy_key",
    "read",
    "renew_keys",
    "serve",
    "store",
    "sweep_orphans",
]
