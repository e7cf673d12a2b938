"""Een bestand openen: XLSX by its first bytes, anything else as CSV."""

from django.utils.translation import gettext as _

from portal.register.sheet.plan import Lines
from portal.sheets import SheetError, read_csv, read_xlsx

MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 1000


def read_upload(name: str, content: bytes) -> Lines:
    """The lines with their numbers. SheetError for what is no sheet, or too long for a register."""
    is_zip = content.startswith(b"PK") or name.casefold().endswith((".xlsx", ".xlsm"))
    read = read_xlsx if is_zip else read_csv
    lines = []
    for line in read(content, max_bytes=MAX_BYTES).rows:
        lines.append(line)
        if len(lines) > MAX_ROWS:
            raise SheetError(_("Het bestand heeft te veel regels voor een register."))
    if not lines:
        raise SheetError(_("Er staat geen verwerking in het bestand."))
    return lines
