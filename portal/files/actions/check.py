"""Keuren: an upload becomes clean content, or a message that says what to do."""

import subprocess  # nosec B404
import sys
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from portal.files.rules import CSV, MAX_BYTES, PLAIN, Reason, clean_name
from portal.numbers import cut

SECONDS = 30
NO_NUMBER = "xxx"
WHAT_TO_DO = {
    Reason.EMPTY: _("Dit bestand is leeg. Kies een ander bestand."),
    Reason.TOO_BIG: _("Dit bestand is groter dan 15 MB. Maak het kleiner, of stuur het in delen."),
    Reason.KIND: _("Dit soort bestand kan hier niet. Kies een PDF of een foto (JPG, PNG of HEIC)."),
    Reason.OFFICE: _("Dit soort bestand kan hier niet. Bewaar als PDF en kies dan die PDF."),
    Reason.OLD_OFFICE: _(
        "Dit is een oud soort bestand, of er zit een wachtwoord op. "
        "Bewaar het als .docx, .xlsx of PDF, zonder wachtwoord."
    ),
    Reason.MACROS: _("In dit bestand zitten macro's. Bewaar het als .docx, .xlsx of PDF."),
    Reason.BROKEN: _("Wij kunnen dit bestand niet lezen. Bewaar het opnieuw en kies het nog eens."),
    Reason.TOO_MANY_PIXELS: _("Deze foto is te groot. Maak de foto kleiner en kies hem nog eens."),
    Reason.TOO_MANY_PAGES: _("Deze PDF heeft te veel bladzijden. Stuur hem in delen."),
    Reason.LOCKED: _(
        "Deze PDF heeft een wachtwoord. Haal het wachtwoord weg en kies hem nog eens."
    ),
    Reason.ACTIVE: _(
        "In deze PDF zit iets dat vanzelf iets doet, of een bijlage. "
        "Druk hem af naar een nieuwe PDF en kies die."
    ),
    Reason.DISK: _("Het bestand kan nu niet worden bewaard. Probeer het later nog eens."),
}
STAFF_TO_DO = WHAT_TO_DO | {
    Reason.KIND: _(
        "Dit soort bestand kan hier niet. Kies een PDF, een foto, .docx, .xlsx, .csv of .txt."
    ),
}


class FileRefused(ValidationError):
    """A file that is not taken. Raised in a form's `clean_…` it becomes that field's error."""

    def __init__(self, reason: Reason, *, by_staff: bool = False) -> None:
        words = STAFF_TO_DO if by_staff else WHAT_TO_DO
        super().__init__(words[reason], code=reason.value)
        self.reason = reason


@dataclass(frozen=True)
class CleanUpload:
    """Give this to `store`."""

    content: bytes
    name: str
    content_type: str


def check_upload(upload: "UploadedFile[Any]") -> CleanUpload:
    """PDF, JPEG, PNG or HEIC, judged by content and written anew. Raises `FileRefused`."""
    return _checked(upload, "clean")


def check_extract(upload: "UploadedFile[Any]") -> CleanUpload:
    """From staff: also an office file, a sheet or a text, kept as it is. Raises `FileRefused`.

    A file with macros is refused: it goes to a family.
    """
    found = _checked(upload, "extract")
    if found.content_type == PLAIN and (upload.name or "").lower().endswith(".csv"):
        return CleanUpload(found.content, _name_of(upload, CSV), CSV)
    return found


def _checked(upload: "UploadedFile[Any]", job: str) -> CleanUpload:
    if (upload.size or 0) > MAX_BYTES:
        raise FileRefused(Reason.TOO_BIG)
    content = upload.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise FileRefused(Reason.TOO_BIG)
    word, clean = in_sandbox(content, job)
    return CleanUpload(clean, _name_of(upload, word), word)


def _name_of(upload: "UploadedFile[Any]", content_type: str) -> str:
    """Safe, and without a number of a citizen: it stands in lists and in the database."""
    return cut(clean_name(upload.name or "", content_type), NO_NUMBER)


def in_sandbox(content: bytes, job: str) -> tuple[str, bytes]:
    """Memory and time are limited there; a crash is a refusal. It gets no secrets to lose.

    The word that the job answers with (see portal.files.sandbox), and what it wrote.
    """
    command = [sys.executable, "-m", "portal.files.sandbox", job]
    try:
        child = subprocess.run(  # noqa: S603  # nosec B603
            command,
            input=content,
            capture_output=True,
            timeout=SECONDS,
            cwd=settings.BASE_DIR,
            env={"LANG": "C.UTF-8"},
            check=True,
        )
    except (subprocess.SubprocessError, BrokenPipeError) as error:
        raise FileRefused(Reason.BROKEN) from error
    line, _newline, clean = child.stdout.partition(b"\n")
    verdict, _space, word = line.decode().partition(" ")
    if verdict != "ok":
        raise FileRefused(Reason(word), by_staff=job == "extract")
    return word, clean


def has_text_under_black(content: bytes) -> bool:
    """A warning, no proof: a page with a black bar still holds text. Raises `FileRefused`."""
    word, _nothing = in_sandbox(content, "black")
    return word == "yes"
