"""The only door to consent: who may see and answer, and the effective outcome."""

from consent.access.class_lists import (
    Channel,
    ClassList,
    class_list,
    class_lists,
    photo_answers,
    pictured_in,
)
from consent.access.groups import get_group, groups_of, must_see, named_groups
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
    "Channel",
    "ClassList",
    "Counted",
    "Outcome",
    "Outcomes",
    "Question",
    "allowed_for",
    "capacity_of",
    "class_list",
    "class_lists",
    "get_answering",
    "get_group",
    "get_pupil",
    "get_purpose",
    "groups_of",
    "held_by_guardians",
    "must_see",
    "named_groups",
    "open_questions",
    "outcomes_of",
    "photo_answers",
    "pictured_in",
    "purposes_of",
    "questions_of",
    "waiting_of",
]
