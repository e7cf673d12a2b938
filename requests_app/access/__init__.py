"""The only doors to a request: for who asked it, for staff, and for what somebody may ask."""

from requests_app.access.afterwards import Going, Rated, going, gone_on, ratings
from requests_app.access.family import (
    get_letter,
    get_request,
    may_receive,
    newest_requests,
    own_requests,
    requester_has_right,
)
from requests_app.access.objections import fallen_objections
from requests_app.access.queue import (
    Wanted,
    WatchRow,
    queue,
    queue_schools,
    watch,
    watched,
)
from requests_app.access.staff import (
    Warnings,
    get_answered_case,
    get_case,
    get_case_to_decide,
    may_decide,
    overview,
    timeline,
    warnings_for,
)
from requests_app.access.targets import find_target, get_target, processing_of, targets

__all__ = [
    "Going",
    "Rated",
    "Wanted",
    "Warnings",
    "WatchRow",
    "fallen_objections",
    "find_target",
    "get_answered_case",
    "get_case",
    "get_case_to_decide",
    "get_letter",
    "get_request",
    "get_target",
    "going",
    "gone_on",
    "may_decide",
    "may_receive",
    "newest_requests",
    "overview",
    "own_requests",
    "processing_of",
    "queue",
    "queue_schools",
    "ratings",
    "requester_has_right",
    "targets",
    "timeline",
    "warnings_for",
    "watch",
    "watched",
]
