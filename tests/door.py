"""One row of the table of the doors, and the groups of people that the rows name."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.cast import NAMES, Cast

EVERYBODY = " ".join(NAMES)
FAMILY_OF_BOARD = "fatima daan ruud yara tom olga sam els jan"
STAFF_OF_BOARD = "iris bas lotte henk petra frank ad"
Keys = dict[str, Any]


@dataclass(frozen=True)
class Door:
    """What each person finds: status → names. `post` None means that posting is not possible."""

    keys: Callable[[Cast, date], Keys] = lambda _cast, _today: {}
    get: dict[int, str] = field(default_factory=dict)
    post: dict[int, str] | None = None
    public: bool = False
    absent: Keys | None = None
