"""Talen: in which languages a question may be read beside Dutch, which decides (product.md)."""

from collections.abc import Collection
from dataclasses import dataclass

from portal.signin.letter_texts import FOREIGN

NAMES = {one.code: one.name for one in FOREIGN}  # each by its own name, as on the letters


@dataclass(frozen=True)
class Language:
    """One of them, and whether the newest text is there in it."""

    code: str
    name: str
    is_there: bool


def languages_of(there: Collection[str]) -> list[Language]:
    """All of them, in the order of the letters; `there` are the codes that have a text."""
    return [Language(code, name, code in there) for code, name in NAMES.items()]
