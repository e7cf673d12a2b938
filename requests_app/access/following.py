"""Wat volgt: the entries that a decision grants, who got them, and what the school does then.

Who received data comes from the log that the family sees: what is hidden is no part of it, the
officer decides about that (law.md §6).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Q

from portal.register.models import Disclosure, Processing, Recipient, Restriction
from portal.register.rules.restrictions import StopEnd, StopReason
from requests_app.access.deciding import Entry
from requests_app.letters import Caused, Draft, Follows, adds_statement
from requests_app.letters.follows import YES, Step, follows, standing_still
from requests_app.models import Case, CaseTask, DataRequest
from requests_app.rules import PART_YES, TOLD, Kind, Outcome, PartOutcome, TaskPurpose

# Of the weighing, not of the decision; to collect has a page of its own.
ELSEWHERE = [one.value for one in (TaskPurpose.COLLECT, TaskPurpose.FREEZE, TaskPurpose.RESUME)]


def follows_draft(case: Case, draft: Draft, today: date) -> Follows:
    """What this draft, decided on `today`, makes the school do: for its letter and its preview."""
    parts = [(one.processing, one.part.outcome) for one in draft.parts]
    own = adds_statement(Kind(case.request.kind), draft)
    caused = _caused(case.request, draft.outcome, parts)
    return follows(case, draft.outcome, caused, adds_statement=own, today=today)


def follows_yes(case: Case, entries: Sequence[Entry], today: date) -> Follows:
    """What a yes to everything would make it do: shown before somebody decides."""
    parts = [(one.processing, PartOutcome.GRANTED) for one in entries]
    caused = _caused(case.request, Outcome.GRANTED, parts)
    return follows(case, Outcome.GRANTED, caused, adds_statement=False, today=today)


def follows_decision(case: Case) -> Follows | None:
    """The same of a decision, with how far its tasks are; None before there is one."""
    row = case.request
    if not case.is_answered:
        return None
    outcome, caused = Outcome(row.decision.outcome), caused_by(row)
    own, on = hasattr(row, "statement"), row.decision.answered_on
    found = follows(case, outcome, caused, adds_statement=own, today=on)
    still = tuple(one.name for one in standing_still(row, caused) if one.pk not in _lifted(row))
    made = row.tasks.exclude(purpose__in=ELSEWHERE).select_related("recipient")
    order = [(one.purpose, one.key) for one in found.steps]
    steps = sorted(
        (_step(one) for one in made.order_by("holder", "pk")),
        key=lambda one: (*order, (one.purpose, one.key)).index((one.purpose, one.key)),
    )
    return replace(found, still=still, steps=tuple(steps) or found.steps)


def caused_by(row: DataRequest) -> Caused:
    """The entries that its decision granted, and who got them."""
    parts = row.decision.parts.select_related("processing").order_by("processing__position", "pk")
    found = [(one.processing, one.outcome) for one in parts]
    return _caused(row, Outcome(row.decision.outcome), found)


def _caused(row: DataRequest, outcome: Outcome, parts: Iterable[tuple[Processing, str]]) -> Caused:
    found, contested = list(parts), _contested(row)
    if outcome not in YES:
        whole = [one for one, _answer in found] or filter(None, [row.processing])
        return Caused((), (), tuple(whole if contested is None else contested))
    granted = tuple(one for one, answer in found if answer in PART_YES)
    others = tuple(one for one, answer in found if answer not in PART_YES)
    if not found and row.processing:
        granted = (row.processing,)
    others = others if contested is None else contested
    return Caused(granted, tuple(recipients_of(row, granted)), others)


def _contested(row: DataRequest) -> tuple[Processing, ...] | None:
    """What stands still until a correction is decided (AVG 18(1)(a)); None: no correction."""
    if row.kind != Kind.CORRECTION:
        return None
    over = Q(ending=None) | Q(ending__because=StopEnd.CHECKED.value)
    rows = Restriction.objects.of_request(row.pk).filter(over, why=StopReason.ACCURACY.value)
    return tuple(one.processing for one in rows.select_related("processing"))


def recipients_of(row: DataRequest, granted: tuple[Processing, ...]) -> list[Recipient]:
    """Every recipient of a visible disclosure about these entries; of none named: of all."""
    pupil = row.subject_pupil
    if pupil is None or Kind(row.kind) not in TOLD:
        return []
    shared = Disclosure.objects.visible_to(pupil).order_by()
    if granted:
        codes = {one.code for one in granted}
        shared = shared.filter(processing__code__in=codes)
    found = Recipient.objects.filter(disclosures__in=shared.values("pk")).distinct()
    return list(found.order_by("name", "pk"))


def _step(task: CaseTask) -> Step:
    return Step(TaskPurpose(task.purpose), task.key, task.holder, task.recipient, task)


def _lifted(row: DataRequest) -> set[UUID]:
    """What this request stopped and was lifted since."""
    rows = Restriction.objects.of_request(row.pk).order_by()
    running = set(rows.filter(ending=None).values_list("processing", flat=True))
    return set(rows.exclude(ending=None).values_list("processing", flat=True)) - running
