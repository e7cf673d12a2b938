"""Besluiten: the appended decision, the letter, the log, the mail, and what is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from portal.audit.models import Event
from portal.calendar.models import Holiday
from portal.files.actions import read
from portal.files.models import StoredFile
from portal.outbox.models import Message
from portal.people.models import Guardianship
from portal.people.rules import Authority
from requests_app import access, actions
from requests_app.letters import Draft
from requests_app.models import (
    DataRequest,
    Decision,
    DecisionText,
    Extension,
    SuspensionPeriod,
    with_dates,
)
from requests_app.rules import GroundCode, Kind, Outcome, Standing, State
from tests.builders import TODAY
from tests.cast import Cast
from tests.days import day
from tests.requests_app.builders import NO, YES, answer, make_request, printed


def test_a_decision_keeps_the_dates_that_its_letter_stated(cast: Cast) -> None:
    decision = answer(make_request(cast.fatima), cast.iris)
    assert (decision.outcome, decision.ground) == (Outcome.GRANTED, GroundCode.AS_ASKED)
    assert (decision.decided_by, decision.answered_on) == (cast.iris.pk, TODAY)
    assert decision.promise_by == day("wed 2026-12-23")
    assert decision.legal_by == decision.unsuspended_legal_by == day("fri 2026-12-25")
    assert decision.standing == Standing.IN_TIME


def test_a_later_holiday_moves_open_cases_only(cast: Cast) -> None:
    answered, still_open = make_request(cast.fatima), make_request(cast.fatima)
    answer(answered, cast.iris)
    Holiday.objects.create(day=day("fri 2026-12-25"), name="Eerste kerstdag", source="wet")
    rows = DataRequest.objects.filter(pk__in=[answered.pk, still_open.pk]).with_facts()
    found = {case.request.pk: case for case in with_dates(rows, TODAY)}
    assert found[answered.pk].legal_by == day("fri 2026-12-25")
    assert not found[answered.pk].is_explained
    assert found[still_open.pk].legal_by == day("mon 2026-12-28")


def test_the_letter_is_stored_encrypted_with_its_hash(cast: Cast) -> None:
    decision = answer(make_request(cast.fatima), cast.iris)
    content = read(decision.letter)
    assert content.startswith(b"%PDF")
    assert decision.letter_sha256 == decision.letter.sha256
    assert not decision.letter.path.read_bytes().startswith(b"%PDF")


def test_own_words_lie_apart_and_the_log_keeps_codes(cast: Cast) -> None:
    decision = answer(make_request(cast.fatima), cast.iris, NO)
    assert DecisionText.objects.get(decision=decision).words == NO.words
    event = Event.objects.get(verb="requests.decide")
    codes = {"outcome": "refused", "ground": "unfounded", "standing": "in_time"}
    assert event.facts == codes | {"number_confirmed": False}


def test_of_a_number_that_is_no_bsn_the_log_keeps_the_fact(cast: Cast) -> None:
    draft = Draft(Outcome.GRANTED, GroundCode.AS_ASKED, "Dossier 111222333", number_confirmed=True)
    answer(make_request(cast.fatima), cast.iris, draft)
    event = Event.objects.get(verb="requests.decide")
    assert event.facts["number_confirmed"] is True
    assert "111222333" not in str(event.facts)


def test_the_requester_alone_gets_a_mail_without_content(cast: Cast) -> None:
    answer(make_request(cast.fatima), cast.iris)
    message = Message.objects.get(kind="requests.request_answered")
    assert message.to == cast.fatima.email
    assert not [word for word in ("Noor", "besluit", "Iris", "2026") if word in message.body]


def test_a_decision_cannot_be_changed_or_deleted(cast: Cast) -> None:
    decision = answer(make_request(cast.fatima), cast.iris)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(outcome=Outcome.REFUSED.value)
    DecisionText.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).delete()


@pytest.mark.parametrize(
    "draft, code",
    [
        (Draft(Outcome.REFUSED, GroundCode.UNFOUNDED, "  "), "words"),
        (Draft(Outcome.PARTLY, GroundCode.OTHERS_RIGHTS, ""), "words"),
        (Draft(Outcome.REFUSED, GroundCode.PROFESSIONAL_OPINION, "Nee."), "ground"),
        (Draft(Outcome.GRANTED, GroundCode.UNFOUNDED, ""), "ground"),
        (Draft(Outcome.NOT_HANDLED, GroundCode.IDENTITY_UNKNOWN, "Wie bent u?"), "ground"),
    ],
)
def test_a_decision_against_the_rules_leaves_nothing(cast: Cast, draft: Draft, code: str) -> None:
    request = make_request(cast.fatima)
    with pytest.raises(actions.Refused, match=code):
        answer(request, cast.iris, draft, letter=b"%PDF")
    assert not Decision.objects.exists()
    assert not StoredFile.objects.exists()


def test_direct_marketing_is_never_refused(cast: Cast) -> None:
    request = make_request(cast.fatima, Kind.OBJECTION, direct_marketing=True)
    with pytest.raises(actions.Refused, match="outcome"):
        answer(request, cast.iris, NO)


def test_the_second_of_two_tabs_is_told_that_the_case_moved_on(cast: Cast) -> None:
    row = actions.take_up(make_request(cast.fatima), by=cast.iris)
    facts: dict[str, Any] = {"by": cast.iris, "requester_has_right": True, "today": TODAY}
    facts["letter"] = printed(row, YES)
    actions.decide(row, YES, version=2, **facts)
    with pytest.raises(actions.Stale):
        actions.decide(row, NO, version=2, **facts)
    with pytest.raises(actions.Refused, match="state"):
        actions.decide(row, NO, version=3, **facts)
    assert Decision.objects.count() == 1


def test_unknown_authority_can_be_refused_but_not_granted(cast: Cast) -> None:
    request = make_request(cast.yara)
    with pytest.raises(actions.Refused, match="authority"):
        answer(request, cast.iris)
    no_authority = Draft(Outcome.REFUSED, GroundCode.NO_AUTHORITY, "Het gezag is niet bekend.")
    request.refresh_from_db()
    answered = actions.decide(
        request,
        no_authority,
        by=cast.iris,
        letter=printed(request, no_authority),
        version=request.version,
        requester_has_right=access.requester_has_right(request, TODAY),
        today=TODAY,
    )
    assert answered.request.state == State.ANSWERED


@pytest.mark.parametrize(
    "answered, standing",
    [
        ("wed 2026-12-23", Standing.IN_TIME),
        ("thu 2026-12-24", Standing.PROMISE_PASSED),
        ("sat 2026-12-26", Standing.OVERDUE),
    ],
)
def test_the_verdict_is_kept_with_the_decision(
    cast: Cast, answered: str, standing: Standing
) -> None:
    decision = answer(make_request(cast.fatima), cast.iris, today=day(answered))
    assert decision.standing == standing


def suspended(request: DataRequest, since: date, until: date | None) -> DataRequest:
    SuspensionPeriod.objects.create(request=request, reason="identity", since=since, until=until)
    return DataRequest.objects.with_facts().get(pk=request.pk)


def test_suspension_and_extension_move_the_dates_of_a_row(cast: Cast) -> None:
    request = make_request(cast.fatima)
    paused = suspended(request, TODAY, TODAY + timedelta(days=5))
    case = with_dates([paused], TODAY)[0]
    assert case.promise_by == day("mon 2026-12-28")
    assert case.unsuspended_legal_by == day("fri 2026-12-25")
    Extension.objects.create(request=request, notified_on=TODAY)
    longer = with_dates([DataRequest.objects.with_facts().get(pk=request.pk)], TODAY)[0]
    assert longer.unsuspended_legal_by == day("thu 2027-02-25")


def test_an_open_suspension_counts_up_to_today(cast: Cast) -> None:
    paused = suspended(make_request(cast.fatima), TODAY, None)
    later = with_dates([paused], TODAY + timedelta(days=3))[0]
    assert later.promise_by == day("sat 2026-12-26")


def test_a_right_that_ended_closes_the_letter_but_not_a_refusal(cast: Cast) -> None:
    granted, refused = make_request(cast.fatima), make_request(cast.fatima)
    answer(granted, cast.iris)
    answer(refused, cast.iris, NO)
    rows = Guardianship.objects.filter(guardian=cast.guardians["fatima"])
    rows.update(authority=Authority.NO)
    open_letters = [
        one.pk
        for one in (granted, refused)
        if access.may_receive(
            cast.fatima, access.get_request(cast.fatima, one.pk, TODAY).request, TODAY
        )
    ]
    assert open_letters == [refused.pk]
