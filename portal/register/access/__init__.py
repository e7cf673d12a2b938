"""The doors to the register."""

from portal.register.access.family import (
    disclosures_about,
    get_board,
    get_pupil,
    processings_for,
    processings_of,
)
from portal.register.access.handover import (
    chosen_recipients,
    find_pupils,
    get_about,
    get_processing,
    key_of,
    named_recipients,
    places_for,
    processings_about,
    recording_scopes,
)
from portal.register.access.log import (
    Wanted,
    counted,
    disclosure_log,
    filters_for,
    get_disclosure,
    get_hidden,
    hidden_log,
    left_out,
    lines_of,
    may_on_hidden,
)

__all__ = [
    "Wanted",
    "chosen_recipients",
    "counted",
    "disclosure_log",
    "disclosures_about",
    "filters_for",
    "find_pupils",
    "get_about",
    "get_board",
    "get_disclosure",
    "get_hidden",
    "get_processing",
    "get_pupil",
    "hidden_log",
    "key_of",
    "left_out",
    "lines_of",
    "may_on_hidden",
    "named_recipients",
    "places_for",
    "processings_about",
    "processings_for",
    "processings_of",
    "recording_scopes",
]
