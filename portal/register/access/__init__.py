"""The doors to the register."""

from portal.register.access.family import (
    disclosures_about,
    get_board,
    get_pupil,
    processings_for,
    processings_of,
)
from portal.register.access.restrictions import restricted_pupils, restrictions_of

__all__ = [
    "disclosures_about",
    "get_board",
    "get_pupil",
    "processings_for",
    "processings_of",
    "restricted_pupils",
    "restrictions_of",
]
