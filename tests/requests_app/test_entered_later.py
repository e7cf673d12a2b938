"""Later ingevoerd: the dates hang on the day of a fact, not on the day it was entered."""

from datetime import UTC, datetime, time
from typing import Any

import pytest

from portal.people.models import Mandate, Pupil
from portal.people.rules import MandateScope, turns
from requests_app import actions
from requests_app.actions.sixteen import hand_over_due
from requests_app.models import DataRequest, SuspensionPeriod, with_dates
from requests_app.rules import Document, SuspensionReason
from tests.builders import TODAY, make_pupil, make_user, tie
from tests.cast import Cast
from tests.requests_app.builders import make_request
from tests.requests_app.clock import asked
from tests.requests_app.test_clock import DAY, desk_request
from tests.requests_app.test_identity import check

BIRTHDAY, SWEPT = TODAY + 10 * DAY, TODAY + 13 * DAY


def until() -> Any:
    return SuspensionPeriod.objects.get().until


@pytest.mark.parametrize("shown, runs_from", [(-1, 0), (0, 0), (2, 2), (5, 5)])
def test_the_proof_of_authority_ends_the_pause_on_its_own_day(
    cast: Cast, shown: int, runs_from: int
) -> None:
    request = make_request(cast.yara)
    asked(request, cast, SuspensionReason.AUTHORITY)
    check(request, cast, yes=True, on=TODAY + shown * DAY, today=TODAY + 5 * DAY)
    assert until() == TODAY + runs_from * DAY


@pytest.mark.parametrize("shown, runs_from", [(0, 2), (2, 2), (3, 3)])
def test_the_day_a_document_was_shown_counts_whenever_it_is_entered(
    cast: Cast, shown: int, runs_from: int
) -> None:
    request = desk_request(cast)
    asked(request, cast, SuspensionReason.IDENTITY, today=TODAY + 2 * DAY)
    facts: dict[str, Any] = {"document": Document.PASSPORT, "by": cast.iris}
    actions.check_identity(request, on=TODAY + shown * DAY, today=TODAY + 9 * DAY, **facts)
    assert until() == TODAY + runs_from * DAY


@pytest.fixture
def aya(cast: Cast) -> Pupil:
    """Olga has authority over her, until she is 16 in ten days."""
    pupil = make_pupil(cast.school, "Aya", turns(BIRTHDAY, -16), user=make_user("Aya"))
    cast.guardians["olga"].guardianships.all().delete()
    tie(cast.guardians["olga"], pupil)
    return pupil


def sweep() -> int:
    return hand_over_due(datetime.combine(SWEPT, time(12), tzinfo=UTC))


def test_a_question_to_a_guardian_ends_on_the_birthday_whenever_the_sweep_runs(
    cast: Cast, aya: Pupil
) -> None:
    request = make_request(cast.olga)
    asked(request, cast)
    assert (sweep(), until()) == (1, BIRTHDAY)
    row = DataRequest.objects.with_facts().get(pk=request.pk)
    assert with_dates([row], SWEPT)[0].promise_by == TODAY + 38 * DAY


def test_an_end_that_was_noted_before_the_sweep_gives_the_same_day(cast: Cast, aya: Pupil) -> None:
    request, day = make_request(cast.olga), BIRTHDAY + 2 * DAY
    asked(request, cast)
    actions.note_answer(request, on=day, note="Gebeld.", by=cast.iris, today=day)
    assert (sweep(), until()) == (1, BIRTHDAY)


def test_a_question_to_the_pupil_stays_open(cast: Cast, aya: Pupil) -> None:
    request = make_request(cast.olga)
    asked(request, cast, today=BIRTHDAY)
    assert (sweep(), until()) == (1, None)


def test_a_mandate_that_ended_after_the_birthday_counts_from_its_end(
    cast: Cast, aya: Pupil
) -> None:
    request, ended = make_request(cast.olga), BIRTHDAY + DAY
    asked(request, cast)
    Mandate.objects.create(
        pupil=aya,
        guardian=cast.guardians["olga"],
        scope=MandateScope.ACT,
        since=BIRTHDAY,
        until=ended,
    )
    assert (sweep(), until()) == (1, ended)
