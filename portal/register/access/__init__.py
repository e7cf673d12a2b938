"""The doors to the register."""

from portal.register.access.family import (
    get_board,
    get_pupil,
    processings_for,
    processings_of,
)
from portal.register.access.keeping import (
    boards_kept,
    get_kept_board,
    get_kept_processing,
    get_kept_recipient,
    get_version_history,
    kept_processings,
    kept_recipients,
    may_edit,
    must_edit,
)
from portal.register.access.known import find_processing, known_of
from portal.register.access.public import get_public_board, public_processings
from portal.register.access.restrictions import restricted_pupils, restrictions_of
from portal.register.access.shared import shared_ids, shared_of

__all__ = [
    "boards_kept",
    "find_processing",
    "get_board",
    "get_kept_board",
    "get_kept_processing",
    "get_kept_recipient",
    "get_public_board",
    "get_pupil",
    "get_version_history",
    "kept_processings",
    "kept_recipients",
    "known_of",
    "may_edit",
    "must_edit",
    "processings_for",
    "processings_of",
    "public_processings",
    "restricted_pupils",
    "restrictions_of",
    "shared_ids",
    "shared_of",
]
