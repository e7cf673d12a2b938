"""Backup: one folder that holds the database, the stored files and a manifest to verify both.

The copy is made while the portal runs. The keys of the environment are not in it: without them
nobody opens the secrets of a backup, the owner neither (docs/operations.md).
"""

import hashlib
import json
import shutil
from pathlib import Path
from typing import TypedDict

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from portal.management.copies import Copier, Fault, Tables, copier_of

MANIFEST = "manifest.json"


class Manifest(TypedDict):
    vendor: str
    made_at: str
    sha256: str
    tables: Tables
    files: dict[str, int]


def back_up(connection: BaseDatabaseWrapper, folder: Path, *, made_at: str) -> Manifest:
    """Write a complete backup into a new folder; after a failure nothing is left of it."""
    if folder.exists():
        raise Fault(_("De map %s bestaat al. Kies een nieuwe map.") % folder)
    folder.mkdir(parents=True, mode=0o700)
    try:
        manifest = _written(copier_of(connection), folder, made_at)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    text = json.dumps(manifest, indent=1, ensure_ascii=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
    return manifest


def _written(copier: Copier, folder: Path, made_at: str) -> Manifest:
    """The database first: a file stored after that moment is surplus, never missing."""
    target = folder / copier.file_name
    tables = copier.dump(target)
    stored = Path(settings.FILES_ROOT)
    if stored.is_dir():
        shutil.copytree(stored, folder / "files")
    return Manifest(
        vendor=copier.vendor,
        made_at=made_at,
        sha256=_sha256(target),
        tables=tables,
        files=_sizes(folder / "files"),
    )


def restore(connection: BaseDatabaseWrapper, folder: Path) -> Manifest:
    """Put a backup into an empty database and an empty folder of files, and verify every part."""
    manifest = _intact(folder)
    copier = copier_of(connection)
    if manifest["vendor"] != copier.vendor:
        text = _("Deze backup is van %(found)s. De database is van %(wanted)s.")
        raise Fault(text % {"found": manifest["vendor"], "wanted": copier.vendor})
    stored = Path(settings.FILES_ROOT)
    if copier.tables() or _sizes(stored):
        raise Fault(_("De database of de map met bestanden is niet leeg. Kies een lege."))
    copier.load(folder / copier.file_name)
    if (folder / "files").is_dir():
        shutil.copytree(folder / "files", stored, dirs_exist_ok=True)
    if copier.tables() != manifest["tables"] or _sizes(stored) != manifest["files"]:
        raise Fault(_("Wat is teruggezet, is niet gelijk aan de backup. Gebruik het niet."))
    return manifest


def _intact(folder: Path) -> Manifest:
    """The manifest, when the folder still holds exactly what it says."""
    try:
        manifest: Manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        copies = [path for path in folder.glob("database.*") if path.is_file()]
        same = [_sha256(path) for path in copies] == [manifest["sha256"]]
        if same and _sizes(folder / "files") == manifest["files"]:
            return manifest
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Fault(_("In %s staat geen hele backup. Kies een andere map.") % folder) from error
    raise Fault(_("De backup in %s is beschadigd. Kies een andere.") % folder)


def _sizes(folder: Path) -> dict[str, int]:
    """Every file below the folder with its size; the content is authenticated by its own key."""
    return {
        str(path.relative_to(folder)): path.stat().st_size
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
