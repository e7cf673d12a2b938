"""Verzamelen: who is asked, what came in, and what was decided about others in it (AVG 15)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Event
from portal.files.actions import CleanUpload, read
from portal.outbox.models import Message
from portal.people.models import Enrolment, User
from portal.register.models import Processing
from requests_app import actions
from requests_app.access import collecting as access
from requests_app.actions.collect import remind_collectors
from requests_app.models import CaseTask, DataRequest, Extract, RequestPart
from requests_app.rules import Kind, Others, Result, State
from requests_app.rules.collecting import Block
from tests.builders import TODAY
from tests.cast import Cast
from tests.register.builders import adopt
from tests.requests_app.builders import answer, make_request
from tests.requests_app.collecting import (
    ask_holders,
    asked,
    barred,
    delivered,
    noted,
    uploaded,
    weighed,
)
from tests.tools.made import pdf

SignIn = Callable[[User], Client]
NOW = timezone.make_aware(datetime(2026, 12, 11, 9))  # noqa: DTZ001


@pytest.fixture
def tasks(cast: Cast) -> list[CaseTask]:
    adopt(cast, TODAY)
    return asked(cast)


def test_every_system_and_function_of_the_register_is_asked(tasks: list[CaseTask]) -> None:
    names = {task.holder for task in tasks}
    assert {"ESIS", "MLS", "Basispoort", "leraren van de leerling", "directie"} <= names
    assert {task.due_on for task in tasks} == {TODAY + timedelta(days=18)}
    assert {task.assignee for task in tasks} == {tasks[0].request.assignee}


def test_asking_again_makes_nothing_twice(cast: Cast, tasks: list[CaseTask]) -> None:
    assert ask_holders(cast, tasks[0].request) == []
    assert CaseTask.objects.count() == len(tasks)
    assert Event.objects.filter(verb="requests.collect").count() == 1


def test_a_request_about_one_entry_asks_only_who_holds_that(cast: Cast) -> None:
    adopt(cast, TODAY)
    request = actions.take_up(make_request(cast.fatima), by=cast.iris)
    chosen = Processing.objects.get(code="basispoort")
    RequestPart.objects.create(request=request, processing=chosen)
    made = ask_holders(cast, request)
    assert "Basispoort" in {task.holder for task in made}
    assert {task.processing for task in made} == {chosen}


def test_about_oneself_only_what_is_about_parents_is_asked(cast: Cast) -> None:
    adopt(cast, TODAY)
    rows = access.entries_of(make_request(cast.ruud, own=True))
    assert rows
    assert all("guardian" in row.data_subjects for row in rows)


def of_former_pupils() -> Processing:
    Processing.objects.filter(code="basispoort").update(data_subjects=["former_pupil"])
    return Processing.objects.get(code="basispoort")


def test_who_keeps_former_pupils_is_asked_once_a_pupil_left(cast: Cast) -> None:
    adopt(cast, TODAY)
    request = make_request(cast.fatima)
    former = of_former_pupils()
    assert former in access.entries_of(request)
    assert former not in access.asked_entries(request, TODAY)
    Enrolment.objects.filter(pupil=cast.noor).update(until=TODAY)
    assert former in access.asked_entries(request, TODAY)


def test_who_names_an_entry_is_answered_about_it(cast: Cast) -> None:
    adopt(cast, TODAY)
    request = make_request(cast.fatima)
    former = of_former_pupils()
    RequestPart.objects.create(request=request, processing=former)
    assert access.asked_entries(request, TODAY) == [former]


def test_a_complaint_asks_nobody(cast: Cast) -> None:
    request = make_request(cast.fatima, Kind.COMPLAINT)
    with pytest.raises(actions.Refused, match="kind"):
        actions.collect(request, found=[], by=cast.iris, today=TODAY)


def test_a_withdrawn_case_asks_nobody(cast: Cast) -> None:
    request = actions.withdraw(make_request(cast.fatima), by=cast.fatima, today=TODAY)
    with pytest.raises(actions.Refused, match="state"):
        actions.collect(request, found=[], by=cast.iris, today=TODAY)


def test_no_data_is_an_answer_too(cast: Cast, tasks: list[CaseTask]) -> None:
    actions.nothing_held(tasks[0], by=cast.iris, today=TODAY)
    kept = CaseTask.objects.get(pk=tasks[0].pk)
    assert (kept.result, kept.done_on) == (Result.NOTHING_HELD, TODAY)


def test_whoever_delivered_does_not_hold_nothing(cast: Cast, tasks: list[CaseTask]) -> None:
    delivered(cast, tasks[0])
    with pytest.raises(actions.Refused, match="extracts"):
        actions.nothing_held(tasks[0], by=cast.iris, today=TODAY)


def test_a_document_waits_until_somebody_looked(cast: Cast, tasks: list[CaseTask]) -> None:
    extract, request = delivered(cast, tasks[0]), tasks[0].request
    assert CaseTask.objects.get(pk=tasks[0].pk).result == Result.DELIVERED
    assert access.blocks_of(request, TODAY) == [Block.UNCHECKED]
    weighed(cast, extract)
    assert access.blocks_of(request, TODAY) == []


@pytest.mark.parametrize("others", [Others.KEPT, Others.LEFT_OUT])
def test_others_in_it_ask_for_words(cast: Cast, tasks: list[CaseTask], others: Others) -> None:
    extract = delivered(cast, tasks[0])
    with pytest.raises(actions.Refused, match="words"):
        weighed(cast, extract, others)
    weighed(cast, extract, others, "Alleen de naam van de leraar.")
    assert Extract.objects.get().checked_by == cast.iris.pk


def test_only_a_new_version_is_called_blackened(cast: Cast, tasks: list[CaseTask]) -> None:
    with pytest.raises(actions.Refused, match="others"):
        weighed(cast, delivered(cast, tasks[0]), Others.BLACKENED, "Klaar.")


def blackened(cast: Cast, extract: Extract, *, under: bool = False) -> Extract:
    clean = CleanUpload(pdf(), "zwart.pdf", "application/pdf")
    return actions.replace_extract(
        extract, clean, text_under_black=under, weighing="De vader.", by=cast.iris, today=TODAY
    )


def test_a_blackened_version_takes_the_place(cast: Cast, tasks: list[CaseTask]) -> None:
    first = delivered(cast, tasks[0])
    second = blackened(cast, first)
    assert (second.replaces, second.others) == (first, Others.BLACKENED)
    assert access.blocks_of(first.request, TODAY) == []
    assert read(first.file)  # until the answer: the black one may be wrong
    with pytest.raises(actions.Refused, match="others"):
        blackened(cast, first)


def test_text_under_the_black_must_be_looked_at(cast: Cast, tasks: list[CaseTask]) -> None:
    second = blackened(cast, delivered(cast, tasks[0]), under=True)
    assert access.blocks_of(second.request, TODAY) == [Block.UNCHECKED]
    weighed(cast, second, Others.BLACKENED, "Gekeken: er staat alleen een kop.")
    assert access.blocks_of(second.request, TODAY) == []


def test_notes_are_weighed_before_they_go_along(cast: Cast, tasks: list[CaseTask]) -> None:
    request = tasks[0].request
    note = noted(request, "Gebeld met de leraar.")
    assert access.blocks_of(request, TODAY) == [Block.NOTES]
    extract = actions.add_notes(request, pdf(), through=note.at, by=cast.iris, today=TODAY)
    assert access.blocks_of(request, TODAY) == [Block.UNCHECKED]
    weighed(cast, extract)
    assert access.blocks_of(request, TODAY) == []
    noted(request, "Nog eens gebeld.")
    assert access.blocks_of(request, TODAY) == [Block.NOTES]


def test_notes_in_the_case_of_the_other_parent_stay_there(cast: Cast) -> None:
    mine, theirs = make_request(cast.fatima), make_request(cast.daan)
    noted(theirs, "Daan belde boos.")
    kept = noted(mine, "Fatima belde.")
    assert list(access.notes_about(mine, TODAY)) == [kept]


def test_a_reminder_goes_once_and_tells_nothing(cast: Cast, tasks: list[CaseTask]) -> None:
    actions.nothing_held(tasks[0], by=cast.iris, today=TODAY)
    assert remind_collectors(NOW) == len(tasks) - 1
    assert remind_collectors(NOW) == 0
    mails = Message.objects.filter(kind="requests.task_waits")
    assert {mail.to for mail in mails} == {cast.iris.email}
    assert not [
        word for word in ("Noor", "ESIS", "2026-0") if word in mails[0].body + mails[0].subject
    ]


def test_nobody_is_reminded_too_early_or_of_a_case_that_is_over(
    cast: Cast, tasks: list[CaseTask]
) -> None:
    assert remind_collectors(NOW - timedelta(days=5)) == 0
    actions.withdraw(tasks[0].request, by=cast.fatima, today=TODAY)
    assert remind_collectors(NOW) == 0


def test_the_whole_way_in_the_browser(cast: Cast, client_of: SignIn) -> None:
    adopt(cast, timezone.localdate())
    request = actions.take_up(make_request(cast.fatima, today=timezone.localdate()), by=cast.iris)
    browser, url = client_of(cast.iris), reverse("requests:collect", args=[request.pk])
    assert "ESIS" in browser.get(url).text
    assert "De taken staan klaar." in browser.post(url, follow=True).text
    task = CaseTask.objects.get(holder="ESIS")
    new = reverse("requests:new_extract", args=[request.pk, task.pk])
    posted = {"once_key": str(uuid4()), "title": "Toetsen", "upload": uploaded()}
    page = browser.post(new, posted, follow=True)
    assert "Kijk het nu na" in page.text
    extract = Extract.objects.get()
    own = reverse("requests:extract", args=[request.pk, extract.pk])
    assert "Schrijf op wat u hebt afgewogen" in browser.post(own, {"others": "kept"}).text
    browser.post(own, {"others": "none"})
    assert Extract.objects.get().others == Others.NONE
    file = browser.get(reverse("requests:extract_file", args=[request.pk, extract.pk]))
    assert file.content.startswith(b"%PDF")


def test_a_bar_over_text_warns_in_the_browser(cast: Cast, client_of: SignIn) -> None:
    extract = delivered(cast, asked_today(cast)[0], today=timezone.localdate())
    url = reverse("requests:replace_extract", args=[extract.request_id, extract.pk])
    posted = {"once_key": str(uuid4()), "weighing": "De vader.", "upload": uploaded(barred())}
    page = client_of(cast.iris).post(url, posted, follow=True)
    assert "er zit nog tekst in deze PDF" in page.text
    assert Extract.objects.get(replaces=extract).others == Others.UNCHECKED


def asked_today(cast: Cast) -> list[CaseTask]:
    adopt(cast, timezone.localdate())
    return asked(cast, today=timezone.localdate())


@pytest.mark.parametrize("name, said", [("virus.exe", "kan hier niet"), ("leeg.pdf", "leeg")])
def test_a_wrong_file_leaves_nothing(cast: Cast, client_of: SignIn, name: str, said: str) -> None:
    task = asked_today(cast)[0]
    content = b"MZ\x00\x01" if name.endswith("exe") else b""
    upload = SimpleUploadedFile(name, content)
    posted = {"once_key": str(uuid4()), "title": "x", "upload": upload}
    page = client_of(cast.iris).post(
        reverse("requests:new_extract", args=[task.request_id, task.pk]), posted
    )
    assert said in page.text
    assert not Extract.objects.exists()


def test_pressing_twice_uploads_once(cast: Cast, client_of: SignIn) -> None:
    task, browser = asked_today(cast)[0], client_of(cast.iris)
    url, key = reverse("requests:new_extract", args=[task.request_id, task.pk]), str(uuid4())
    for _press in range(2):
        browser.post(url, {"once_key": key, "title": "Toetsen", "upload": uploaded()})
    assert Extract.objects.count() == 1


def queries_of(browser: Client, request: DataRequest) -> int:
    url = reverse("requests:collect", args=[request.pk])
    browser.get(url)
    with CaptureQueriesContext(
        connection,
    ) as found:
        browser.get(url)
    return len(found)


def test_the_page_asks_the_same_with_sixty_documents(cast: Cast, client_of: SignIn) -> None:
    task, browser = asked_today(cast)[0], client_of(cast.iris)
    delivered(cast, task)
    before = queries_of(browser, task.request)
    for number in range(60):
        delivered(cast, task, title=f"Document {number}")
    assert queries_of(browser, task.request) == before


def test_after_the_answer_the_case_is_still_shown(cast: Cast, client_of: SignIn) -> None:
    request = make_request(cast.fatima, today=timezone.localdate())
    answer(request, cast.iris, today=timezone.localdate())
    page = client_of(cast.iris).get(reverse("requests:collect", args=[request.pk]))
    assert page.status_code == 200
    assert State(DataRequest.objects.get(pk=request.pk).state) is State.ANSWERED
