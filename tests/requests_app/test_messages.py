"""Berichten en notities: who reads what, one mail for what waits, once whatever is pressed."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Event
from portal.files.actions import CleanUpload
from portal.outbox.models import Message
from portal.people.models import Guardianship, Pupil, User
from portal.people.rules import Authority, turns
from requests_app import access, actions
from requests_app.models import Attachment, CaseMessage, CaseNote, DataRequest, with_dates
from requests_app.rules import Kind
from tests.builders import make_pupil, make_user, tie
from tests.cast import Cast
from tests.requests_app.answers import package_of
from tests.requests_app.builders import answer, make_request
from tests.requests_app.test_clock import refused
from tests.tools.made import picture

SignIn = Callable[[User], Client]
DAY = timedelta(days=1)
FILE = CleanUpload(b"\x89PNG", "foto.png", "image/png")
SECRET = "Noor is vaak moe in de les."


@pytest.fixture
def today() -> date:
    """A message is stamped with the real clock."""
    return timezone.localdate()


@pytest.fixture
def request_(cast: Cast, today: date) -> DataRequest:
    """Of Fatima about Noor, taken up by Iris."""
    return actions.take_up(make_request(cast.fatima, today=today), by=cast.iris)


def fresh(request: DataRequest) -> DataRequest:
    return DataRequest.objects.with_facts().get(pk=request.pk)


def reads(user: User, request: DataRequest, day: date) -> list[str]:
    thread = access.family_thread(user, with_dates([fresh(request)], day)[0], day)
    return [one.message.text for one in thread.said]


def url(name: str, request: DataRequest, *more: object) -> str:
    return reverse(f"requests:{name}", args=[request.pk, *more])


def post(browser: Client, name: str, request: DataRequest, **facts: object) -> str:
    posted = {"once_key": str(uuid4()), **facts}
    return browser.post(url(name, request), posted, follow=True).text


def mails(kind: str) -> int:
    return Message.objects.filter(kind=f"requests.{kind}").count()


def test_both_write_and_read(cast: Cast, client_of: SignIn, request_: DataRequest) -> None:
    iris, fatima = client_of(cast.iris), client_of(cast.fatima)
    assert "Het bericht is verstuurd." in post(iris, "messages", request_, text=SECRET)
    assert "1 nieuw bericht van de school" in fatima.get(url("detail", request_)).text
    assert SECRET in fatima.get(url("own_messages", request_)).text
    assert "nieuw bericht" not in fatima.get(url("detail", request_)).text
    post(fatima, "own_messages", request_, text="Dank u wel.")
    page = iris.get(url("messages", request_)).text
    assert "Dank u wel." in page
    assert "gelezen" in page
    assert not CaseMessage.objects.filter(read_at=None).exists()


def test_one_mail_for_all_that_waits_and_no_word_of_it(
    cast: Cast, request_: DataRequest, today: date
) -> None:
    for number in range(3):
        actions.write_back(request_, text=f"{SECRET} {number}", by=cast.iris, today=today)
    assert mails("message_waits") == 1
    assert SECRET not in Message.objects.get(kind="requests.message_waits").body
    actions.note_read(CaseMessage.objects.all(), now=timezone.now())
    actions.write_back(request_, text="Nog iets.", by=cast.iris, today=today)
    assert mails("message_waits") == 2
    for _number in range(2):
        actions.write(request_, text="Hoe laat?", by=cast.fatima, today=today)
    mail = Message.objects.get(kind="requests.message_came")
    assert mail.to == cast.iris.email


def test_the_other_parent_reads_nothing(
    cast: Cast, client_of: SignIn, request_: DataRequest, today: date
) -> None:
    actions.write_back(request_, text=SECRET, by=cast.iris, uploads=[FILE], today=today)
    file = Attachment.objects.get()
    for name in ("daan", "ruud", "yara", "olga", "mila"):
        browser = client_of(getattr(cast, name))
        assert browser.get(url("own_messages", request_)).status_code == 404
        assert browser.get(url("message_file", request_, file.pk)).status_code == 404
    with pytest.raises(actions.Refused):
        actions.write(request_, text="Ik ook.", by=cast.daan, today=today)


def test_after_authority_ended_she_writes_but_reads_no_answer(
    cast: Cast, client_of: SignIn, request_: DataRequest, today: date
) -> None:
    actions.write_back(request_, text=SECRET, by=cast.iris, uploads=[FILE], today=today)
    row = Guardianship.objects.get(guardian=cast.guardians["fatima"], pupil=cast.noor)
    row.until = today
    row.save()
    tie(cast.guardians["fatima"], cast.noor, Authority.NO, since=today)
    fatima = client_of(cast.fatima)
    page = fatima.get(url("own_messages", request_)).text
    assert SECRET not in page
    assert "Er is een bericht van de school" in page
    file = Attachment.objects.get()
    assert fatima.get(url("message_file", request_, file.pk)).status_code == 404
    assert "Dat klopt niet." in post(fatima, "own_messages", request_, text="Dat klopt niet.")
    refused("no_reader", lambda: actions.write_back(request_, text="x", by=cast.iris, today=today))
    assert CaseMessage.objects.filter(from_school=True, read_at=None).exists()


def test_about_own_data_the_right_is_always_there(cast: Cast, today: date) -> None:
    request = make_request(cast.ruud, own=True, today=today)
    actions.write_back(request, text="Uw adres staat er.", by=cast.petra, today=today)
    assert reads(cast.ruud, request, today) == ["Uw adres staat er."]


def test_a_pupil_who_turned_16_reads_nothing_of_before(cast: Cast, today: date) -> None:
    birthday = today + 10 * DAY
    aya = make_pupil(cast.school, "Aya", turns(birthday, -16), user=make_user("Aya"))
    Guardianship.objects.filter(guardian=cast.guardians["olga"]).delete()
    tie(cast.guardians["olga"], aya)
    request = make_request(cast.olga, today=today)
    actions.write(request, text="Woorden van Olga.", by=cast.olga, today=today)
    actions.write_back(request, text="Aan Olga.", by=cast.iris, today=today)
    own = user_of(aya)
    actions.write_back(fresh(request), text="Aan Aya.", by=cast.iris, today=birthday)
    CaseMessage.objects.filter(text="Aan Aya.").update(at=timezone.now() + 10 * DAY)
    actions.write(fresh(request), text="Woorden van Aya.", by=own, today=birthday)
    assert set(reads(own, request, birthday)) == {"Aan Aya.", "Woorden van Aya."}
    assert reads(cast.olga, request, birthday) == []
    assert reads(cast.olga, request, today) == ["Woorden van Olga.", "Aan Olga."]
    case = with_dates([fresh(request)], birthday)[0]
    names = [one.name for one in access.staff_thread(case, birthday).said]
    assert names[0] == "Olga Demo"
    assert "Aya Demo" in names


def user_of(pupil: Pupil) -> User:
    assert pupil.user
    return pupil.user


def test_after_the_answer_yes_after_the_end_no(cast: Cast, client_of: SignIn, today: date) -> None:
    request = make_request(cast.fatima, today=today)
    answer(request, cast.iris, today=today)
    package_of(request, today=today)
    actions.write(fresh(request), text="Wat betekent dit?", by=cast.fatima, today=today)
    actions.close(fresh(request), by=cast.iris, today=today)
    for verb, by in ((actions.write, cast.fatima), (actions.write_back, cast.iris)):
        refused("state", partial(verb, request, text="x", by=by, today=today))
    page = client_of(cast.fatima).get(url("own_messages", request)).text
    assert "Wat betekent dit?" in page
    assert "geen berichten meer" in page
    page = post(client_of(cast.fatima), "own_messages", request, text="Nog iets")
    assert "Dit verzoek is af." in page


def test_after_the_answer_a_parent_loses_what_a_pupil_of_16_got(cast: Cast, today: date) -> None:
    birthday = today + 10 * DAY
    aya = make_pupil(cast.school, "Aya", turns(birthday, -16), user=make_user("Aya"))
    Guardianship.objects.filter(guardian=cast.guardians["olga"]).delete()
    tie(cast.guardians["olga"], aya)
    request = make_request(cast.olga, Kind.CORRECTION, today=today)
    actions.write_back(request, text=SECRET, by=cast.iris, today=today)
    answer(request, cast.iris, today=today)
    assert reads(cast.olga, request, birthday - DAY) == [SECRET]
    assert reads(cast.olga, request, birthday) == []
    write = partial(actions.write_back, text="x", by=cast.iris, today=birthday)
    refused("no_reader", lambda: write(fresh(request)))


def test_files_go_along_and_five_is_enough(
    cast: Cast, client_of: SignIn, request_: DataRequest
) -> None:
    fatima = client_of(cast.fatima)
    six = [SimpleUploadedFile(f"{number}.png", picture()) for number in range(6)]
    assert "Kies er ten hoogste vijf." in post(
        fatima, "own_messages", request_, text="Foto's.", uploads=six
    )
    wrong = SimpleUploadedFile("brief.pdf", b"MZ\x90 a program")
    assert "Fout:" in post(fatima, "own_messages", request_, text="Brief.", uploads=[wrong])
    assert not CaseMessage.objects.exists()
    two = [SimpleUploadedFile(f"{number}.png", picture()) for number in range(2)]
    post(fatima, "own_messages", request_, text="Foto's.", uploads=two)
    first = Attachment.objects.first()
    assert first
    assert fatima.get(url("message_file", request_, first.pk)).status_code == 200
    iris = client_of(cast.iris)
    assert iris.get(url("case_attachment", request_, first.pk)).status_code == 200
    assert iris.get(url("case_attachment", request_, uuid4())).status_code == 404


def test_pressing_twenty_times_is_one_message(
    cast: Cast, client_of: SignIn, request_: DataRequest
) -> None:
    fatima, key = client_of(cast.fatima), str(uuid4())
    for _press in range(20):
        post(fatima, "own_messages", request_, once_key=key, text="Eén keer.")
    assert CaseMessage.objects.count() == 1


def test_a_number_like_a_bsn_comes_back_marked(
    cast: Cast, client_of: SignIn, request_: DataRequest
) -> None:
    browsers = ((client_of(cast.fatima), "own_messages"), (client_of(cast.iris), "notes"))
    for browser, name in browsers:
        page = post(browser, name, request_, text="Zijn nummer is 111222333.")
        assert "<mark>111222333</mark>" in page
    post(client_of(cast.iris), "notes", request_, text="Nr 111222333.", number_choice="remove")
    assert CaseNote.objects.get().text == "Nr […]."
    assert "111222333" not in str(list(Event.objects.values_list("facts", flat=True)))


def test_notes_are_for_colleagues(cast: Cast, client_of: SignIn, request_: DataRequest) -> None:
    post(client_of(cast.iris), "notes", request_, text="Gebeld, niet bereikt.")
    for name in ("henk", "frank", "petra"):
        assert "Gebeld" in client_of(getattr(cast, name)).get(url("notes", request_)).text
    fatima = client_of(cast.fatima)
    assert fatima.get(url("notes", request_)).status_code == 404
    detail = fatima.get(url("detail", request_)).text
    assert "Gebeld" not in detail
    assert "Notitie geschreven" not in detail
    assert "Notitie geschreven" in client_of(cast.iris).get(url("case", request_)).text
    assert [(note.text, name) for note, name in access.notes_of(request_)] == [
        ("Gebeld, niet bereikt.", "Iris")
    ]


def test_the_fg_opens_and_it_stays_unread(
    cast: Cast, client_of: SignIn, request_: DataRequest, today: date
) -> None:
    actions.write(request_, text="Vraagje.", by=cast.fatima, today=today)
    client_of(cast.frank).get(url("messages", request_))
    assert CaseMessage.objects.get().read_at is None
    client_of(cast.iris).get(url("messages", request_))
    assert CaseMessage.objects.get().read_at is not None


@pytest.mark.parametrize("name", ["messages", "notes", "own_messages", "detail", "case"])
def test_the_queries_do_not_grow(
    cast: Cast, client_of: SignIn, request_: DataRequest, today: date, name: str
) -> None:
    who = cast.fatima if name in {"own_messages", "detail"} else cast.iris
    browser, counts = client_of(who), []
    for _round in range(2):
        for _number in range(30):
            actions.write(request_, text="?", by=cast.fatima, uploads=[FILE], today=today)
            actions.write_back(request_, text="!", by=cast.iris, today=today)
            actions.note(request_, text="…", by=cast.iris)
        browser.get(url(name, request_))
        with CaptureQueriesContext(
            connection,
        ) as found:
            browser.get(url(name, request_))
        counts.append(len(found))
    assert counts[0] == counts[1]
