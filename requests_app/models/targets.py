"""Over wie: a request before it is filed: whose data, who asks, and what is offered."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from portal.files.actions import CleanUpload
from portal.people.models import Board, Guardian, Pupil, School
from portal.register.models import Processing
from requests_app.models.requests import DataRequest
from requests_app.rules import Kind


class Advice(StrEnum):
    """What the form says first; "toch indienen" stays possible (law.md §3)."""

    AUTHORITY_UNKNOWN = "authority_unknown"
    ONLY_INFORMATION = "only_information"


@dataclass(frozen=True)
class Ask:
    """What is asked, in the requester's own words; `number_confirmed`: a number is no BSN.

    `processing`: the one entry of the register that it is about; None when it is about all.
    `about_request`: the earlier request that a complaint is about.
    """

    kind: Kind
    scope: str = ""
    direct_marketing: bool = False
    number_confirmed: bool = False
    processing: Processing | None = None
    parts: tuple[Processing, ...] = ()
    should_be: str = ""
    shown_by: str = ""
    scope_from: date | None = None
    scope_until: date | None = None
    about_request: DataRequest | None = None
    in_english: bool = False
    uploads: tuple[CleanUpload, ...] = ()

    @property
    def is_about_all(self) -> bool:
        """To see everything: nothing narrows it."""
        return self.kind == Kind.ACCESS and self.processing is None and not self.parts


@dataclass(frozen=True)
class Target:
    """One line of "over wie gaat het?": whose data, who asks, and the kinds that are offered."""

    key: str
    board: Board
    school: School | None
    kinds: tuple[Kind, ...]
    subject_pupil: Pupil | None = None
    subject_guardian: Guardian | None = None
    requester_guardian_id: UUID | None = None
    requester_pupil: Pupil | None = None
    advice: Advice | None = None

    @property
    def persons(self) -> dict[str, Guardian | Pupil | UUID | None]:
        """Whose data, and who asks: the columns of a request."""
        return {
            "subject_pupil": self.subject_pupil,
            "subject_guardian": self.subject_guardian,
            "requester_guardian_id": self.requester_guardian_id,
            "requester_pupil": self.requester_pupil,
        }

    @property
    def is_own_data(self) -> bool:
        """Somebody asks about themselves."""
        return self.subject_guardian is not None or self.requester_pupil is not None

    @property
    def only_information(self) -> bool:
        """A parent without authority (BW 1:377c)."""
        return self.kinds == (Kind.INFORMATION,)
