"""The only doors to a request: for who asked it, for staff, and for what somebody may ask."""

from requests_app.access.alarms import Alarmed, pause_alarms
from requests_app.access.clock import (
    FamilyClock,
    StaffClock,
    extension_letter_of,
    family_clock,
    get_copy,
    get_pause,
    handed_away,
    question_letter_of,
    staff_clock,
    staff_extension_letter,
    staff_question_letter,
)
from requests_app.access.family import (
    get_letter,
    get_request,
    newest_requests,
    own_requests,
)
from requests_app.access.objections import fallen_objections
from requests_app.access.staff import (
    Warnings,
    get_answered_case,
    get_case,
    get_case_to_decide,
    may_decide,
    overview,
    queue,
    timeline,
    warnings_for,
)
from requests_app.access.targets import find_target, get_target, processing_of, targets
from requests_app.models import (
    if_extended,
    may_receive,
    may_write,
    receiver_of,
    requester_has_right,
    seat_of,
)

__all__ = [
    "Alarmed",
    "FamilyClock",
    "StaffClock",
    "Warnings",
    "extension_letter_of",
    "fallen_objections",
    "family_clock",
    "find_target",
    "get_answered_case",
    "get_case",
    "get_case_to_decide",
    "get_copy",
    "get_letter",
    "get_pause",
    "get_request",
    "get_target",
    "handed_away",
    "if_extended",
    "may_decide",
    "may_receive",
    "may_write",
    "newest_requests",
    "overview",
    "own_requests",
    "pause_alarms",
    "processing_of",
    "question_letter_of",
    "queue",
    "receiver_of",
    "requester_has_right",
    "seat_of",
    "staff_clock",
    "staff_extension_letter",
    "staff_question_letter",
    "targets",
    "timeline",
    "warnings_for",
]
