"""The only door to consent: who may see and answer, and the effective outcome."""

from consent.access.outcomes import (
    Outcome,
    Outcomes,
    allowed_for,
    capacity_of,
    held_by_guardians,
    outcomes_of,
    purposes_of,
)
from consent.access.questions import (
    Question,
    get_answering,
    get_pupil,
    get_purpose,
    open_questions,
    questions_of,
)
from consent.access.waiting import NOTHING, Counted, waiting_of

__all__ = [
    "NOTHING",
    "Counted",
    "Outcome",
    "Outcomes",
    "Question",
    "allowed_for",
    "capacity_of",
    "get_answering",
    "get_pupil",
    "get_purpose",
    "held_by_guardians",
    "open_questions",
    "outcomes_of",
    "purposes_of",
    "questions_of",
    "waiting_of",
]
