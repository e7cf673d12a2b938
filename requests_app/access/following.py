"""Wat volgt: what the school does after a decision, for its preview and for the page of a case."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from portal.register.models import Restriction
from requests_app.access.deciding import Entry
from requests_app.letters import Draft, Follows, adds_statement
from requests_app.letters.caused import caused_by, caused_of
from requests_app.letters.follows import Step, follows, standing_still
from requests_app.models import Case, CaseTask, DataRequest
from requests_app.rules import Kind, Outcome, PartOutcome, TaskPurpose

# Of the weighing, not of the decision; to collect has a page of its own.
ELSEWHERE = [one.value for one in (TaskPurpose.COLLECT, TaskPurpose.FREEZE, TaskPurpose.RESUME)]


def follows_draft(case: Case, draft: Draft, today: date) -> Follows:
    """What this draft, decided on `today`, makes the school do: for its letter and its preview."""
    parts = [(one.processing, one.part.outcome) for one in draft.parts]
    own = adds_statement(Kind(case.request.kind), draft)
    caused = caused_of(case.request, draft.outcome, parts)
    return follows(case, draft.outcome, caused, adds_statement=own, today=today)


def follows_yes(case: Case, entries: Sequence[Entry], today: date) -> Follows:
    """What a yes to everything would make it do: shown before somebody decides."""
    parts = [(one.processing, PartOutcome.GRANTED) for one in entries]
    caused = caused_of(case.request, Outcome.GRANTED, parts)
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


def _step(task: CaseTask) -> Step:
    return Step(TaskPurpose(task.purpose), task.key, task.holder, task.recipient, task)


def _lifted(row: DataRequest) -> set[UUID]:
    """What this request stopped and was lifted since."""
    rows = Restriction.objects.of_request(row.pk).order_by()
    running = set(rows.filter(ending=None).values_list("processing", flat=True))
    return set(rows.exclude(ending=None).values_list("processing", flat=True)) - running
