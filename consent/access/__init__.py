"""The only door to consent: who may see and answer, and the effective outcome."""

from consent.access.class_lists import (
    Channel,
    ClassList,
    class_list,
    class_lists,
    photo_answers,
    pictured_in,
)
from consent.access.desk import (
    AskedAtDesk,
    Entry,
    Giving,
    Speaker,
    asked_at_desk,
    entries_of,
    find_at_desk,
    get_at_desk,
    giving_of,
    speakers_of,
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
from consent.access.own import own_rows, receipt_of, told_of
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
    "AskedAtDesk",
    "Channel",
    "ClassList",
    "Counted",
    "Entry",
    "Giving",
    "Outcome",
    "Outcomes",
    "Question",
    "Speaker",
    "allowed_for",
    "asked_at_desk",
    "capacity_of",
    "class_list",
    "class_lists",
    "entries_of",
    "find_at_desk",
    "get_answering",
    "get_at_desk",
    "get_group",
    "get_pupil",
    "get_purpose",
    "giving_of",
    "groups_of",
    "held_by_guardians",
    "must_see",
    "named_groups",
    "open_questions",
    "outcomes_of",
    "own_rows",
    "photo_answers",
    "pictured_in",
    "purposes_of",
    "questions_of",
    "receipt_of",
    "speakers_of",
    "told_of",
    "waiting_of",
]
