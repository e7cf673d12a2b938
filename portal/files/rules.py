"""Bestanden: which kinds are taken, why one is refused, and what a name may hold."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from unicodedata import category, normalize

MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 30_000_000  # opening a photo costs up to nine bytes a pixel
MAX_PAGES = 1000
MAX_NAME_BYTES = 120


class Reason(StrEnum):
    """Why a file is refused."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    KIND = "kind"
    OFFICE = "office"
    OLD_OFFICE = "old_office"
    MACROS = "macros"
    BROKEN = "broken"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"
    LOCKED = "locked"
    ACTIVE = "active"
    DISK = "disk"


class Refused(Exception):
    """A file that is not taken."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class Kind(StrEnum):
    """What we take, by what it becomes."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    HEIC = "image/heic"


@dataclass(frozen=True)
class Clean:
    """Content that was taken apart and written anew."""

    content: bytes
    content_type: str


OFFICE_XML = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
CSV, PLAIN = "text/csv", "text/plain"
# What staff may add to an answer as it is: nobody opens it here.
OPAQUE = {
    f"{OFFICE_XML}.wordprocessingml.document": ".docx",
    f"{OFFICE_XML}.spreadsheetml.sheet": ".xlsx",
    f"{OFFICE_XML}.presentationml.presentation": ".pptx",
    f"{OPEN_DOCUMENT}.text": ".odt",
    f"{OPEN_DOCUMENT}.spreadsheet": ".ods",
    f"{OPEN_DOCUMENT}.presentation": ".odp",
    CSV: ".csv",
    PLAIN: ".txt",
}
EXTENSIONS = {
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    **OPAQUE,
}
# .doc, .xls, .msg, and new files with a password. Macros may lie in its streams, in the sheets of
# Excel 4 too, where only reading every record would find them: so staff keep it in a newer way.
OLD_SIGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"}
OFFICE = re.compile(r"\.(doc|dot|xls|xlt|ppt|pps|pot|od|ot|rtf|pages|numbers|key)[a-z]?$")


def kind_of(content: bytes) -> Kind | None:
    """By its first bytes, and nothing may stand before them: that is how polyglots begin."""
    if content.startswith(b"%PDF-"):
        return Kind.PDF
    if content.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        return Kind.HEIC
    return None


def clean_name(name: str, content_type: str) -> str:
    """A name that is safe in a header, on a disk and on a screen; its extension tells the truth."""
    plain = normalize("NFC", name.encode("utf-8", "ignore").decode())
    bare = PurePosixPath(plain.replace("\\", "/").replace("\x00", "")).name
    stem = bare.rpartition(".")[0] or bare
    safe = "".join(" " if category(sign)[0] in "CZ" else sign for sign in stem)
    safe = re.sub(r'[<>:"/|?*%;=\']+', "-", safe)
    safe = " ".join(safe.split()).strip(" .-")
    extension = EXTENSIONS.get(content_type, ".bin")
    return (_shortened(safe) or "bestand") + extension


def _shortened(stem: str) -> str:
    return stem.encode()[:MAX_NAME_BYTES].decode("utf-8", "ignore").strip(" .-")
