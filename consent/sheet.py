"""Rekenblad: the columns of the export, and the lines of an earlier app as they are read."""

from django.utils.translation import gettext as _

from consent.access import Row
from consent.access.imports import HEADS
from portal.sheets import Cell, SheetError, read_csv, read_xlsx

EXPORT_HEAD = (
    *("school", "BRIN", "groep", "leerling", "leerlingsleutel", "vraag", "kanaal"),
    *("stand", "sinds", "versie tekst"),
)
ALLOWED, NOT_ALLOWED = "mag", "mag niet"

Lines = list[tuple[int, dict[str, str]]]
MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 2000  # written in one transaction, for which others wait


def export_cells(row: Row) -> list[Cell]:
    """One row of the sheet, in the order of its head. Sheets are Dutch, whoever exports them."""
    return [
        *(row.school.name, row.school.brin6, row.group, row.pupil_name, row.pupil_key),
        *(row.code, row.channel, ALLOWED if row.allowed else NOT_ALLOWED, row.since, row.version),
    ]


def read_upload(name: str, content: bytes) -> Lines:
    """The lines with their numbers. SheetError for what is no sheet, lacks a column, or is
    too long for one time."""
    is_zip = content.startswith(b"PK") or name.casefold().endswith((".xlsx", ".xlsm"))
    read = read_xlsx if is_zip else read_csv
    sheet = read(content, max_bytes=MAX_BYTES)
    if missing := [head for head in HEADS if head not in map(str.casefold, sheet.header)]:
        raise SheetError(_("Deze kolommen ontbreken: %(names)s.") % {"names": ", ".join(missing)})
    lines: Lines = []
    for number, cells in sheet.rows:
        lines.append((number, {name.casefold(): cell for name, cell in cells.items()}))
        if len(lines) > MAX_ROWS:
            raise SheetError(_("Het bestand heeft meer dan 2000 regels. Splits het."))
    if not lines:
        raise SheetError(_("Er staat geen keuze in het bestand."))
    return lines
