"""The doors to the register."""

from portal.register.access.family import (
    disclosures_about,
    get_board,
    get_pupil,
    processings_for,
    processings_of,
)
from portal.register.access.known import find_processing, known_of

__all__ = [
    "disclosures_about",
    "find_processing",
    "get_board",
    "get_pupil",
    "known_of",
    "processings_for",
    "processings_of",
]
