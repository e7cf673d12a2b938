"""Uitgaande post: when to try again, and what may stand in a message."""

from datetime import timedelta
from unicodedata import category

WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
)
LONGEST_WAIT = timedelta(days=1)
LONGEST_HEADER = 254
NO_TEXT = {"Cc", "Cs", "Zl", "Zp"}  # control signs, halves of signs, line and paragraph breaks
TURNS_DIRECTION = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def wait_after(tries: int) -> timedelta:
    """How long to wait after so many failures in a row; trying never ends."""
    return WAITS[tries - 1] if 1 <= tries <= len(WAITS) else LONGEST_WAIT


def fits_a_header(text: str) -> bool:
    """One line: a line break would let a stranger add headers of their own."""
    return len(text) <= LONGEST_HEADER and not any(
        category(sign) in NO_TEXT or sign in TURNS_DIRECTION for sign in set(text)
    )


def fits_a_body(text: str) -> bool:
    """Plain text: line feeds and tabs, no other control sign."""
    return not any(category(sign) in NO_TEXT and sign not in "\n\t" for sign in set(text))
