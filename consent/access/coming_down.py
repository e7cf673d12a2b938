"""Wat weg moet of weg is, read along with the choices: no query of its own (portal/prepared.py)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, TextField, When
from django.db.models.functions import JSONArray

from consent.models import PurposeText, TakeDown
from consent.models.purposes import LEADING_LANGUAGE, text_in_force
from consent.rules import Medium, Removal, is_print
from portal.as_text import AsText
from portal.calendar.models import Holiday


@dataclass(frozen=True)
class Down:
    """A task of a pupil, as far as a family may know it."""

    purpose_id: UUID
    title: str
    medium: Medium
    how: str
    opened_on: date
    done_on: date | None

    @property
    def is_print(self) -> bool:
        """Whether what is out cannot be taken back."""
        return is_print(self.medium)


@dataclass(frozen=True)
class ComingDown:
    """The tasks of one pupil, and the holidays that may move the last day of one that is open."""

    tasks: tuple[Down, ...] = ()
    holidays: frozenset[date] = frozenset()


def along(pupil: str) -> dict[str, Any]:
    """The annotations of a query with this path to a pupil, for `found_along`."""
    tasks = TakeDown.objects.filter(pupil=OuterRef(pupil)).order_by()
    texts = PurposeText.objects.filter(
        purpose=OuterRef("publication__purpose"), language=LEADING_LANGUAGE
    )
    titles = texts.order_by().values(text=AsText(JSONArray("version", "in_force_on", "title")))
    facts = JSONArray(
        *(F("publication__purpose"), Subquery(titles)),
        *(F("publication__purpose__medium"), F("how"), F("opened_on"), F("done_on")),
    )
    ended = tasks.exclude(how=Removal.ALLOWED_AGAIN.value)
    days = Holiday.objects.filter(Q(scope=None) | Q(scope=OuterRef(f"{pupil}__board")))
    listed = Subquery(days.order_by().values(text=AsText(F("day"))))
    return {
        "tasks": Subquery(ended.values(text=AsText(facts))),
        "holidays": Case(When(Exists(tasks.open()), then=listed), output_field=TextField()),
    }


def found_along(rows: Iterable[Any], today: date) -> ComingDown:
    """What came with the rows of one pupil, as of today; the same with each of them."""
    row = next(iter(rows), None)
    if row is None or not (tasks := json.loads(row.tasks or "[]")):
        return ComingDown()  # nearly always
    days = json.loads(row.holidays or "[]")
    found = tuple(_down(facts, today) for facts in tasks)
    return ComingDown(found, frozenset(map(date.fromisoformat, days)))


def _down(facts: list[Any], today: date) -> Down:
    purpose, titles, medium, how, opened_on, done_on = facts
    return Down(
        UUID(purpose),
        _title(titles, today),
        Medium(medium),
        how,
        date.fromisoformat(opened_on),
        date.fromisoformat(done_on) if done_on else None,
    )


def _title(titles: str | list[Any] | None, today: date) -> str:
    """Chosen here, since the query keeps its words for as long as the process lives."""
    listed = json.loads(titles) if isinstance(titles, str) else titles  # as the database nests it
    texts = (
        PurposeText(
            version=version,
            language=LEADING_LANGUAGE,
            in_force_on=date.fromisoformat(in_force_on),
            title=title,
        )
        for version, in_force_on, title in listed or []
    )
    found = text_in_force(texts, today)
    return found.title if found else ""
