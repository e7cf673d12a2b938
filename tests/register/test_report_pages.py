"""Rapporten, for staff: put up, on paper, sent, replaced, withdrawn; and what is refused."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Look
from portal.files.rules import MAX_BYTES
from portal.people.models import User
from portal.register.actions.report_seen import say, see, see_on_paper
from portal.register.models import OwnView, Recipient, Report
from portal.register.rules import RecipientRole, RuleCode
from tests.builders import make_pupil, tie
from tests.cast import Cast, make_cast
from tests.register.reports import at, new, noors_report, once, paper, posted, report_processing
from tests.tools.made import act, pdf, picture, root

BSN = "111222333"
SignIn = Callable[[User], Client]
SCRIPTED = root(OpenAction=act("JavaScript", JS="app.alert(1)"))


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture
def cast(db: None, today: date) -> Cast:
    """The cast, with the processing in the register."""
    cast = make_cast(today)
    report_processing(cast)
    return cast


@pytest.fixture
def iris(cast: Cast, client_of: SignIn) -> Client:
    """The office of Noor's school."""
    return client_of(cast.iris)


def test_the_office_puts_up_a_report_in_three_steps(cast: Cast, iris: Client) -> None:
    found = iris.get(reverse("register:choose_report"), {"zoek": "Noor"}).text
    assert reverse("register:new_report", args=[cast.noor.pk]) in found
    check = iris.get(new(cast.noor)).text
    assert "Fatima" in check
    assert "Ruud" not in check
    answer = posted(iris, new(cast.noor), file=paper(pdf()))
    row = Report.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, at("report", row))
    assert (row.recipient.name, row.school) == ("De Zwaan", cast.school)


def test_the_same_form_sent_twice_is_one_report(cast: Cast, iris: Client) -> None:
    typed = once()
    answers = [iris.post(new(cast.noor), typed | {"file": paper(pdf())}) for _ in range(2)]
    assert [one.status_code for one in answers] == [302, 302]
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    "content, name, words",
    [
        pytest.param(b"", "rapport.pdf", "leeg", id="nothing"),
        pytest.param(b"MZ" + b"\0" * 99, "rapport.pdf", "soort bestand", id="a program"),
        pytest.param(picture("PNG"), "rapport.pdf", "Dit is geen PDF", id="a photo"),
        pytest.param(
            root(OpenAction=act("JavaScript", JS="app.alert(1)")),
            "r.pdf",
            "vanzelf iets doet",
            id="a script",
        ),
        pytest.param(b"%PDF-1.7 half", "rapport.pdf", "niet lezen", id="broken"),
        pytest.param(b"%PDF-" + b" " * MAX_BYTES, "r.pdf", "groter dan 15 MB", id="too big"),
    ],
)
def test_only_a_clean_pdf_is_taken(
    cast: Cast, iris: Client, content: bytes, name: str, words: str
) -> None:
    answer = posted(iris, new(cast.noor), file=paper(content, name))
    assert answer.status_code == 200
    assert words in answer.text
    assert not Report.objects.exists()


def test_without_a_file_the_page_says_so(cast: Cast, iris: Client) -> None:
    assert "Kies de PDF van het rapport." in posted(iris, new(cast.noor)).text


@pytest.mark.parametrize("query", ["?naam=", f"?naam={BSN}", "?naam=&naar=x", f"?naam={'x' * 121}"])
def test_a_wrong_name_of_a_school_stays_on_the_page(cast: Cast, iris: Client, query: str) -> None:
    page = iris.get(reverse("register:new_report", args=[cast.noor.pk]) + query).text
    assert "error-summary" in page


@pytest.mark.parametrize("wrong", [{"is_category": True}, {"role": ""}])
def test_a_recipient_without_name_or_role_is_refused(
    cast: Cast, iris: Client, wrong: dict[str, object]
) -> None:
    facts: dict[str, object] = {"role": RecipientRole.CONTROLLER.value} | wrong
    rule = RuleCode.NEW_SCHOOL.value
    Recipient.objects.create(board=cast.board, name="de zwaan", rule=rule, **facts)
    assert "zonder rol" in posted(iris, new(cast.noor), file=paper(pdf())).text
    assert not Report.objects.exists()


def test_a_known_school_is_found_however_it_is_written(cast: Cast, iris: Client) -> None:
    posted(iris, new(cast.noor, "DE ZWAAN"), file=paper(pdf()))
    zus = make_pupil(cast.school, "Zus", cast.noor.born_on)
    tie(cast.guardians["fatima"], zus)
    posted(iris, new(zus, "de  zwaan"), file=paper(pdf()))
    assert {row.recipient.name for row in Report.objects.all()} == {"DE ZWAAN"}


def test_a_pupil_of_another_school_does_not_exist(cast: Cast, client_of: SignIn) -> None:
    for name, pupil in (("bas", cast.noor), ("vera", cast.noor), ("iris", cast.strange_pupil)):
        assert client_of(getattr(cast, name)).get(new(pupil)).status_code == 404


def test_ones_own_household_does_not_exist(cast: Cast, today: date, client_of: SignIn) -> None:
    row = noors_report(cast, today)
    guardian = cast.guardians["olga"]
    guardian.user = cast.iris
    guardian.save()
    tie(guardian, cast.noor)
    client = client_of(cast.iris)
    assert client.get(new(cast.noor)).status_code == 404
    assert client.get(at("report", row)).status_code == 404
    assert "Noor" not in client.get(reverse("register:reports")).text


def test_nobody_to_ask_closes_the_form(cast: Cast, iris: Client) -> None:
    cast.noor.guardianships.all().delete()
    page = iris.get(new(cast.noor)).text
    assert "Vul eerst de geboortedatum en het gezag in." in page
    assert 'type="file"' not in page


def test_the_list_counts_who_saw_it(cast: Cast, today: date, iris: Client) -> None:
    row = noors_report(cast, today)
    see_on_paper(row, cast.guardians["daan"].pk, on=today, by=cast.iris, today=today)
    page = iris.get(reverse("register:reports")).text
    assert "1 van 2" in page
    assert "wacht op het gezin" in page


def test_the_page_names_who_saw_it_and_shows_the_views(
    cast: Cast, today: date, iris: Client
) -> None:
    row, daan = noors_report(cast, today), cast.guardians["daan"].pk
    say(row, daan, "Ook <b>rekenen</b>.", by=cast.daan, today=today)
    see_on_paper(row, daan, on=today, by=cast.iris, today=today)
    page = iris.get(at("report", row)).text
    assert "op papier" in page
    assert "nog niet gezien" in page
    assert "Ook &lt;b&gt;rekenen&lt;/b&gt;." in page
    seen = set(Look.objects.filter(user_id=cast.iris.pk).values_list("subject_type", flat=True))
    assert {"people.pupil", "register.report"} <= seen


def test_the_fg_sees_no_buttons(cast: Cast, today: date, client_of: SignIn) -> None:
    row = noors_report(cast, today)
    for name, sees in {"henk": True, "frank": False}.items():
        page = client_of(getattr(cast, name)).get(at("report", row)).text
        assert (at("withdraw_report", row) in page) is sees


def test_a_signature_on_paper_is_noted_with_the_view(cast: Cast, today: date, iris: Client) -> None:
    row, fatima = noors_report(cast, today), str(cast.guardians["fatima"].pk)
    url, day = at("report_on_paper", row), today.strftime("%d-%m-%Y")
    assert posted(iris, url, who=fatima, on=day, view="Zij leest graag.").status_code == 302
    assert row.seen_by.get().channel == "paper"
    assert OwnView.objects.get().text == "Zij leest graag."
    assert "(zag het al; leg alleen een mening vast)" in iris.get(url).text


def test_what_was_written_in_the_portal_stays_above_the_paper(
    cast: Cast, today: date, iris: Client
) -> None:
    row, fatima = noors_report(cast, today), cast.guardians["fatima"].pk
    say(row, fatima, "Zij leest graag.", by=cast.fatima, today=today)
    typed = once(who=str(fatima), on=today.strftime("%d-%m-%Y"), view="En rekent.")
    answers = [iris.post(at("report_on_paper", row), typed).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert OwnView.objects.get().text == "Zij leest graag.\n\nEn rekent."
    assert row.seen_by.count() == 1


def test_who_saw_it_in_the_portal_may_still_write_on_paper(
    cast: Cast, today: date, iris: Client
) -> None:
    row, fatima = noors_report(cast, today), cast.guardians["fatima"].pk
    see(row, fatima, by=cast.fatima, today=today)
    day = today.strftime("%d-%m-%Y")
    for _time in range(2):  # two forms of one paper
        posted(iris, at("report_on_paper", row), who=str(fatima), on=day, view="Iets anders.")
    assert OwnView.objects.get().text == "Iets anders."
    assert row.seen_by.get().channel == "portal"


@pytest.mark.parametrize(
    "change, words",
    [
        pytest.param({"who": ""}, "Kies wie het rapport heeft gezien.", id="nobody"),
        pytest.param({"who": "x"}, "geldige keuze", id="a stranger"),
        pytest.param({"on": "01-01-2020"}, "Kies een dag vanaf het klaarzetten", id="too early"),
        pytest.param({"on": "morgen"}, "Vul een dag in, bijvoorbeeld 25-11-2026.", id="no day"),
        pytest.param({"view": f"Nummer {BSN}."}, "burgerservicenummer", id="a BSN"),
        pytest.param({"view": "x" * 4001}, "Deze tekst is te lang.", id="too long"),
    ],
)
def test_a_wrong_signature_is_not_noted(
    cast: Cast, today: date, iris: Client, change: dict[str, str], words: str
) -> None:
    row = noors_report(cast, today)
    typed = {"who": str(cast.guardians["fatima"].pk), "on": today.strftime("%d-%m-%Y"), "view": ""}
    answer = posted(iris, at("report_on_paper", row), **(typed | change))
    assert words in answer.text
    assert not row.seen_by.exists()


def test_the_number_of_queries_does_not_depend_on_the_reports(
    cast: Cast, today: date, iris: Client
) -> None:
    noors_report(cast, today)
    counts = []
    for number in range(2):
        iris.get(reverse("register:reports"))
        with CaptureQueriesContext(connection) as asked:
            iris.get(reverse("register:reports"))
        counts.append(len(asked))
        for more in range(3):
            pupil = make_pupil(cast.school, f"Kind {number}{more}", cast.noor.born_on)
            tie(cast.guardians["fatima"], pupil)
            noors_report(cast, today - timedelta(days=more), pupil=pupil)
    assert counts[0] == counts[1]
