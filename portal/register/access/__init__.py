"""The doors to the register."""

from portal.register.access.family import (
    get_board,
    get_pupil,
    processings_for,
    processings_of,
)
from portal.register.access.known import find_processing, known_of
from portal.register.access.restrictions import restricted_pupils, restrictions_of
from portal.register.access.shared import shared_ids, shared_of

__all__ = [
    "find_processing",
    "get_board",
    "get_pupil",
    "known_of",
    "processings_for",
    "processings_of",
    "restricted_pupils",
    "restrictions_of",
    "shared_ids",
    "shared_of",
]
