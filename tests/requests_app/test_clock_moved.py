"""Intussen gewijzigd: who decides on an older page hears that the clock changed meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest

from requests_app import access, actions
from requests_app.models import DataRequest
from requests_app.rules import SuspensionReason
from tests.builders import TODAY
from tests.cast import Cast
from tests.requests_app.builders import YES, make_request
from tests.requests_app.clock import asked, extended
from tests.requests_app.test_identity import check

Verb = Callable[[DataRequest, Cast], Any]
BEFORE: list[Verb] = [
    asked,
    extended,
]
DURING: list[Verb] = [
    lambda row, cast: actions.reply(row, text="Alles.", by=cast.yara, today=TODAY),
    lambda row, cast: actions.write(row, text="Alles.", by=cast.yara, today=TODAY),
    lambda row, cast: actions.note_answer(row, on=TODAY, note="Ja.", by=cast.iris, today=TODAY),
    lambda row, cast: check(row, cast, yes=True),
]


def decided_on(row: DataRequest, cast: Cast) -> None:
    facts: dict[str, Any] = {"letter": b"%PDF", "by": cast.iris, "today": TODAY}
    right = access.requester_has_right(row, TODAY)
    actions.decide(row, YES, version=row.version, requester_has_right=right, **facts)


@pytest.mark.parametrize("verb", BEFORE)
def test_a_question_or_more_time_is_seen_by_who_decides(cast: Cast, verb: Verb) -> None:
    shown = actions.take_up(make_request(cast.fatima), by=cast.iris)
    verb(DataRequest.objects.get(pk=shown.pk), cast)
    with pytest.raises(actions.Stale):
        decided_on(shown, cast)


@pytest.mark.parametrize("verb", DURING)
def test_an_answer_is_seen_by_who_decides(cast: Cast, verb: Verb) -> None:
    made = actions.take_up(make_request(cast.yara), by=cast.iris)
    asked(made, cast, SuspensionReason.AUTHORITY)
    shown = DataRequest.objects.with_facts().get(pk=made.pk)
    verb(DataRequest.objects.get(pk=made.pk), cast)
    with pytest.raises(actions.Stale):
        decided_on(shown, cast)
