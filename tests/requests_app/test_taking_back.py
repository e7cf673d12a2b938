"""Terugnemen: dates and alarms are as if it never was, and what happened stays (AVG 12(3))."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from portal.audit.models import Event
from portal.files.actions import read
from portal.files.models import StoredFile
from portal.people.models import Pupil
from requests_app import access, actions
from requests_app.actions.remind import remind_questions
from requests_app.actions.sixteen import hand_over_due
from requests_app.models import (
    DataRequest,
    Extension,
    ExtensionReasons,
    IdentityCopy,
    SuspensionPeriod,
    SuspensionQuestion,
)
from requests_app.rules import SuspensionReason, Watch
from tests.builders import TODAY
from tests.cast import Cast
from tests.requests_app.answers import fresh
from tests.requests_app.builders import YES, answer, make_request
from tests.requests_app.clock import asked, copied, extended, taken_back, withdrawn
from tests.requests_app.test_clock import desk_request, mails, refused
from tests.requests_app.test_order_of_entry import case_of

DAY = timedelta(days=1)
LATE = TODAY + 40 * DAY  # the plain limit of 25 December has passed


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def test_an_extension_taken_back_gives_back_every_date(cast: Cast) -> None:
    request = make_request(cast.fatima)
    before = case_of(request).limits
    extension = extended(request, cast)
    assert case_of(request).limits != before
    assert taken_back(request, cast, today=TODAY + DAY).pk == extension.pk
    assert case_of(request).limits == before
    assert not hasattr(fresh(request), "extension")
    kept = Extension.objects.get(was_of=request)
    assert (kept.notified_on, kept.taken_back_on) == (TODAY, TODAY + DAY)


def test_both_letters_and_both_reasons_stay_beside_the_case(cast: Cast) -> None:
    request = make_request(cast.fatima)
    extended(request, cast)
    taken_back(request, cast)
    kept = ExtensionReasons.objects.get()
    assert (kept.words, kept.taken_back_because) == (
        "Het dossier is erg groot.",
        "Verkeerd verzoek.",
    )
    assert kept.letter
    assert kept.taken_back_letter
    assert (read(kept.letter), read(kept.taken_back_letter)) == (b"%PDF", b"%PDF lapsed")
    told = [str(words) for _on, words, _by in access.timeline(case_of(request), with_names=False)]
    assert told[:2] == ["Verlenging teruggenomen", "Termijn verlengd"]


def test_taking_back_mails_without_content_and_once_for_each_extension(cast: Cast) -> None:
    request = make_request(cast.fatima)
    for _time in range(2):
        extended(request, cast)
        taken_back(request, cast)
    assert [to for to, _body in mails("extension_taken_back")] == ["fatima@example.org"] * 2
    assert [to for to, _body in mails("term_extended")] == ["fatima@example.org"] * 2
    bodies = [body for _to, body in mails("extension_taken_back")]
    assert not [body for body in bodies if "Verkeerd" in body or "Noor" in body]
    event = Event.objects.filter(verb="requests.take_back_extension")[0]
    assert event.facts == {"extension": Extension.objects.all()[0].pk, "number_confirmed": False}


def test_what_cannot_be_taken_back_is_refused(cast: Cast) -> None:
    request, done = make_request(cast.fatima), make_request(cast.fatima)
    refused("not_extended", taken_back, request, cast)
    extended(request, cast)
    taken_back(request, cast)
    refused("not_extended", taken_back, request, cast)
    extended(done, cast)
    answer(done, cast.iris, YES, letter=b"%PDF")
    refused("state", taken_back, done, cast)
    extended(request, cast)
    words = {"because": " ", "letter": b"%PDF", "by": cast.iris, "today": TODAY}
    refused("words", actions.take_back_extension, request, **words)
    assert Event.objects.filter(verb="requests.take_back_extension").count() == 1


@pytest.mark.parametrize("days, code", [(30, None), (31, "too_late")])
def test_a_new_extension_only_while_the_rule_allows(
    cast: Cast, days: int, code: str | None
) -> None:
    request, day = make_request(cast.fatima), TODAY + days * DAY
    extended(request, cast)
    taken_back(request, cast, today=day)
    if code:
        refused(code, extended, request, cast, today=day)
    else:
        extended(request, cast, today=day)
        refused("extended", extended, request, cast, today=day)
    assert Extension.objects.filter(request=request).count() == (code is None)


def test_taken_back_after_the_plain_limit_the_school_is_late(cast: Cast) -> None:
    request = make_request(cast.fatima)
    extended(request, cast)
    waits = access.watched(cast.petra, LATE, school=None, column=Watch.OVERDUE)
    assert waits == []
    taken_back(request, cast, today=LATE)
    waits = access.watched(cast.petra, LATE, school=None, column=Watch.OVERDUE)
    assert [one.request for one in waits] == [request]
    table = access.watch(access.overview(cast.petra, LATE).rows, LATE)
    assert [row.counts[Watch.OVERDUE] for row in table] == [1]


def test_a_question_taken_back_gives_back_every_date_and_every_alarm(cast: Cast) -> None:
    request = make_request(cast.fatima)
    before = case_of(request).limits
    pause = asked(request, cast, today=TODAY + 12 * DAY)  # late: an alarm
    assert case_of(request).limits != before
    assert len(access.pause_alarms(cast.frank, LATE)) == 1
    withdrawn(pause, cast, today=TODAY + 35 * DAY)
    found = case_of(request)
    assert (found.limits, found.open_pause) == (before, None)
    assert access.pause_alarms(cast.frank, LATE) == []
    pause.refresh_from_db()
    assert (pause.until, pause.taken_back_on) == (TODAY + 35 * DAY,) * 2


def test_an_answered_question_may_be_taken_back_too_and_keeps_its_day(cast: Cast) -> None:
    request, day = make_request(cast.fatima), TODAY + 9 * DAY
    before = case_of(request).limits
    pause = asked(request, cast)
    actions.note_answer(request, on=day, note="Gebeld.", by=cast.iris, today=day)
    withdrawn(pause, cast, today=day + DAY)
    assert case_of(request).limits == before
    kept = SuspensionPeriod.objects.get()
    assert (kept.until, kept.taken_back_on) == (day, day + DAY)
    refused("taken_back", actions.mend_answer, kept, on=TODAY, note="?", by=cast.iris, today=day)
    assert asked(request, cast, today=day - DAY).since < day  # those days are free again


def test_who_was_asked_hears_it_once_and_is_reminded_no_more(cast: Cast) -> None:
    request = make_request(cast.fatima)
    withdrawn(asked(request, cast), cast)
    assert remind_questions(noon(TODAY + 20 * DAY)) == 0
    ((to, body),) = mails("question_taken_back")
    assert to == "fatima@example.org"
    assert "Al bekend." not in body
    assert SuspensionQuestion.objects.get().letter
    told = [str(words) for _on, words, _by in access.timeline(case_of(request), with_names=False)]
    assert told[0] == "Vraag ingetrokken: de pauze telt niet"
    refused("no_question", actions.reply, request, text="Ja.", by=cast.fatima, today=TODAY)


def test_a_question_is_taken_back_once_with_a_reason_while_the_case_runs(cast: Cast) -> None:
    request, done = make_request(cast.fatima), make_request(cast.fatima)
    pause, late = asked(request, cast), asked(done, cast)
    words = {"because": " ", "by": cast.iris, "today": TODAY}
    refused("words", actions.take_back_question, pause, **words)
    withdrawn(pause, cast)
    refused("taken_back", withdrawn, pause, cast)
    answer(done, cast.iris, YES, letter=b"%PDF")
    refused("state", withdrawn, late, cast)


def test_a_copy_goes_with_the_question_that_asked_for_it(cast: Cast) -> None:
    copy = copied(desk_request(cast), cast)
    scope = asked(make_request(cast.fatima), cast)
    withdrawn(scope, cast)
    assert IdentityCopy.objects.get().gone_on is None
    pause = SuspensionPeriod.objects.get(reason=SuspensionReason.IDENTITY)
    withdrawn(pause, cast)
    copy.refresh_from_db()
    assert (copy.gone_on, copy.file.is_readable) == (TODAY, False)


def test_a_case_at_sixteen_leaves_a_withdrawn_question_alone(cast: Cast) -> None:
    request = make_request(cast.fatima)
    pause = withdrawn(asked(request, cast), cast, today=TODAY + 5 * DAY)
    birthday = TODAY + 2 * DAY
    Pupil.objects.filter(pk=cast.noor.pk).update(born_on=birthday.replace(year=birthday.year - 16))
    assert hand_over_due(noon(TODAY + 6 * DAY)) == 1
    pause.refresh_from_db()
    assert pause.until == TODAY + 5 * DAY
    assert Event.objects.get(verb="requests.hand_over").facts == {"ended_questions": 0}


def test_after_the_retention_period_both_reasons_and_all_letters_are_gone(cast: Cast) -> None:
    request = make_request(cast.fatima)
    for back in (True, False):
        extended(request, cast)
        _gone = taken_back(request, cast) if back else None
    withdrawn(asked(request, cast), cast)
    actions.anonymise(request, today=TODAY)
    assert not ExtensionReasons.objects.exists()
    assert not SuspensionQuestion.objects.exists()
    assert not [file for file in StoredFile.objects.all() if file.is_readable]
    assert Extension.objects.count() == 2


@pytest.mark.parametrize(
    "facts",
    [
        {"request": None},
        {"taken_back_on": TODAY},
        {"request": None, "taken_back_on": TODAY - DAY},
    ],
)
def test_an_extension_stands_or_was(cast: Cast, facts: dict[str, date | None]) -> None:
    row = extended(make_request(cast.fatima), cast)
    if "request" in facts and "taken_back_on" in facts:
        Extension.objects.filter(pk=row.pk).update(notified_on=TODAY)
        facts = {**facts, "was_of": DataRequest.objects.get()}  # type: ignore[dict-item]
    with pytest.raises(IntegrityError, match="stands_or_was"), transaction.atomic():
        Extension.objects.filter(pk=row.pk).update(**facts)


def test_an_open_question_that_was_taken_back_cannot_be(cast: Cast) -> None:
    pause = asked(make_request(cast.fatima), cast)
    with pytest.raises(IntegrityError, match="taken_back_ended"), transaction.atomic():
        SuspensionPeriod.objects.filter(pk=pause.pk).update(taken_back_on=TODAY)
