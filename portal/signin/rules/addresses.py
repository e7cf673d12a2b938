"""E-mailadres: which addresses may belong to an account (AVG art. 32)."""

import re

LONGEST_ADDRESS = 254
_WORD = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_PLAIN = re.compile(rf"{_WORD}(?:\.{_WORD})*@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")


def is_plain_address(address: str) -> bool:
    """Whether a folded address has only signs that look like no other and split no header.

    A quoted name before the @ may hold spaces, commas and control signs: never.
    """
    return len(address) <= LONGEST_ADDRESS and _PLAIN.fullmatch(address) is not None
