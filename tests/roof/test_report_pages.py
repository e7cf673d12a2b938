"""Het rapport for who is asked: seen, own view, and nothing of what another did or wrote."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import Guardian, Guardianship, User
from portal.register.actions.report_keeping import forget_reports
from portal.register.actions.report_seen import say, see, see_on_paper
from portal.register.actions.report_send import send_report
from portal.register.actions.reports import withdraw_report
from portal.register.models import OwnView, Report, ReportSeen
from portal.register.report_letters import package
from portal.register.rules import Channel
from portal.signin import fresh
from portal.signin.models import AuthenticatorApp
from tests.cast import Cast, make_cast
from tests.register.reports import noors_report

SignIn = Callable[[User], Client]
BSN = "111222333"
WAITS = "Er staat een rapport over Noor klaar"


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture
def cast(db: None, today: date) -> Cast:
    """The cast of today."""
    return make_cast(today)


@pytest.fixture
def row(cast: Cast, today: date) -> Report:
    """A report about Noor that waits."""
    return noors_report(cast, today)


def at(row: Report, name: str = "report") -> str:
    return reverse(f"roof:{name}", args=[row.pupil_id, row.pk])


def stale(client: Client) -> Client:
    session = client.session
    fresh.note(session, time.time() - 301)
    session.save()
    return client


def written(client: Client, row: Report, text: str, **more: str) -> str:
    typed = {"once_key": str(uuid4()), "text": text, **more}
    return client.post(at(row, "report_view"), typed, follow=True).text


def test_the_first_page_and_the_childs_page_say_that_it_waits(
    cast: Cast, row: Report, client_of: SignIn
) -> None:
    fatima = client_of(cast.fatima)
    assert WAITS in fatima.get("/").text
    assert "wacht op mij" in fatima.get(reverse("roof:pupil", args=[cast.noor.pk])).text
    fatima.post(at(row))
    assert WAITS not in fatima.get("/").text
    assert "wacht op mij" not in fatima.get(reverse("roof:pupil", args=[cast.noor.pk])).text


@pytest.mark.parametrize("who", ["ruud", "yara", "tom", "olga", "els", "jan", "lotte", "iris"])
def test_who_is_not_asked_finds_nothing(
    cast: Cast, row: Report, client_of: SignIn, who: str
) -> None:
    client = client_of(getattr(cast, who))
    assert WAITS not in client.get("/", follow=True).text
    for name in ("report", "report_file", "report_view"):
        assert client.get(at(row, name)).status_code == 404
        assert client.post(at(row, name)).status_code in {404, 405}
    assert not ReportSeen.objects.exists()


def test_voor_gezien_is_one_row_however_often(cast: Cast, row: Report, client_of: SignIn) -> None:
    fatima = client_of(cast.fatima)
    pages = [fatima.post(at(row), follow=True).text for _ in range(2)]
    assert all("Gezien is niet: mee eens." in page for page in pages)
    seen = ReportSeen.objects.get()
    assert (seen.guardian_id, seen.channel) == (cast.guardians["fatima"].pk, "portal")


def test_a_factor_of_long_ago_is_asked_again(cast: Cast, row: Report, client_of: SignIn) -> None:
    fatima = stale(client_of(cast.fatima))
    answers = [fatima.get(at(row)), fatima.get(at(row, "report_file")), fatima.post(at(row))]
    where = [one.headers["Location"].partition("?")[0] for one in answers]
    assert where == [reverse("signin:confirm")] * 3
    assert not ReportSeen.objects.exists()


def test_after_the_code_one_tap_more_is_asked_and_counts(
    cast: Cast, row: Report, client_of: SignIn
) -> None:
    fatima = stale(client_of(cast.fatima))
    asked = fatima.post(f"{at(row)}?gezien").headers["Location"]
    device = AuthenticatorApp.objects.get(user=cast.fatima)
    code = {"code": device.code_now(time.time()), "next": f"{at(row)}?gezien"}
    back = fatima.post(asked, code, follow=True)
    assert "Druk nog een keer op de knop" in back.text
    fatima.post(f"{at(row)}?gezien")
    assert ReportSeen.objects.count() == 1
    assert "Druk nog een keer" not in fatima.get(f"{at(row)}?gezien").text


def test_looking_and_downloading_says_nothing(cast: Cast, row: Report, client_of: SignIn) -> None:
    fatima = client_of(cast.fatima)
    fatima.get(f"{at(row)}?gezien")
    answer = fatima.get(at(row, "report_file"))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert not ReportSeen.objects.exists()


def test_an_own_view_is_written_changed_and_taken_back(
    cast: Cast, row: Report, client_of: SignIn
) -> None:
    fatima = client_of(cast.fatima)
    assert "Zij <b>leest</b>".replace("<", "&lt;").replace(">", "&gt;") in written(
        fatima, row, "Zij <b>leest</b>"
    )
    written(fatima, row, "Zij leest graag.")
    assert OwnView.objects.get().text == "Zij leest graag."
    written(fatima, row, " ")
    assert not OwnView.objects.exists()


def test_a_view_that_is_too_long_is_kept_on_the_page(
    cast: Cast, row: Report, client_of: SignIn
) -> None:
    page = written(client_of(cast.fatima), row, "x" * 4001)
    assert "Deze tekst is te lang" in page
    assert "x" * 4001 in page
    assert not OwnView.objects.exists()


def test_a_number_that_may_be_a_bsn_comes_back_marked(
    cast: Cast, row: Report, client_of: SignIn
) -> None:
    fatima, text = client_of(cast.fatima), f"Bel {BSN} maar."
    assert f"<mark>{BSN}</mark>" in written(fatima, row, text)
    assert not OwnView.objects.exists()
    written(fatima, row, text, number_choice="remove")
    assert BSN not in OwnView.objects.get().text
    written(fatima, row, text, number_choice="keep")
    assert OwnView.objects.get().text == text
    assert Event.objects.filter(verb="register.report_number_confirmed").count() == 1


def test_nothing_of_the_other_guardian_is_on_the_pages(
    cast: Cast, today: date, row: Report, client_of: SignIn
) -> None:
    daan, pages = client_of(cast.daan), []
    urls = [at(row), at(row, "report_view"), "/", reverse("roof:pupil", args=[cast.noor.pk])]
    fatima = cast.guardians["fatima"].pk
    for _ in range(2):
        pages.append([_plain(daan.get(url).text) for url in urls])
        say(row, fatima, "GEHEIM van Fatima", by=cast.fatima, today=today)
        see(row, fatima, by=cast.fatima, today=today)
    assert pages[0] == pages[1]
    assert not any("Fatima" in page for page in pages[0])


def test_what_goes_to_the_new_school_holds_no_address(cast: Cast, today: date, row: Report) -> None:
    home = {"street": "Geheimstraat 7", "postcode": "9999 ZZ", "contact_email": "x@example.org"}
    Guardian.objects.filter(pk=cast.guardians["fatima"].pk).update(**home, address_secret=True)
    say(row, cast.guardians["fatima"].pk, "Zij leest graag.", by=cast.fatima, today=today)
    fresh_row = Report.objects.ready().get()
    pages = PdfReader(BytesIO(package(fresh_row, today).content)).pages
    text = " ".join(page.extract_text() for page in pages)
    assert "Zij leest graag." in text
    assert not any(word in text for word in (*home.values(), "fatima@", "Daan"))


def _plain(page: str) -> str:
    """Without what differs by itself."""
    signs = ("csrfmiddlewaretoken", "once_key")
    return "\n".join(line for line in page.splitlines() if not any(s in line for s in signs))


def test_no_mail_says_what_it_is_about(cast: Cast, today: date, row: Report) -> None:
    say(row, cast.guardians["fatima"].pk, "GEHEIM", by=cast.fatima, today=today)
    see(row, cast.guardians["fatima"].pk, by=cast.fatima, today=today)
    mails = Message.objects.filter(kind__startswith="register.report")
    assert {row.to for row in mails} == {"fatima@example.org", "daan@example.org"}
    words = ("Noor", "rapport", "GEHEIM", "Fatima", "Zwaan", str(row.pk))
    assert not any(word in row.subject + row.body for row in mails for word in words)


def test_the_file_for_the_family_holds_no_views(
    cast: Cast, today: date, row: Report, client_of: SignIn
) -> None:
    before = client_of(cast.daan).get(at(row, "report_file")).content
    for name in ("fatima", "daan"):
        who, by = cast.guardians[name].pk, getattr(cast, name)
        say(row, who, f"Mening van {name}", by=by, today=today)
        see_on_paper(row, who, on=today, by=cast.iris, today=today)
    fresh_row, way = Report.objects.ready().get(), Channel.SECURE_MAIL
    ready = package(fresh_row, today)
    send_report(fresh_row, ready, channel=way, reason="", by=cast.iris, today=today)
    assert client_of(cast.daan).get(at(row, "report_file")).content == before
    assert "Het rapport is verstuurd" in client_of(cast.daan).get(at(row)).text


def test_thirty_days_after_it_went_only_that_it_went_is_there(
    cast: Cast, today: date, row: Report, client_of: SignIn
) -> None:
    Guardianship.objects.filter(guardian=cast.guardians["daan"]).update(until=today)
    see(row, cast.guardians["fatima"].pk, by=cast.fatima, today=today)
    row, way = Report.objects.ready().get(), Channel.LINK
    send_report(row, package(row, today), channel=way, reason="", by=cast.iris, today=today)
    forget_reports(today + timedelta(days=31))
    fatima = client_of(cast.fatima)
    assert "verwijderd" in fatima.get(at(row)).text
    assert fatima.get(at(row, "report_file")).status_code == 404


def test_withdrawn_does_not_exist_and_sent_takes_no_view(
    cast: Cast, today: date, row: Report, client_of: SignIn
) -> None:
    withdraw_report(row, by=cast.iris, today=today)
    for name in ("report", "report_file", "report_view"):
        assert client_of(cast.fatima).get(at(row, name)).status_code == 404
    assert WAITS not in client_of(cast.fatima).get("/").text


def test_the_first_page_asks_as_much_when_one_waits(
    cast: Cast, today: date, client_of: SignIn
) -> None:
    fatima, counts = client_of(cast.fatima), []
    for waits in (False, True):
        if waits:
            noors_report(cast, today)
            session = fatima.session
            del session["reports"]
            session.save()
        fatima.get("/")
        with CaptureQueriesContext(connection) as asked:
            assert (WAITS in fatima.get("/").text) is waits
        counts.append(len(asked))
    assert counts == [7, 7]


def test_from_sixteen_the_pupil_is_asked_and_no_parent(
    cast: Cast, today: date, client_of: SignIn
) -> None:
    row = noors_report(cast, today, by=cast.petra, pupil=cast.sam_pupil)
    sam = client_of(cast.sam)
    assert "Er staat een rapport over je klaar" in sam.get("/").text
    assert "Laat weten dat je het rapport hebt gezien." in sam.get(at(row)).text
    assert "uw" not in sam.get(at(row, "report_view")).text.split("<main")[1].split()
    for name in ("els", "jan"):
        assert client_of(getattr(cast, name)).get(at(row)).status_code == 404
    sam.post(at(row))
    assert ReportSeen.objects.get().guardian_id is None


def test_authority_that_ended_closes_the_pages(
    cast: Cast, today: date, row: Report, client_of: SignIn
) -> None:
    daan = client_of(cast.daan)
    assert daan.get(at(row)).status_code == 200
    Guardianship.objects.filter(guardian=cast.guardians["daan"]).update(until=today)
    assert daan.get(at(row)).status_code == 404
    assert daan.post(at(row)).status_code == 404
