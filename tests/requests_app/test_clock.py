"""Pauze en verlenging: what the verbs write, refuse and send (law.md §2, AVG 12(3))."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from portal.audit.models import Event
from portal.calendar.models import Holiday
from portal.files.actions import CleanUpload, read
from portal.outbox.models import Message
from portal.people.models import User
from requests_app import access, actions
from requests_app.actions.remind import remind_questions
from requests_app.models import (
    CaseMessage,
    DataRequest,
    Extension,
    SuspensionPeriod,
    SuspensionQuestion,
    with_dates,
)
from requests_app.rules import Kind, SuspensionReason
from tests.builders import TODAY
from tests.cast import Cast
from tests.requests_app.builders import YES, answer, make_request
from tests.requests_app.clock import WORDS, asked, extended

DAY = timedelta(days=1)
IDENTITY, AUTHORITY, SCOPE = SuspensionReason


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def desk_request(cast: Cast) -> DataRequest:
    """A letter of Fatima that Iris entered: nobody signed in."""
    request = make_request(cast.fatima)
    DataRequest.objects.filter(pk=request.pk).update(filed_by=cast.iris.pk)
    request.refresh_from_db()
    return request


def mails(kind: str) -> list[tuple[str, str]]:
    return list(Message.objects.filter(kind=f"requests.{kind}").values_list("to", "body"))


def refused(code: str, verb: Any, *args: Any, **facts: Any) -> None:
    with pytest.raises(actions.Refused, match=f"^{code}$"):
        verb(*args, **facts)


def test_a_question_stops_the_clock_with_a_letter_and_a_mail_without_content(cast: Cast) -> None:
    request = make_request(cast.fatima)
    before = with_dates([request], TODAY)[0]
    pause = asked(request, cast, letter=b"%PDF the letter")
    assert (pause.since, pause.until, pause.reason) == (TODAY, None, "scope")
    assert pause.question.letter
    assert read(pause.question.letter) == b"%PDF the letter"
    ((to, body),) = mails("question_asked")
    assert to == "fatima@example.org"
    assert WORDS not in body
    assert "Noor" not in body
    event = Event.objects.get(verb="requests.suspend")
    assert event.facts == {"reason": "scope", "number_confirmed": False}
    request = DataRequest.objects.with_facts().get(pk=request.pk)
    later = with_dates([request], TODAY + 5 * DAY)[0]
    assert later.promise_by == before.promise_by + 5 * DAY


def test_who_signed_in_with_two_factors_is_never_asked_who_they_are(cast: Cast) -> None:
    refused("identified", asked, make_request(cast.fatima), cast, IDENTITY)
    assert asked(desk_request(cast), cast, IDENTITY).reason == "identity"


def test_who_answers_in_the_portal_is_identified_by_that(cast: Cast) -> None:
    request = desk_request(cast)
    asked(request, cast, IDENTITY)
    actions.reply(request, text="Ik ben het.", by=cast.fatima, today=TODAY)
    refused("identified", asked, request, cast, IDENTITY, today=TODAY + DAY)


def test_what_the_rules_refuse_is_not_written(cast: Cast) -> None:
    request = make_request(cast.fatima)
    refused("before_receipt", asked, request, cast, today=TODAY - DAY)
    asked(request, cast)
    refused("open", asked, request, cast, today=TODAY + DAY)
    actions.note_answer(
        request, on=TODAY + 3 * DAY, note="Gebeld.", by=cast.iris, today=TODAY + 3 * DAY
    )
    refused("overlap", asked, request, cast, today=TODAY + 2 * DAY)
    assert asked(request, cast, today=TODAY + 3 * DAY).since == TODAY + 3 * DAY
    assert SuspensionPeriod.objects.count() == 2


def test_after_the_answer_or_a_withdrawal_nothing_is_asked(cast: Cast) -> None:
    done, gone = make_request(cast.fatima), make_request(cast.fatima)
    answer(done, cast.iris, YES, letter=b"%PDF")
    actions.withdraw(gone, by=cast.fatima, today=TODAY)
    for request in (done, gone):
        refused("state", asked, request, cast)
        refused("state", extended, request, cast)
        refused("state", actions.reply, request, text="Nog iets", by=cast.fatima, today=TODAY)


@pytest.mark.parametrize("kind", [Kind.COMPLAINT])
def test_a_kind_with_a_term_of_its_own_is_never_paused(cast: Cast, kind: Kind) -> None:
    refused("kind", asked, make_request(cast.fatima, kind), cast)


def test_the_reply_ends_the_pause_by_itself(cast: Cast) -> None:
    request = make_request(cast.fatima)
    pause = asked(request, cast)
    upload = CleanUpload(b"%PDF bijlage", "lijst.pdf", "application/pdf")
    day = TODAY + 4 * DAY
    actions.reply(request, text="Alleen 2025.", upload=upload, by=cast.fatima, today=day)
    pause.refresh_from_db()
    assert pause.until == day
    message = CaseMessage.objects.get()
    assert (message.from_school, message.by, message.text) == (
        False,
        cast.fatima.pk,
        "Alleen 2025.",
    )
    assert [one.added_by for one in message.attachments.all()] == [cast.fatima.pk]
    refused("no_question", actions.reply, request, text="Nog iets", by=cast.fatima, today=day)


def test_the_handler_hears_of_the_reply_once_and_without_content(cast: Cast) -> None:
    request = actions.take_up(make_request(cast.fatima), by=cast.iris)
    asked(request, cast)
    actions.reply(request, text="Alleen 2025.", by=cast.fatima, today=TODAY)
    ((to, body),) = mails("reply_came")
    assert to == "iris@example.org"
    assert "2025" not in body


@pytest.mark.parametrize("name", ["daan", "olga", "iris"])
def test_nobody_else_replies(cast: Cast, name: str) -> None:
    request = make_request(cast.fatima)
    asked(request, cast)
    stranger: User = getattr(cast, name)
    refused("state", actions.reply, request, text="Ik!", by=stranger, today=TODAY)


@pytest.mark.parametrize(
    "days, code", [(-1, "before_question"), (0, None), (2, None), (3, "ahead")]
)
def test_staff_record_an_answer_of_another_channel(cast: Cast, days: int, code: str | None) -> None:
    request = make_request(cast.fatima)
    asked(request, cast)
    facts: dict[str, Any] = {
        "on": TODAY + days * DAY,
        "note": "Gebeld.",
        "by": cast.iris,
        "today": TODAY + 2 * DAY,
    }
    if code:
        refused(code, actions.note_answer, request, **facts)
        return
    assert actions.note_answer(request, **facts).until == TODAY + days * DAY
    assert SuspensionQuestion.objects.get().note == "Gebeld."


def test_a_mended_day_leaves_a_note_and_a_trace(cast: Cast) -> None:
    request, late = make_request(cast.fatima), TODAY + 9 * DAY
    pause = asked(request, cast)
    refused("open", actions.mend_answer, pause, on=TODAY, note="?", by=cast.iris, today=late)
    actions.note_answer(request, on=late, note="Brief.", by=cast.iris, today=late)
    mended = TODAY + 2 * DAY
    refused("words", actions.mend_answer, pause, on=mended, note=" ", by=cast.iris, today=late)
    actions.mend_answer(pause, on=mended, note="Poststempel.", by=cast.iris, today=late)
    pause.refresh_from_db()
    assert (pause.until, pause.question.note) == (mended, "Brief.\nPoststempel.")
    event = Event.objects.get(verb="requests.mend_answer")
    assert event.facts == {"was": late.isoformat(), "until": mended.isoformat()}


def test_reminders_after_one_and_two_weeks_once_each(cast: Cast) -> None:
    request = make_request(cast.fatima)
    asked(request, cast)
    counts = [remind_questions(noon(TODAY + n * DAY)) for n in (6, 7, 7, 8, 14, 15, 60)]
    assert counts == [0, 1, 0, 0, 1, 0, 0]
    assert [to for to, _body in mails("question_waits")] == ["fatima@example.org"] * 2
    question = SuspensionQuestion.objects.get()
    assert question.first_reminder_on == TODAY + 7 * DAY
    assert question.second_reminder_on == TODAY + 14 * DAY


def test_a_sweep_that_was_away_sends_one_and_none_after_the_end(cast: Cast) -> None:
    late, replied, gone = (make_request(cast.fatima) for _ in range(3))
    for request in (late, replied, gone):
        asked(request, cast)
    actions.reply(replied, text="Alles.", by=cast.fatima, today=TODAY)
    actions.withdraw(gone, by=cast.fatima, today=TODAY)
    assert [remind_questions(noon(TODAY + 20 * DAY)) for _ in range(2)] == [1, 0]


def test_after_six_weeks_closing_is_proposed_and_nothing_closes(cast: Cast) -> None:
    request = make_request(cast.fatima)
    asked(request, cast)
    flags = []
    for days in (41, 42):
        remind_questions(noon(TODAY + days * DAY))
        case = access.get_case(cast.iris, request.pk, TODAY + days * DAY)
        flags.append((case.proposes_closing, case.request.is_open))
    assert flags == [(False, True), (True, True)]


@pytest.mark.parametrize("days, code", [(0, None), (30, None), (31, "too_late")])
def test_an_extension_goes_out_inside_the_first_month(
    cast: Cast, days: int, code: str | None
) -> None:
    request = make_request(cast.fatima)  # received Wed 25 November: 25 December is the last day
    if code:
        refused(code, extended, request, cast, today=TODAY + days * DAY)
        assert not Extension.objects.exists()
        return
    extended(request, cast, today=TODAY + days * DAY)
    row = DataRequest.objects.with_facts().get(pk=request.pk)
    assert with_dates([row], TODAY)[0].legal_by == date(2027, 2, 25)
    assert [to for to, _body in mails("term_extended")] == ["fatima@example.org"]


def test_an_extension_comes_once_with_reasons_and_only_for_a_right(cast: Cast) -> None:
    request = make_request(cast.fatima)
    words: dict[str, Any] = {"words": " ", "letter": b"%PDF", "by": cast.iris, "today": TODAY}
    refused("words", actions.extend, request, **words)
    extended(request, cast)
    refused("extended", extended, request, cast)
    refused("kind", extended, make_request(cast.fatima, Kind.QUESTION), cast)
    assert Event.objects.filter(verb="requests.extend").count() == 1


def test_alarms_are_for_officer_and_fg_of_the_board(cast: Cast) -> None:
    late, fine = make_request(cast.fatima), make_request(cast.fatima)
    asked(late, cast, today=TODAY + 8 * DAY)
    asked(fine, cast)
    day = TODAY + 9 * DAY
    for user, rows in ((cast.frank, [late]), (cast.petra, [late]), (cast.vera, [])):
        assert [one.case.request for one in access.pause_alarms(user, day)] == rows
    assert [len(one.words) for one in access.pause_alarms(cast.frank, TODAY + 31 * DAY)] == [2, 3]


def test_a_new_holiday_moves_a_running_case_and_no_answered_one(cast: Cast) -> None:
    running, done = make_request(cast.fatima), make_request(cast.fatima)
    answer(done, cast.iris, YES, letter=b"%PDF")
    last = access.get_case(cast.iris, running.pk, TODAY).legal_by
    assert last
    Holiday.objects.create(day=last, name="Vrij", source="Proef")
    later = [access.get_case(cast.iris, one.pk, TODAY).legal_by for one in (running, done)]
    assert later == [date(2026, 12, 28), last]
