"""Overnemen: a plan first; no yes out of an answer, no row without a giver, nothing half."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consent.actions import rebuild_current
from consent.models import Choice, Purpose
from consent.rules import GivenVia
from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import Enrolment, Guardianship, User
from portal.people.rules import Authority, RoleKind, turns
from portal.sheets import Cell, write_xlsx
from tests.builders import make_pupil, make_role
from tests.cast import Cast
from tests.consent.builders import ask, is_allowed, say
from tests.consent.klas import fill
from tests.consent.systems import HEAD, asked_since, outcomes, take_over, upload

SignIn = Callable[[User], Client]
TAKEN = "Wordt overgenomen."
ANSWERED = "Deze persoon antwoordde al. Dat antwoord blijft staan."
NO_RIGHT = "Dit antwoord telt niet: er is geen gezag of machtiging bekend."


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture
def petra(cast: Cast, client_of: SignIn) -> Client:
    """The officer of the board."""
    return client_of(cast.petra)


@pytest.fixture
def purpose(cast: Cast, today: date) -> Purpose:
    """Asked since a month."""
    found = ask(cast, today)
    asked_since(found, today - timedelta(days=30))
    return found


def planned(petra: Client, cast: Cast, *lines: str) -> list[str]:
    return outcomes(upload(petra, cast.school, *lines))


def test_a_sheet_without_the_columns_says_which_are_missing(petra: Client, cast: Cast) -> None:
    page = upload(petra, cast.school, "x;y;ja;foto", head="Leerling;wie;antwoord;vraag").text
    assert "Deze kolommen ontbreken: dag, ouder." in page
    assert "Het plan" not in page


def test_the_names_of_the_columns_may_have_capitals(petra: Client, cast: Cast) -> None:
    page = upload(petra, cast.school, "x;y;ja;1-9-2026;z", head=HEAD.upper()).text
    assert "Het plan" in page


def days_ago(number: int) -> str:
    return (timezone.localdate() - timedelta(days=number)).isoformat()


def test_a_yes_of_somebody_with_authority_becomes_a_row(
    cast: Cast, petra: Client, purpose: Purpose, today: date
) -> None:
    plan = upload(petra, cast.school, f"Noor;instagram;ja;{days_ago(9)};Fatima")
    assert outcomes(plan) == [TAKEN]
    assert not Choice.objects.exists()
    assert take_over(petra, plan).status_code == 302
    row = Choice.objects.get()
    assert (row.answer, row.given_via) == ("given", GivenVia.IMPORT)
    assert (row.guardian_id, row.entered_by_id) == (cast.guardians["fatima"].pk, cast.petra.pk)
    assert (row.on, row.entered_on) == (today - timedelta(days=9), today)
    assert is_allowed(cast.noor, purpose, today)


def test_the_ledger_and_the_log_know_where_it_came_from(
    cast: Cast, petra: Client, purpose: Purpose
) -> None:
    take_over(petra, upload(petra, cast.school, f"Noor;instagram;nee;{days_ago(9)};Daan"))
    assert rebuild_current() == (1, 0)
    event = Event.objects.get(verb="consent.imported")
    assert (event.facts, event.subject_id) == (
        *({"rows": 1, "stated": False}, str(cast.school.pk)),
    )
    assert Event.objects.get(verb="consent.refused").facts["via"] == "import"
    assert Message.objects.filter(to=cast.daan.email).count() == 1
    assert not Message.objects.filter(to=cast.fatima.email).exists()


@pytest.mark.parametrize("page", ["choices", "history"])
def test_the_family_reads_that_the_answer_comes_from_the_app(
    cast: Cast, petra: Client, purpose: Purpose, client_of: SignIn, page: str
) -> None:
    take_over(petra, upload(petra, cast.school, f"Noor;instagram;ja;{days_ago(9)};Fatima"))
    html = client_of(cast.fatima).get(reverse(f"consent:{page}", args=[cast.noor.pk])).text
    assert "Overgenomen uit de vorige app van de school op" in html
    assert "balie" not in html


@pytest.mark.parametrize(
    "line, words",
    [
        ("Vos;instagram;ja;{day};Fatima", "Deze leerling is niet bekend op deze school."),
        ("Noah;instagram;ja;{day};Olga", "Deze leerling is niet bekend op deze school."),
        ("Bram;instagram;ja;{day};Tom", "Deze leerling is niet bekend op deze school."),
        ("=1+1;instagram;ja;{day};Fatima", "Deze leerling is niet bekend op deze school."),
        ("Noor;tiktak;ja;{day};Fatima", "Deze vraag stelt de school nu niet."),
        ("Noor;instagram;misschien;{day};Fatima", "Vul ja of nee in."),
        ("Noor;instagram;=ja;{day};Fatima", "Vul ja of nee in."),
        ("Noor;instagram;ja;gisteren;Fatima", "Dit is geen dag. Schrijf bijvoorbeeld 31-1-2027."),
        ("Noor;instagram;ja;{later};Fatima", "Deze dag is nog niet geweest."),
        ("Noor;instagram;nee;{later};Fatima", "Deze dag is nog niet geweest."),
        ("Noor;instagram;ja;{day};", "Er staat niet bij wie dit antwoord gaf. Vraag het opnieuw."),
        ("Noor;instagram;nee;{day};", "Er staat niet bij wie dit antwoord gaf. Vraag het opnieuw."),
        ("Noor;instagram;ja;{day};Olga", "Deze ouder hoort niet bij deze leerling."),
        ("Noor;instagram;ja;{day};Ruud", NO_RIGHT),
        ("Noor;instagram;ja;{day};Yara", NO_RIGHT),
        ("Noor;instagram;ja;{day};leerling", NO_RIGHT),
        ("Noor;instagram;nee;{day};Yara", TAKEN),
        ("123456782;instagram;ja;{day};Fatima", "Dit lijkt op een burgerservicenummer (BSN)."),
        ("Noor;instagram;ja;1-1-2021;Fatima", "Op die dag stelde de school deze vraag nog niet."),
        ("Noor;instagram;nee;1-1-2021;Fatima", TAKEN),
    ],
)
def test_each_line_has_its_own_outcome(
    cast: Cast, petra: Client, purpose: Purpose, line: str, words: str
) -> None:
    filled = line.format(day=days_ago(9), later=days_ago(-9))
    (found,) = planned(petra, cast, filled)
    assert found.startswith(words)


def test_a_yes_goes_above_no_answer_at_all(
    cast: Cast, petra: Client, purpose: Purpose, today: date
) -> None:
    line = f"Noor;instagram;ja;{days_ago(1)};Fatima"
    for yes in (True, False):
        say(cast.fatima, cast.noor, purpose, today - timedelta(days=5), yes=yes)
        assert planned(petra, cast, line) == [ANSWERED]
    assert not is_allowed(cast.noor, purpose, today)


def test_nothing_goes_above_a_later_choice(
    cast: Cast, petra: Client, purpose: Purpose, today: date
) -> None:
    say(cast.fatima, cast.noor, purpose, today - timedelta(days=5), yes=True)
    lines = [f"Noor;instagram;{word};{days_ago(9)};Fatima" for word in ("ja", "nee")]
    assert [planned(petra, cast, one) for one in lines] == [[ANSWERED], [ANSWERED]]


def test_a_no_after_a_yes_is_taken_as_a_withdrawal(
    cast: Cast, petra: Client, purpose: Purpose, today: date
) -> None:
    say(cast.fatima, cast.noor, purpose, today - timedelta(days=5), yes=True)
    take_over(petra, upload(petra, cast.school, f"Noor;instagram;nee;{days_ago(5)};Fatima"))
    assert Choice.objects.latest("id").answer == "withdrawn"
    assert not is_allowed(cast.noor, purpose, today)


def test_one_no_outweighs_a_yes_from_a_sheet(
    cast: Cast, petra: Client, purpose: Purpose, today: date
) -> None:
    say(cast.daan, cast.noor, purpose, today - timedelta(days=20), yes=False)
    take_over(petra, upload(petra, cast.school, f"Noor;instagram;ja;{days_ago(5)};Fatima"))
    assert not is_allowed(cast.noor, purpose, today)


def test_a_refused_line_stays_behind_and_the_others_go(
    cast: Cast, petra: Client, purpose: Purpose
) -> None:
    lines = (f"Noor;instagram;ja;{days_ago(9)};Fatima", f"Noor;instagram;ja;{days_ago(9)};Ruud")
    plan = upload(petra, cast.school, *lines)
    assert outcomes(plan) == [TAKEN, NO_RIGHT]
    assert [one.line for one, _words in plan.context["plan"]] == [2, 3]
    take_over(petra, plan)
    assert Choice.objects.count() == 1


@pytest.mark.parametrize(
    "second",
    [
        pytest.param("nee;{day};Fatima", id="of the same parent, later"),
        pytest.param("nee;;Daan", id="of the other parent, without a day"),
        pytest.param("nee;{day};", id="of nobody knows whom"),
        pytest.param("neen;{day};Daan", id="in other words"),
    ],
)
def test_no_yes_passes_a_no_that_stands_in_the_sheet(
    cast: Cast, petra: Client, purpose: Purpose, today: date, second: str
) -> None:
    lines = (
        f"Noor;instagram;ja;{days_ago(9)};Fatima",
        "Noor;instagram;" + second.format(day=days_ago(5)),
    )
    plan = upload(petra, cast.school, *lines)
    assert TAKEN not in outcomes(plan)
    assert not is_allowed(cast.noor, purpose, today)


def test_the_same_sheet_again_says_nothing_new(cast: Cast, petra: Client, purpose: Purpose) -> None:
    line = f"Noor;instagram;ja;{days_ago(9)};Fatima"
    take_over(petra, upload(petra, cast.school, line))
    assert planned(petra, cast, line) == ["Staat er al."]


def test_the_second_press_twice_writes_once(cast: Cast, petra: Client, purpose: Purpose) -> None:
    plan = upload(petra, cast.school, f"Noor;instagram;ja;{days_ago(9)};Fatima")
    assert [take_over(petra, plan).status_code for _ in range(2)] == [302, 302]
    assert Choice.objects.count() == 1


@pytest.mark.parametrize("change", ["chose", "authority", "left"])
def test_what_changed_since_the_plan_stops_all_of_it(
    cast: Cast, petra: Client, purpose: Purpose, today: date, change: str
) -> None:
    lines = [f"Noor;{code};ja;{days_ago(0)};Fatima" for code in ("website", "instagram")]
    plan = upload(petra, cast.school, *lines)
    assert outcomes(plan) == [TAKEN, TAKEN]
    if change == "chose":
        say(cast.fatima, cast.noor, purpose, today, yes=False)
    if change == "authority":
        Guardianship.objects.filter(guardian=cast.guardians["fatima"]).update(
            authority=Authority.NO
        )
    if change == "left":
        Enrolment.objects.filter(pupil=cast.noor).update(until=today)
    answer = petra.get(take_over(petra, plan).headers["Location"])
    assert "Er is intussen iets veranderd" in answer.text
    assert not Choice.objects.filter(given_via="import").exists()


def test_a_plan_is_of_the_person_who_saw_it(
    cast: Cast, petra: Client, purpose: Purpose, client_of: SignIn
) -> None:
    plan = upload(petra, cast.school, f"Noor;instagram;ja;{days_ago(9)};Fatima")
    make_role(cast.ad, RoleKind.OFFICER, cast.board)
    for who in (cast.vera, cast.ad):
        take_over(client_of(who), plan)
    petra.post(reverse("consent:import"), {"plan": "x:y:z", "once_key": "x"})
    assert not Choice.objects.exists()


def test_another_boards_school_cannot_be_chosen(cast: Cast, petra: Client) -> None:
    answer = upload(petra, cast.elsewhere, f"Vos;instagram;ja;{days_ago(9)};Mila")
    assert "plan" not in answer.context
    assert answer.context["form"].errors["school"]


def test_the_own_household_is_not_taken_over(
    cast: Cast, purpose: Purpose, client_of: SignIn
) -> None:
    make_role(cast.fatima, RoleKind.OFFICER, cast.board)
    line = f"Noor;instagram;ja;{days_ago(9)};Fatima"
    (found,) = outcomes(upload(client_of(cast.fatima), cast.school, line))
    assert found == "Deze leerling is niet bekend op deze school."


def test_a_pupil_of_sixteen_answers_for_itself(
    cast: Cast, petra: Client, purpose: Purpose, today: date
) -> None:
    make_pupil(cast.vo, "Zoë", turns(today, -17))
    line = f"Zoë;instagram;ja;{days_ago(9)};leerling"
    plan = upload(petra, cast.vo, line, f"Sam;instagram;ja;{days_ago(0)};Els")
    assert outcomes(plan) == [TAKEN, NO_RIGHT]
    take_over(petra, plan)
    assert Choice.objects.get().guardian_id is None


def test_a_sheet_of_excel_is_read_as_a_csv(cast: Cast, petra: Client, purpose: Purpose) -> None:
    row: list[Cell] = ["Noor", "instagram", "ja", timezone.localdate(), "Fatima", "wat anders"]
    file = BytesIO(write_xlsx([*HEAD.split(";"), "opmerking"], [row]))
    file.name = "keuzes.xlsx"
    posted: dict[str, Any] = {"school": str(cast.school.pk), "sheet": file}
    plan = petra.post(reverse("consent:import"), posted)
    assert outcomes(plan) == [TAKEN]
    assert "wat anders" not in plan.text


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(HEAD.encode(), id="only a head"),
        pytest.param(b"PK\x03\x04rommel", id="broken zip"),
        pytest.param(b"\xff\xfe\x00", id="odd bytes"),
        pytest.param(f"{HEAD}\nNoor;instagram".encode(), id="short line"),
        pytest.param("\n".join([HEAD, *["a;b;c;d;e"] * 10_001]).encode(), id="too long"),
    ],
)
def test_what_is_no_sheet_is_refused_with_words(cast: Cast, petra: Client, content: bytes) -> None:
    file = BytesIO(content)
    file.name = "keuzes.csv"
    answer = petra.post(reverse("consent:import"), {"school": str(cast.school.pk), "sheet": file})
    assert answer.status_code == 200
    assert answer.context["form"].errors["sheet"]


def test_a_hostile_sheet_shows_no_markup_and_no_number(
    cast: Cast, petra: Client, purpose: Purpose
) -> None:
    bad = "<img src=x>{{7*7}}"
    answer = upload(petra, cast.school, f"{bad};{bad};{bad};{bad};{bad}", "111222333;a;b;c;d")
    assert answer.status_code == 200
    assert not any(words in answer.text for words in ("<img src=x", "111222333", ">49<"))


def test_more_lines_cost_no_more_queries(
    cast: Cast, petra: Client, purpose: Purpose, today: date
) -> None:
    counts = []
    for number in (2, 6):
        pupils = fill(cast, today, number)
        lines = [
            f"{one.first_name};instagram;ja;{days_ago(0)};Ouder{one.first_name[4:]}a"
            for one in pupils
        ]
        assert set(planned(petra, cast, *lines)) == {TAKEN}
        with CaptureQueriesContext(connection) as asked:
            upload(petra, cast.school, *lines)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 22
