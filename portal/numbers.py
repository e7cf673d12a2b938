"""Nummers van burgers: nine digits in a text that pass the eleven test of a BSN (UAVG 46)."""

import re
import unicodedata

from stdnum.nl import bsn

GAP = r"[\s._/\-\u2010-\u2015\u200b\u2060\ufeff]{0,2}"  # how people and programs group digits
KEY = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", re.IGNORECASE)
# A look ahead, so that a date just before a number does not swallow its first digits.
NINE_DIGITS = re.compile(rf"(?<!\d)(?=(\d(?:{GAP}\d){{8}})(?!\d))")


def spans(text: str) -> list[tuple[int, int]]:
    """Where the numbers stand that may be a BSN, in order, without overlap.

    Not in a key of ours: of a hundred UUIDs one has nine such digits by chance.
    """
    found: list[tuple[int, int]] = []
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in text)
    keys = [match.span() for match in KEY.finditer(plain)]
    for match in NINE_DIGITS.finditer(plain):
        start, end = match.span(1)
        is_free = all(last <= start or end <= first for first, last in [*found[-1:], *keys])
        if is_free and bsn.is_valid(re.sub(r"\D", "", match.group(1))):
            found.append((start, end))
    return found


def cut(text: str, instead: str) -> str:
    """The text with something else in the place of every such number."""
    for start, end in reversed(spans(text)):
        text = f"{text[:start]}{instead}{text[end:]}"
    return text
