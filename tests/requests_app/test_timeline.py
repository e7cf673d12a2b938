"""Tijdlijn: every verb of the log has words, and what was stopped for this request is told."""

import ast
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from re import fullmatch

from portal.register.actions import lift_restriction, restrict
from portal.register.models import Processing, Restriction
from portal.register.rules.restrictions import StopEnd, StopReason
from requests_app import access, actions
from requests_app.models import DataRequest, with_dates
from requests_app.models.words import EVENTS, STAFF_EVENTS
from requests_app.rules import Kind
from tests.cast import Cast
from tests.register.builders import adopt
from tests.requests_app.answers import fresh
from tests.requests_app.builders import make_request

VERBS = Path(actions.__file__).parent
# Of the officer alone, and of no case: who reads the case may not know it (law.md §6).
UNTOLD = {"requests.hidden_notice", "requests.hidden_letter"}


def words_of(node: ast.AST) -> Iterator[str]:
    """The texts that look like a verb; of an f-string its pieces, which never match the list."""
    if isinstance(node, ast.JoinedStr):
        yield from ("requests.?" for one in node.values if "requests." in ast.unparse(one))
    elif isinstance(node, ast.Constant) and fullmatch(r"requests\.[a-z_]+", str(node.value)):
        yield str(node.value)


def logged_verbs() -> set[str]:
    trees = [ast.parse(one.read_text()) for one in VERBS.glob("*.py")]
    return {word for tree in trees for node in ast.walk(tree) for word in words_of(node)}


def test_every_verb_that_is_logged_has_words() -> None:
    assert logged_verbs() - UNTOLD == set(STAFF_EVENTS)


def told(request: DataRequest, today: date) -> list[str]:
    case = with_dates([fresh(request)], today)[0]
    return [str(words) for _day, words, _name in access.timeline(case, with_names=False)]


def stopped(request: DataRequest, entry: Processing, why: StopReason, today: date) -> Restriction:
    pupil = request.subject_pupil
    assert pupil is not None
    return restrict(pupil, processing=entry, why=why, since=today, by=None, request_id=request.pk)


def test_what_staff_do_among_themselves_is_not_told_to_the_family() -> None:
    inside = {"note", "plan", "change_task", "finish_task", "propose", "send_back"}
    assert {f"requests.{verb}" for verb in inside} <= set(STAFF_EVENTS) - set(EVENTS)


def test_a_stop_with_advertising_is_told_to_the_family(cast: Cast, today: date) -> None:
    request = make_request(cast.fatima, Kind.OBJECTION, today=today, direct_marketing=True)
    assert str(EVENTS["requests.stop_advertising"]) in told(request, today)


def test_own_data_that_stand_still_are_told(cast: Cast, today: date) -> None:
    request = make_request(cast.fatima, Kind.OBJECTION, own=True, today=today)
    assert str(EVENTS["requests.freeze_own"]) in told(request, today)


def test_what_the_register_stopped_and_set_free_is_told(cast: Cast, today: date) -> None:
    adopt(cast, today)
    entry = Processing.objects.published().filter(board=cast.board)[0]
    request = make_request(cast.fatima, Kind.OBJECTION, today=today)
    row = stopped(request, entry, StopReason.LIMITED, today)
    assert f"Stilgelegd: {entry.name}" in told(request, today)
    later = today + timedelta(days=8)
    lift_restriction(row, because=StopEnd.BY_STAFF, on=later, by=cast.petra)
    assert told(request, today)[0].startswith(f"Mag weer vanaf {later.day} ")


def test_what_only_goes_on_under_another_reason_is_not_called_free(cast: Cast, today: date) -> None:
    adopt(cast, today)
    entry = Processing.objects.published().filter(board=cast.board, basis="e")[0]
    request = make_request(cast.fatima, Kind.OBJECTION, today=today)
    row = stopped(request, entry, StopReason.WEIGHED, today)
    lift_restriction(row, because=StopEnd.DECIDED_YES, on=today, by=None)
    assert not [one for one in told(request, today) if one.startswith("Mag weer")]
