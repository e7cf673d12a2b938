"""The doors to the register."""

from portal.register.access.family import (
    disclosures_about,
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
from portal.register.access.public import get_public_board, public_processings

__all__ = [
    "boards_kept",
    "disclosures_about",
    "get_board",
    "get_kept_board",
    "get_kept_processing",
    "get_kept_recipient",
    "get_public_board",
    "get_pupil",
    "get_version_history",
    "kept_processings",
    "kept_recipients",
    "may_edit",
    "must_edit",
    "processings_for",
    "processings_of",
    "public_processings",
]
