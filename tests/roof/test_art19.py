"""Wat een besluit veroorzaakt: tasks once, recipients by name, nothing of what is hidden."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from portal.register.models import (
    Disclosure,
    DisclosureRecipient,
    DisclosureText,
    Processing,
    Recipient,
)
from portal.roof.art19 import follow
from requests_app import access, actions
from requests_app.actions import Ending, finish_task
from requests_app.letters import Draft, PartDraft
from requests_app.models import Ask, CaseTask, DataRequest
from requests_app.rules import GroundCode, Kind, Outcome, PartOutcome, Result
from tests.builders import TODAY
from tests.cast import Cast
from tests.register.builders import adopt
from tests.requests_app.builders import NO, YES, answer, make_request

SignIn = Callable[[User], Client]
AS_ASKED = GroundCode.AS_ASKED


@pytest.fixture
def shared(cast: Cast, today: date) -> Processing:
    return shared_entry(cast, today)


def shared_entry(cast: Cast, today: date) -> Processing:
    """A processing whose data of Noor went to its recipients a month ago."""
    adopt(cast, today)
    rows = Processing.objects.published().filter(board=cast.board, recipients__isnull=False)
    processing = rows.exclude(systems="").order_by("code")[0]
    hand_over(cast, processing, today)
    return processing


def hand_over(
    cast: Cast,
    processing: Processing,
    today: date,
    *,
    hidden: bool = False,
    to: Recipient | None = None,
) -> None:
    """A month ago, to its own recipient or to another one."""
    row = Disclosure.objects.create(
        board=cast.board,
        pupil_id=cast.noor.pk,
        on=today - timedelta(days=30),
        basis="e",
        fields=[],
        channel="link",
        processing=processing,
        consent="not_needed",
        hidden=hidden,
        recorded_by_id=cast.iris.pk,
    )
    DisclosureText.objects.create(disclosure=row)
    DisclosureRecipient.objects.create(
        disclosure=row, recipient=to or processing.recipients.all()[0]
    )


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def decided(
    cast: Cast,
    kind: Kind,
    named: Processing,
    today: date,
    *,
    yes: bool = True,
    on: date = TODAY,
) -> DataRequest:
    target = access.get_target(cast.fatima, f"kind-{cast.noor.pk}", today)
    ask = Ask(kind, "Graag.", parts=(named,))
    request = actions.file_request(target, ask, by=cast.fatima, today=today)
    answer(request, cast.iris, granted(named) if yes else NO, today=on)
    return request


def granted(named: Processing) -> Draft:
    part = PartDraft(named, PartOutcome.GRANTED, AS_ASKED)
    return Draft(Outcome.GRANTED, AS_ASKED, "", parts=(part,))


def purposes() -> set[str]:
    return set(CaseTask.objects.values_list("purpose", flat=True))


@pytest.mark.parametrize(
    "kind, expected",
    [
        (Kind.CORRECTION, {"correct", "notify"}),
        (Kind.ERASURE, {"erase", "notify"}),
        (Kind.LIMITATION, {"stop", "notify"}),
        (Kind.OBJECTION, {"freeze", "stop"}),  # freeze: of the weighing
        (Kind.ACCESS, set()),
    ],
)
def test_a_yes_makes_the_tasks_of_its_kind(
    cast: Cast, today: date, shared: Processing, kind: Kind, expected: set[str]
) -> None:
    decided(cast, kind, shared, today)
    follow(noon(today))
    assert purposes() == expected


def test_twice_makes_nothing_more(cast: Cast, today: date, shared: Processing) -> None:
    decided(cast, Kind.ERASURE, shared, today)
    assert follow(noon(today)) > 0
    assert follow(noon(today)) == 0


def test_a_portal_that_stood_still_makes_them_when_it_is_back(
    cast: Cast, today: date, shared: Processing
) -> None:
    decided(cast, Kind.ERASURE, shared, today)
    assert follow(noon(today + timedelta(days=30))) > 0


def test_a_no_causes_nothing(cast: Cast, today: date, shared: Processing) -> None:
    decided(cast, Kind.ERASURE, shared, today, yes=False)
    assert follow(noon(today)) == 0


def test_recipients_are_told_by_name_once_each(cast: Cast, today: date, shared: Processing) -> None:
    hand_over(cast, shared, today)
    decided(cast, Kind.ERASURE, shared, today)
    follow(noon(today))
    names = [one.holder for one in CaseTask.objects.filter(purpose="notify")]
    assert names == [shared.recipients.all()[0].name]


def test_a_hidden_disclosure_leaves_no_task(cast: Cast, today: date, shared: Processing) -> None:
    other = Processing.objects.published().filter(board=cast.board, recipients__isnull=False)
    hidden = other.exclude(recipients__in=shared.recipients.all()).order_by("code")[0]
    hand_over(cast, hidden, today, hidden=True)
    decided(cast, Kind.ERASURE, hidden, today)
    follow(noon(today))
    assert "notify" not in purposes()


def test_a_correction_without_entries_is_a_task_of_the_office(cast: Cast, today: date) -> None:
    answer(make_request(cast.fatima, Kind.CORRECTION), cast.iris, YES)
    follow(noon(today))
    assert [one.key for one in CaseTask.objects.all()] == ["administratie"]


def test_an_opinion_is_a_task_to_add_the_own_view(cast: Cast, today: date) -> None:
    request = make_request(cast.fatima, Kind.CORRECTION)
    answer(
        request, cast.iris, Draft(Outcome.REFUSED, GroundCode.PROFESSIONAL_OPINION, "Zo gezien.")
    )
    follow(noon(today))
    assert [one.key for one in CaseTask.objects.all()] == ["eigen-verklaring"]


def test_the_last_task_carries_the_correction_out(
    cast: Cast, today: date, shared: Processing
) -> None:
    request = decided(cast, Kind.CORRECTION, shared, today)
    follow(noon(today))
    for task in CaseTask.objects.filter(purpose="correct"):
        finish_task(task, Ending(Result.DONE, today), by=cast.iris, today=today)
    request.refresh_from_db()
    assert request.carried_out_on == today


@pytest.mark.parametrize(
    "ending, code",
    [
        (Ending(Result.DONE, date(2026, 11, 25)), "result"),
        (Ending(Result.IMPOSSIBLE, date(2026, 11, 25)), "because"),
        (Ending(Result.INFORMED, date(2026, 11, 26)), "on"),
        (Ending(Result.INFORMED, date(2026, 11, 24)), "on"),
    ],
)
def test_a_recipient_is_told_or_it_is_said_why_not(
    cast: Cast, today: date, shared: Processing, ending: Ending, code: str
) -> None:
    decided(cast, Kind.ERASURE, shared, today)
    follow(noon(today))
    task = CaseTask.objects.get(purpose="notify")
    with pytest.raises(actions.Refused, match=code):
        finish_task(task, ending, by=cast.iris, today=today)


def test_the_family_reads_who_was_told(cast: Cast, client_of: SignIn, shared: Processing) -> None:
    now = timezone.localdate()
    request = decided_now(cast, shared, now)
    iris, task = client_of(cast.iris), CaseTask.objects.get(purpose="notify")
    url = reverse("requests:finish_task", args=[request.pk, task.pk])
    posted = {"once_key": str(uuid4()), "result": "informed", "on": f"{now:%d-%m-%Y}"}
    assert "Deze taak is af" in iris.post(url, posted, follow=True).text
    page = client_of(cast.fatima).get(reverse("requests:detail", args=[request.pk])).text
    assert f"{task.holder}: ingelicht" in page


def decided_now(cast: Cast, named: Processing, now: date) -> DataRequest:
    target = access.get_target(cast.fatima, f"kind-{cast.noor.pk}", now)
    request = actions.file_request(target, Ask(Kind.ERASURE, "Graag."), by=cast.fatima, today=now)
    answer(request, cast.iris, granted(named), today=now)
    follow(noon(now))
    return request


def test_the_letter_to_a_recipient_is_for_staff_of_the_case(
    cast: Cast, client_of: SignIn, shared: Processing
) -> None:
    request = decided_now(cast, shared, timezone.localdate())
    task = CaseTask.objects.get(purpose="notify")
    url = reverse("requests:notice", args=[request.pk, task.pk])
    assert client_of(cast.iris).post(url, follow=True).content.startswith(b"%PDF")
    erase = CaseTask.objects.filter(purpose="erase")[0]
    wrong = reverse("requests:notice", args=[request.pk, erase.pk])
    assert client_of(cast.iris).get(wrong).status_code == 404
    assert client_of(cast.bas).get(url).status_code == 404
