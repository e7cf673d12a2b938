"""Kolommen van het rekenblad: one row an activity, with art. 30's facts in Dutch words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import override

from portal.people.models import Board
from portal.register.models import Processing, Recipient
from portal.register.wording import BASES, FIELD_NAMES, RULE_NAMES, TOPICS
from portal.register.wording_keeping import (
    DATA_SUBJECTS,
    DPIA_STATES,
    INFORMING,
    INNER_FUNCTIONS,
)
from portal.sheets import Cell

BETWEEN = " | "  # between the parts of a list; no name holds it
# The head of the column, and what it holds. Sheets are Dutch, whoever exports them.
HEADS: dict[str, str] = {
    "code": "code",
    "school": "school (BRIN)",
    "topic": "onderwerp",
    "name": "naam",
    "purpose": "doel",
    "basis": "grondslag",
    "special_ground": "grondslag bijzondere gegevens",
    "data_subjects": "over wie",
    "fields": "gegevens",
    "source": "komt van",
    "retention": "bewaartermijn",
    "recipients": "ontvangers",
    "consent_needed": "toestemming nodig",
    "consent_reason": "waarom wel of geen toestemming",
    "direct_marketing": "reclame of werving",
    "informing": "hoe het gezin het weet",
    "inside": "wie op school",
    "systems": "systemen",
    "security": "beveiliging",
    "dpia": "DPIA",
    "dpia_reason": "DPIA toelichting",
    "dpia_on": "DPIA klaar op",
    "owner": "eigenaar",
    "review_on": "opnieuw bekijken op",
    "position": "volgorde",
}
ONE_OF: dict[str, Mapping[Any, Any]] = {
    "topic": TOPICS,
    "basis": BASES,
    "informing": INFORMING,
    "dpia": DPIA_STATES,
}
MANY_OF: dict[str, Mapping[Any, Any]] = {
    "data_subjects": DATA_SUBJECTS,
    "fields": FIELD_NAMES,
    "inside": INNER_FUNCTIONS,
}


def recipient_labels(board: Board) -> dict[Recipient, str]:
    """What a sheet calls each recipient: its name, with its rule where a name occurs twice."""
    rows = list(board.recipients.all())
    times = Counter(row.name for row in rows)
    return {
        row: row.name if times[row.name] == 1 else f"{row.name} [{RULE_NAMES[_rule(row)]}]"
        for row in rows
    }


def _rule(row: Recipient) -> Any:
    return next(code for code in RULE_NAMES if code.value == row.rule)


def sheet_rows(board: Board) -> Iterator[list[Cell]]:
    """Every processing of the board, drafts included, in the order of the register."""
    with override("nl"):
        labels = {row.pk: label for row, label in recipient_labels(board).items()}
        rows = board.processings.select_related("school").prefetch_related("recipients")
        yield from [_cells(row, labels) for row in rows.order_by("position", "code", "school")]


def _cells(row: Processing, labels: Mapping[Any, str]) -> list[Cell]:
    return [_cell(name, row, labels) for name in HEADS]


def _cell(name: str, row: Processing, labels: Mapping[Any, str]) -> Cell:
    if name == "school":
        return row.school.brin6 if row.school else ""
    if name == "recipients":
        return BETWEEN.join(sorted(labels[one.pk] for one in row.recipients.all()))
    value: Any = getattr(row, name)
    if name in MANY_OF:
        return joined(MANY_OF[name], value)
    if name in ONE_OF:
        return str(ONE_OF[name][value])
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def joined(words: Mapping[Any, Any], codes: Iterable[str]) -> str:
    """Codes of a closed list in its own order, in words."""
    found = set(codes)
    return BETWEEN.join(str(words[code]) for code in words if code.value in found)
