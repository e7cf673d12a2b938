"""Bewaren: encrypted with a key each, so that destroying the key destroys the backups too."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import transaction

from portal.files.actions.check import FileRefused
from portal.files.models import StoredFile
from portal.files.rules import Reason, clean_name
from portal.files.sealing import PieceWriter, new_key, opened
from portal.sealed import seal, unseal

BATCH = 500
ORPHAN_AGE = timedelta(days=1)  # longer than any transaction lasts
IN_PIECES = b"pieces:"  # before the key of a file that is encrypted piece by piece


class FileGone(Exception):
    """The key was destroyed: nobody can read this file any more."""


class FileDamaged(Exception):
    """What lies on disk is missing, changed, or sealed with a key we do not have."""


@transaction.atomic
def store(content: bytes, *, name: str, content_type: str) -> StoredFile:
    """Write the content to disk, then the row. Raises `FileRefused` when the disk is full.

    When the transaction is rolled back, `sweep_orphans` removes what lies on disk.
    """
    file = write_file(lambda out: out.write(content), name=name, content_type=content_type)
    file.save(force_insert=True)
    return file


def write_file(
    fill: Callable[[PieceWriter], object], *, name: str, content_type: str
) -> StoredFile:
    """As `store`, for what is too large for memory: `fill` writes it bit by bit.

    It needs no transaction and saves no row: the caller does that (`save(force_insert=True)`) in
    the transaction that makes the file count. Until then it is an orphan.
    """
    key = new_key()
    file = StoredFile(name=clean_name(name, content_type), content_type=content_type)
    try:
        with _new_file(file.path) as disk:
            writer = PieceWriter(disk, key, file.id.bytes)
            fill(writer)
            writer.finish()
    except OSError as error:
        raise FileRefused(Reason.DISK) from error
    file.size, file.sha256 = writer.size, writer.sha256
    file.wrapped_key = seal(IN_PIECES + key)
    return file


def read(file: StoredFile) -> bytes:
    """The content as it was stored, checked. Raises `FileGone` or `FileDamaged`."""
    return b"".join(pieces(file))


def pieces(file: StoredFile) -> Iterator[bytes]:
    """The same, bit by bit: whatever its size, little of it is in memory.

    The errors of `read` come while it is asked for: before a piece that is wrong, and at the end
    when the whole is not what was stored.
    """
    if file.wrapped_key is None:
        raise FileGone
    digest = hashlib.sha256()
    try:
        for piece in _opened(file, unseal(bytes(file.wrapped_key))):
            digest.update(piece)
            yield piece
    except (OSError, InvalidToken, InvalidTag) as error:
        raise FileDamaged from error
    if digest.hexdigest() != file.sha256:
        raise FileDamaged


def _opened(file: StoredFile, key: bytes) -> Iterator[bytes]:
    """A file of before the pieces is one message, under a key without a mark."""
    if not key.startswith(IN_PIECES):
        yield Fernet(key).decrypt(file.path.read_bytes())
        return
    with file.path.open("rb") as disk:
        yield from opened(disk, key.removeprefix(IN_PIECES), file.id.bytes)


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


@contextmanager
def _new_file(path: Path) -> Iterator[BinaryIO]:
    """All or nothing: written apart, flushed to the disk, then given its name."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, scratch = tempfile.mkstemp(dir=path.parent, prefix="half-")
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        Path(scratch).replace(path)
        _flush_folder(path.parent)
    except BaseException:
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
