"""Which reader a file needs, decided by what is in it; archives and office files are sent back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from portal.roster.readers.edexml import read_edexml
from portal.roster.readers.facts import GuardianSheet, SchoolFile
from portal.roster.readers.flaws import Flaw, Problem, Unreadable
from portal.roster.readers.guardian_sheet import read_guardian_sheet
from portal.roster.readers.texts import clean

MAX_BYTES = 32 * 1024 * 1024
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!")
OLE = b"\xd0\xcf\x11\xe0"  # old Excel and Word
SHEET_SUFFIXES = {".csv", ".txt"}


@dataclass(slots=True)
class Files:
    """Everything that one run reads."""

    schools: list[SchoolFile] = field(default_factory=list)
    sheets: list[GuardianSheet] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)

    @property
    def read(self) -> list[SchoolFile | GuardianSheet]:
        """The files that could be read."""
        return [*self.schools, *self.sheets]

    @property
    def digests(self) -> list[str]:
        """The SHA-256 of each file, sorted: the same files give the same list."""
        return sorted(file.sha256 for file in self.read)

    @property
    def school_years(self) -> set[str]:
        """The school years that the files are about."""
        return {file.school_year for file in self.schools}

    def take(self, name: str, content: bytes) -> None:
        """Reads one file by what is in it; a file that cannot be read becomes a problem."""
        shown = clean(Path(name).name)[-80:]
        try:
            if is_edexml(name, content):
                self.schools.append(read_edexml(shown, content))
            else:
                self.sheets.append(read_guardian_sheet(shown, content))
        except Unreadable as refused:
            self.unreadable.append(refused.in_file(shown))


def open_files(paths: Iterable[Path], *, max_bytes: int = MAX_BYTES) -> Files:
    """All files of a run; what is missing or too large becomes a problem too."""
    files = Files()
    for path in paths:
        try:
            content = load(path, max_bytes=max_bytes)
        except OSError:
            files.unreadable.append(Problem(Flaw.NO_FILE, clean(path.name)[-80:]))
        except Unreadable as refused:
            files.unreadable.append(refused.in_file(clean(path.name)[-80:]))
        else:
            files.take(path.name, content)
    return files


def load(path: Path, *, max_bytes: int = MAX_BYTES) -> bytes:
    """The content of a file that is not larger than allowed. Raises Unreadable, OSError."""
    with path.open("rb") as stream:
        content = stream.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise Unreadable(Flaw.TOO_BIG, megabytes=max_bytes // (1024 * 1024))
    return content


def is_edexml(name: str, content: bytes) -> bool:
    """Whether it is XML (True) or a sheet (False). Raises Unreadable for anything else."""
    suffix = Path(name).suffix.casefold()
    if not content.strip():
        raise Unreadable(Flaw.EMPTY)
    if suffix in {".xlsx", ".xls", ".ods"} or content.startswith(OLE):
        raise Unreadable(Flaw.SPREADSHEET)
    if content.startswith(ARCHIVES):
        raise Unreadable(Flaw.COMPRESSED)
    if _first_sign(content) == b"<":
        return True
    if suffix in SHEET_SUFFIXES:
        return False
    raise Unreadable(Flaw.NOT_XML if suffix == ".xml" else Flaw.UNKNOWN_FILE)


def _first_sign(content: bytes) -> bytes:
    start = content[:512]
    for mark in BYTE_ORDER_MARKS:
        start = start.removeprefix(mark)
    return start.replace(b"\0", b"").lstrip()[:1]
