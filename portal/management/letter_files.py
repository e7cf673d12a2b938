"""Brieven in een map: what a command made, as plain files for the printer."""

from argparse import ArgumentTypeError
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.files.actions import destroy_key, read
from portal.signin.models import LetterRun, PlannedLetter


def folder_of(text: str) -> Path:
    """The folder that somebody typed; it must be there."""
    folder = Path(text)
    if not folder.is_dir():
        raise ArgumentTypeError(_("deze map bestaat niet"))
    return folder


def write_files(run: LetterRun, folder: Path) -> int:
    """For the owner's eyes; ours are destroyed at once. Returns how many files."""
    letters = PlannedLetter.objects.filter(run=run).select_related("file").order_by("number")
    files = {one.file.pk: one.file for one in letters if one.file}
    for number, file in enumerate(files.values(), start=1):
        path = folder / f"brieven-{run.pk}-{number}.pdf"
        path.touch(mode=0o600)
        path.write_bytes(read(file))
        destroy_key(file, timezone.localdate())
    return len(files)
