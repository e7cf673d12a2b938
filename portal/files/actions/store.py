"""Bewaren: encrypted with a key each, so that destroying the key destroys the backups too."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import transaction

from portal.files.actions.check import FileRefused
from portal.files.models import StoredFile
from portal.files.rules import Reason, clean_name
from portal.sealed import seal, unseal

BATCH = 500
ORPHAN_AGE = timedelta(days=1)  # longer than any transaction lasts


class FileGone(Exception):
    """The key was destroyed: nobody can read this file any more."""


class FileDamaged(Exception):
    """What lies on disk is missing, changed, or sealed with a key we do not have."""


@transaction.atomic
def store(content: bytes, *, name: str, content_type: str) -> StoredFile:
    """Write the content to disk, then the row. Raises `FileRefused` when the disk is full.

    When the transaction is rolled back, `sweep_orphans` removes what lies on disk.
    """
    key = Fernet.generate_key()
    file = StoredFile(
        name=clean_name(name, content_type),
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        wrapped_key=seal(key),
    )
    try:
        _write(file.path, Fernet(key).encrypt(content))
    except OSError as error:
        raise FileRefused(Reason.DISK) from error
    file.save(force_insert=True)
    return file


def read(file: StoredFile) -> bytes:
    """The content as it was stored, checked. Raises `FileGone` or `FileDamaged`."""
    if file.wrapped_key is None:
        raise FileGone
    try:
        content = Fernet(unseal(bytes(file.wrapped_key))).decrypt(file.path.read_bytes())
    except (OSError, InvalidToken) as error:
        raise FileDamaged from error
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise FileDamaged
    return content


@transaction.atomic
def destroy_key(file: StoredFile, today: date) -> None:
    """For ever. The row stays, without a name; what lies on disk goes after the commit."""
    kept = StoredFile.objects.select_for_update().get(pk=file.pk)
    if kept.wrapped_key is None:
        file.refresh_from_db(fields=["name", "wrapped_key", "key_destroyed_on"])
        return
    file.name, file.wrapped_key, file.key_destroyed_on = "", None, today
    file.save(update_fields=["name", "wrapped_key", "key_destroyed_on"])
    transaction.on_commit(partial(file.path.unlink, missing_ok=True))


@transaction.atomic
def renew_keys() -> int:
    """Seal every file's key with the first of settings.FERNET_KEYS, so that an old one may go."""
    files = StoredFile.objects.select_for_update().exclude(wrapped_key=None)
    count = 0
    for file in files.only("wrapped_key").iterator():
        file.wrapped_key = seal(unseal(bytes(file.wrapped_key or b"")))
        file.save(update_fields=["wrapped_key"])
        count += 1
    return count


def sweep_orphans(now: datetime) -> int:
    """Sweep: what lies on disk for a day without a readable row. Returns how many went."""
    root = Path(settings.FILES_ROOT)
    oldest = (now - ORPHAN_AGE).timestamp()
    old = [path for path in root.glob("??/*") if path.stat().st_mtime < oldest]
    kept = _readable(path.name for path in old)
    gone = [path for path in old if path.name not in kept]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def _readable(names: Iterable[str]) -> set[str]:
    """Those of these names that are the id of a file with a key."""
    known: set[str] = set()
    ids = [name for name in names if _is_id(name)]
    for start in range(0, len(ids), BATCH):
        files = StoredFile.objects.filter(pk__in=ids[start : start + BATCH])
        readable = files.exclude(wrapped_key=None)
        known.update(str(pk) for pk in readable.values_list("pk", flat=True))
    return known


def _is_id(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False


def _write(path: Path, sealed: bytes) -> None:
    """All or nothing: written apart, flushed to the disk, then given its name."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, scratch = tempfile.mkstemp(dir=path.parent, prefix="half-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(sealed)
            out.flush()
            os.fsync(out.fileno())
        Path(scratch).replace(path)
        _flush_folder(path.parent)
    except OSError:
        Path(scratch).unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        raise


def _flush_folder(folder: Path) -> None:
    """The new name must reach the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
