"""Vragen om toestemming: when asking misleads, and what a change may never do (AVG 4(11), 6, 7)."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from consent.rules.words import Medium


class Misleading(StrEnum):
    """What a school does without consent: asking for it misleads (law.md §4)."""

    TEACHING = "teaching"
    ADMINISTRATION = "administration"
    LEARNING_MATERIAL = "learning_material"
    DUO = "duo"
    ATTENDANCE = "attendance"
    INSPECTORATE = "inspectorate"
    PARTNERSHIP = "partnership"


# Beginnings of words that give away what is asked about.
SIGNS: Mapping[Misleading, tuple[str, ...]] = {
    Misleading.TEACHING: (
        "lesgeven",
        "geven van onderwijs",
        "rapportcijfer",
        "cijfers bijhouden",
        "toetsen",
        "toetsuitslag",
        "onderwijskundig rapport",
    ),
    Misleading.ADMINISTRATION: (
        "leerlingadministratie",
        "leerling administratie",
        "leerlingenadministratie",
        "administratie van de school",
        "leerlingvolgsysteem",
        "leerlingdossier",
        "parnassys",
        "esis",
        "magister",
        "somtoday",
    ),
    Misleading.LEARNING_MATERIAL: (
        "basispoort",
        "leermiddel",
        "lesmateriaal",
        "lesmethode",
        "digitaal leermateriaal",
        "uitgeverij",
        "snappet",
        "gynzy",
    ),
    Misleading.DUO: ("duo", "dienst uitvoering onderwijs"),
    Misleading.ATTENDANCE: ("leerplicht", "verzuim"),
    Misleading.INSPECTORATE: ("inspectie", "onderwijsinspect"),
    Misleading.PARTNERSHIP: ("samenwerkingsverband", "swv"),
}
WHOLE = frozenset({"duo", "swv", "esis", "toetsen"})  # short: only as a whole word


class PurposeRefusal(StrEnum):
    """Why a question, or a new text of it, is not taken."""

    IN_PAST = "in_past"
    NOTHING_NEW = "nothing_new"
    TRANSLATED = "translated"
    OTHER_DUTCH = "other_dutch"
    FROM_TOMORROW = "from_tomorrow"
    REPLACED = "replaced"
    LOOSENED = "loosened"
    ENDS_BEFORE_START = "ends_before_start"
    ALREADY_ENDED = "already_ended"
    LATER_TEXT = "later_text"
    STANDS_IN = "stands_in"
    LONGER = "longer"
    OTHER_MEDIUM = "other_medium"


def misleads(*texts: str) -> list[Misleading]:
    """What the words seem to ask consent for although none is needed (AVG 6(1)(c), (e))."""
    words = " ".join(texts).casefold()
    return [kind for kind, signs in SIGNS.items() if any(_is_in(sign, words) for sign in signs)]


def _is_in(sign: str, words: str) -> bool:
    end = r"\b" if sign in WHOLE else ""
    return re.search(rf"\b{re.escape(sign)}{end}", words) is not None


def ask_refusal(
    *,
    since: date,
    until: date | None,
    medium: Medium,
    stands_for: Medium | None,
    is_replaced: bool,
    today: date,
) -> PurposeRefusal | None:
    """A question begins today or later and ends after that. One in the place of the board's
    (`stands_for`: its channel) is there once, is about the same channel, and goes on.
    """
    if since < today:
        return PurposeRefusal.IN_PAST
    if until is not None and until <= since:
        return PurposeRefusal.ENDS_BEFORE_START
    if stands_for is None:
        return None
    if is_replaced:
        return PurposeRefusal.REPLACED
    if medium is not stands_for:
        return PurposeRefusal.OTHER_MEDIUM
    return PurposeRefusal.STANDS_IN if until is not None else None


def text_refusal(
    *,
    in_force_on: date,
    newest_on: date | None,
    same: bool,
    same_meaning: bool = False,
    today: date,
) -> PurposeRefusal | None:
    """A text begins today or later, never before the one it follows: answers keep their text.

    One that means something else begins tomorrow at the earliest: a paper signed today was about
    the text of today.
    """
    if in_force_on < today:
        return PurposeRefusal.IN_PAST
    if newest_on is not None and in_force_on < newest_on:
        return PurposeRefusal.LATER_TEXT
    if newest_on is not None and not same_meaning and in_force_on == today:
        return PurposeRefusal.FROM_TOMORROW
    return PurposeRefusal.NOTHING_NEW if same else None


def end_refusal(
    *, since: date, until: date | None, end_on: date, stands_in: bool, today: date
) -> PurposeRefusal | None:
    """A question ends from today on, once, and never before it began.

    One in the place of the board's goes on: an old yes to the board's would be heard again, past
    a no of today (law.md §4).
    """
    if stands_in:
        return PurposeRefusal.STANDS_IN
    if until is not None and until <= today:
        return PurposeRefusal.ALREADY_ENDED
    if until is not None and end_on > until:
        return PurposeRefusal.LONGER  # a yes was said until that day, not for longer
    if end_on < today:
        return PurposeRefusal.IN_PAST
    return PurposeRefusal.ENDS_BEFORE_START if end_on <= since else None


def may_need(*, before: bool, after: bool) -> bool:
    """More voices may be asked for at any time. Fewer would turn a no into a yes (law.md §4)."""
    return after or not before
