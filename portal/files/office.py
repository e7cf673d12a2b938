"""Kantoorbestanden van medewerkers: which one it is, without opening it; never with macros."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from portal.files.rules import (
    OFFICE_XML,
    OLD_SIGN,
    OPAQUE,
    PLAIN,
    Reason,
    Refused,
)

PARTS = {  # the part that a file of this kind always has
    "word/document.xml": f"{OFFICE_XML}.wordprocessingml.document",
    "xl/workbook.xml": f"{OFFICE_XML}.spreadsheetml.sheet",
    "ppt/presentation.xml": f"{OFFICE_XML}.presentationml.presentation",
}
MACROS = ("vbaproject.bin", "vbadata.xml")
MACRO_FOLDERS = ("basic/", "scripts/")
MAX_PARTS = 5000
MAX_UNPACKED = 500 * 1024 * 1024
MARKUP = b"<"  # of a page, a drawing or XML: those a browser would run or follow


def opaque_type(content: bytes) -> str:
    """The type of an office file, or of plain text. Raises `Refused`."""
    if content.startswith(b"PK\x03\x04"):
        return _in_zip(content)
    if content.startswith(OLD_SIGN):
        raise Refused(Reason.OLD_OFFICE)
    if _is_text(content):
        return PLAIN
    raise Refused(Reason.KIND)


def _in_zip(content: bytes) -> str:
    try:
        with ZipFile(BytesIO(content)) as parts:
            return _judged(parts)
    # The last two are of zipfile: a compression it does not know, and a password.
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Refused(Reason.BROKEN) from error


def _judged(parts: ZipFile) -> str:
    """By the list of what is in it; only the short name of an open document is read."""
    found = parts.infolist()
    if len(found) > MAX_PARTS or sum(one.file_size for one in found) > MAX_UNPACKED:
        raise Refused(Reason.TOO_BIG)
    names = {one.filename.lower() for one in found}
    if any(name.endswith(MACROS) or name.startswith(MACRO_FOLDERS) for name in names):
        raise Refused(Reason.MACROS)
    for part, kind in PARTS.items():
        if part in names:
            return kind
    if "mimetype" in names and parts.getinfo("mimetype").file_size <= 100:
        kind = parts.read("mimetype").decode("ascii", "ignore").strip()
        if kind in OPAQUE:
            return kind
    raise Refused(Reason.KIND)


def _is_text(content: bytes) -> bool:
    """UTF-8 or the signs of Windows, without control signs, and no markup."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(MARKUP):
        return False
    return not any(sign < 32 and sign not in b"\t\r\n\f" for sign in set(content))
