"""Fotocheck: which questions are about a picture, and whom it may not show (AVG 4(11), 7)."""

from collections.abc import Collection, Iterable
from typing import TypeVar

from consent.rules.words import Medium

Key = TypeVar("Key")
DATA_MEDIA = frozenset(  # names, numbers or a file, no picture
    {
        Medium.CONTACT_LIST,
        Medium.RESEARCH,
        Medium.YOUTH_HEALTH,
        Medium.FAMILY_CARERS,
        Medium.OTHER,
    }
)
PICTURE_MEDIA = frozenset(Medium) - DATA_MEDIA


CARE_MEDIA = frozenset({Medium.YOUTH_HEALTH, Medium.FAMILY_CARERS})


def may_leave(medium: Medium) -> bool:
    """Whether another system may read it: that care is asked about is care data itself (AVG 9)."""
    return medium not in CARE_MEDIA


def is_picture(medium: Medium) -> bool:
    """Whether what is asked is a picture or a film there."""
    return medium in PICTURE_MEDIA


def in_the_way(pictured: Iterable[Key], allowed: Collection[Key]) -> list[Key]:
    """Of those in the picture, who may not: one is enough, whatever the others said (AVG 4(11))."""
    return [one for one in pictured if one not in allowed]


def may_be_logged(blocked: Collection[Key], *, found: bool) -> bool:
    """What a school publishes shows only who may be there. What is found there is written down all
    the same: what nobody may log, nobody takes down (AVG 5(2), 7(3)).
    """
    return found or not blocked
