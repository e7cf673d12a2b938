"""Bestanden keuren: a process of its own, so that a hostile file can break nothing else.

Reads a file from standard input, writes one line ("ok WORD" or "no REASON") and the clean content.
The job is its argument: "clean" (the word is the type), "extract" (the same, office files as they
are), or "black" (the word is "yes" when text lies on a page with something black on it).
"""

import resource
import sys

import puremagic

from portal.files.black import has_text_and_black
from portal.files.office import opaque_type
from portal.files.papers import clean_pdf
from portal.files.pictures import clean_picture
from portal.files.rules import OFFICE, Clean, Kind, Reason, Refused, kind_of

MEMORY = 300 * 1024 * 1024  # what it may write to; a photo of 30 megapixels needs nearly all
CPU_SECONDS = 20


def clean(content: bytes) -> Clean:
    """The file written anew, or `Refused`. The name and type it came with count for nothing."""
    if not content:
        raise Refused(Reason.EMPTY)
    kind = kind_of(content)
    if kind is None:
        raise Refused(Reason.OFFICE if _is_office(content) else Reason.KIND)
    return clean_pdf(content) if kind is Kind.PDF else clean_picture(content, kind)


def extract(content: bytes) -> Clean:
    """As `clean`; what only staff may add is taken as it is."""
    if content and kind_of(content) is None:
        return Clean(content, opaque_type(content))
    return clean(content)


def black(content: bytes) -> Clean:
    """No content comes back, only the word."""
    return Clean(b"", "yes" if has_text_and_black(content) else "no")


JOBS = {"clean": clean, "extract": extract, "black": black}


def _is_office(content: bytes) -> bool:
    """For a kinder message only: any zip may be one of these."""
    try:
        matches = puremagic.magic_string(content[:8192])
    except (puremagic.PureError, ValueError):
        return False
    return any(OFFICE.search(match.extension) for match in matches)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    """Whatever else goes wrong ends this process, and the file counts as broken."""
    _limit()
    try:
        result = JOBS[sys.argv[1]](sys.stdin.buffer.read())
    except Refused as refused:
        sys.stdout.buffer.write(f"no {refused.reason}\n".encode())
        return
    sys.stdout.buffer.write(f"ok {result.content_type}\n".encode())
    sys.stdout.buffer.write(result.content)


if __name__ == "__main__":
    main()
