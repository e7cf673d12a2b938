"""Talen: in which languages a question may be read beside Dutch, which decides (product.md)."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation.trans_real import parse_accept_lang_header

from consent.models.purposes import LEADING_LANGUAGE
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


def to_read(accepted: str, shown: str) -> list[str]:
    """The languages of a question for a reader, the dearest first: that of their browser when
    questions can have it, then that of the page. `accepted` is an Accept-Language header.
    """
    for code, _weight in parse_accept_lang_header(accepted.lower()):
        if (language := code[:2]) in {*NAMES, LEADING_LANGUAGE}:
            return [language, shown] if language not in {shown, LEADING_LANGUAGE} else [shown]
    return [shown]
