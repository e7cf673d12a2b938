"""Clean text, dates and the numbers that must never be kept (product.md rule 10)."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from stdnum.nl import bsn

from portal.numbers import cut, spans

XML_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T[0-9:.]+)?(?:Z|[+-]\d{2}:\d{2})?")
DUTCH_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
SCHOOL_YEAR = re.compile(r"(\d{4})[-/](\d{4})")
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
JOINERS = "\u200c\u200d"  # they belong in Persian and Indic names


def clean(text: str) -> str:
    """One line of text: composed, without control and direction marks, single spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(
        sign for sign in spaced if sign in JOINERS or unicodedata.category(sign) not in INVISIBLE
    ).strip()


def without_numbers(text: str) -> tuple[str, int]:
    """The text without numbers that pass the eleven test of a BSN, and how many there were."""
    count = 0
    while found := spans(text):  # what stood around a number may become one
        text, count = clean(cut(text, "")), count + len(found)
    return text, count


def keys_are_numbers(keys: Iterable[str]) -> bool:
    """Whether a column of keys holds BSNs: one in eleven passes the test by chance, most do not."""
    nine = [key for key in keys if len(key) == 9 and key.isascii() and key.isdigit()]
    return bool(nine) and 2 * sum(bsn.is_valid(key) for key in nine) > len(nine)


def shown(text: str) -> str:
    """A value as a complaint may repeat it: short, and without long numbers."""
    return re.sub(r"\d[\d .\-]{6,}\d", "…", clean(text)) if len(text) > 10 else clean(text)[:10]


def xml_date(text: str) -> date:
    """A date of XML Schema, with or without time and zone. ValueError if it is none."""
    match = XML_DATE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return _sensible(date.fromisoformat(match.group(1)))


def sheet_date(text: str) -> date:
    """A date as a spreadsheet writes it: 31-12-2026 or 2026-12-31. ValueError if it is none."""
    match = DUTCH_DATE.fullmatch(text)
    if match is None:
        return xml_date(text)
    day, month, year = (int(part) for part in match.groups())
    return _sensible(date(year, month, day))


def _sensible(day: date) -> date:
    if not 1900 <= day.year <= 2200:
        raise ValueError(day.isoformat())
    return day


def school_year(text: str) -> str:
    """`2026-2027`; no list of years, those in the schemas end too early. ValueError if none."""
    match = SCHOOL_YEAR.fullmatch(text)
    if match is None or int(match.group(2)) != int(match.group(1)) + 1:
        raise ValueError(text)
    _sensible(date(int(match.group(1)), 8, 1))
    return f"{match.group(1)}-{match.group(2)}"


def year_start(year: str) -> date:
    """1 August of a school year like 2026-2027."""
    return date(int(year[:4]), 8, 1)


def year_start_before(day: date) -> date:
    """1 August of the school year that the day before belongs to."""
    return date(day.year if (day.month, day.day) > (8, 1) else day.year - 1, 8, 1)
