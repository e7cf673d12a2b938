"""Meenemen: the sheet says what is allowed, of one's own place, and never who spoke."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consent.models import Purpose
from portal.audit.models import Event
from portal.people.models import Enrolment, Pupil, User
from portal.people.rules import RoleKind, turns
from tests.builders import make_pupil, make_role, tie
from tests.cast import Cast
from tests.consent.builders import ask, say
from tests.consent.klas import answered, fill
from tests.consent.systems import asked_since, sheet_of

SignIn = Callable[[User], Client]
FILE = "/toestemming/uitvoer/bestand/"


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


def taken(browser: Client, **query: str) -> list[dict[str, str]]:
    answer = browser.get(FILE, query)
    assert answer.status_code == 200
    return sheet_of(answer)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_yes_stands_in_the_sheet_with_its_day(
    cast: Cast, client_of: SignIn, today: date, kind: str
) -> None:
    say(cast.fatima, cast.noor, ask(cast, today), today, yes=True)
    (row,) = taken(client_of(cast.iris), doel="instagram", soort=kind)
    assert list(row.values()) == [
        *("Basisschool De Regenboog", "99DA00", "5A", "Noor Demo", "Noor"),
        *("instagram", "Instagram", "mag", today.isoformat(), "1"),
    ]


@pytest.mark.parametrize("said", [[], [("daan", False)], [("fatima", True), ("daan", False)]])
def test_a_no_and_silence_are_one_row(
    cast: Cast, client_of: SignIn, today: date, said: list[tuple[str, bool]]
) -> None:
    purpose = ask(cast, today)
    for name, yes in said:
        say(getattr(cast, name), cast.noor, purpose, today, yes=yes)
    (row,) = taken(client_of(cast.iris), doel="instagram")
    assert (row["stand"], row["sinds"]) == ("mag niet", "")


def test_nobody_who_spoke_stands_in_the_sheet(cast: Cast, client_of: SignIn, today: date) -> None:
    purpose = ask(cast, today)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    say(cast.daan, cast.noor, purpose, today, yes=True)
    text = client_of(cast.petra).get(FILE).content.decode()
    assert not any(name in text for name in ("Fatima", "Daan", "Ruud", "Yara"))


def test_which_parent_said_yes_first_changes_no_byte(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    first, second = ask(cast, today), ask(cast, today, "website")
    for purpose, names in ((first, ("fatima", "daan")), (second, ("daan", "fatima"))):
        asked_since(purpose, today - timedelta(days=9))
        say(getattr(cast, names[0]), cast.noor, purpose, today - timedelta(days=5), yes=True)
        say(getattr(cast, names[1]), cast.noor, purpose, today, yes=True)
    found = [taken(client_of(cast.iris), doel=code)[0] for code in ("instagram", "website")]
    assert found[0]["sinds"] == found[1]["sinds"] == today.isoformat()


@pytest.mark.parametrize(
    "who, pupils",
    [
        pytest.param("iris", {"Noor"}, id="own school"),
        pytest.param("henk", {"Noor"}, id="director"),
        pytest.param("bas", {"Noah"}, id="other school"),
        pytest.param("petra", {"Noor", "Noah", "Sam"}, id="board"),
        pytest.param("vera", set(), id="other board"),
    ],
)
def test_everybody_takes_out_the_own_place_only(
    cast: Cast, client_of: SignIn, today: date, who: str, pupils: set[str]
) -> None:
    ask(cast, today)
    found = taken(client_of(getattr(cast, who)))
    assert {row["leerlingsleutel"] for row in found} == pupils


def test_the_own_household_is_not_there(cast: Cast, client_of: SignIn, today: date) -> None:
    ask(cast, today)
    make_role(cast.fatima, RoleKind.OFFICER, cast.board)
    found = taken(client_of(cast.fatima))
    assert {row["leerlingsleutel"] for row in found} == {"Noah", "Sam"}


def test_the_filters_choose(cast: Cast, client_of: SignIn, today: date) -> None:
    ask(cast, today)
    browser = client_of(cast.petra)
    assert len(taken(browser, school=str(cast.so.pk))) == 7
    assert {row["leerling"] for row in taken(browser, groep=str(cast.group.pk))} == {"Noor Demo"}
    assert len(taken(browser, doel="pers")) == 3


@pytest.mark.parametrize("name", ["school", "groep", "doel", "soort"])
@pytest.mark.parametrize("value", ["x", "%00", "' or 1=1--", "\r\nX-Evil: 1"])
def test_what_is_out_of_reach_does_not_exist(
    cast: Cast, client_of: SignIn, today: date, name: str, value: str
) -> None:
    ask(cast, today)
    answer = client_of(cast.iris).get(FILE, {name: value})
    assert answer.status_code == 404
    assert "X-Evil" not in answer.headers


def test_another_school_does_not_exist_for_a_handler(cast: Cast, client_of: SignIn) -> None:
    assert client_of(cast.iris).get(FILE, {"school": str(cast.so.pk)}).status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_formula_in_a_name_is_text(cast: Cast, client_of: SignIn, today: date, kind: str) -> None:
    ask(cast, today)
    Pupil.objects.filter(pk=cast.noor.pk).update(first_name="=HYPERLINK(1)")
    Enrolment.objects.filter(pupil=cast.noor).update(roster_key="=1+1")
    row = taken(client_of(cast.iris), doel="pers", soort=kind)[0]
    assert (row["leerling"], row["leerlingsleutel"]) == ("'=HYPERLINK(1) Demo", "'=1+1")


def test_taking_out_stands_in_the_log(cast: Cast, client_of: SignIn, today: date) -> None:
    ask(cast, today)
    taken(client_of(cast.iris), doel="pers", soort="xlsx")
    event = Event.objects.get(verb="consent.exported")
    assert (event.actor_id, event.board_id) == (cast.iris.pk, cast.board.pk)
    wanted = {"to": "xlsx", "rows": 1, "school": "", "group": "", "code": "pers"}
    assert event.facts == wanted


def test_an_old_factor_is_asked_again(cast: Cast, client_of: SignIn) -> None:
    browser = client_of(cast.iris)
    session = browser.session
    session["factor_at"] = 1
    session.save()
    for name in ("consent:export", "consent:export_file"):
        answer = browser.get(reverse(name))
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("signin:confirm"))


def test_more_pupils_cost_no_more_queries(cast: Cast, client_of: SignIn, today: date) -> None:
    purpose, browser = ask(cast, today), client_of(cast.iris)
    counts = []
    for _ in range(2):
        answered([purpose], fill(cast, today, 3), cast.iris, today)
        taken(browser)
        with CaptureQueriesContext(connection) as asked:
            taken(browser)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 20


def test_a_pupil_with_two_schools_has_a_row_for_each(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    ask(cast, today)
    Enrolment.objects.create(
        pupil=cast.noor, school=cast.so, roster_key="N2", since=today - timedelta(days=1)
    )
    tie(cast.guardians["olga"], cast.noor)
    found = taken(client_of(cast.petra), doel="pers")
    assert {(row["BRIN"], row["leerlingsleutel"]) for row in found} >= {
        ("99DA00", "Noor"),
        ("99DB00", "N2"),
    }


@pytest.mark.parametrize("aim", ["group", "pupil"])
def test_a_question_about_some_has_a_row_for_them_only(
    cast: Cast, client_of: SignIn, today: date, aim: str
) -> None:
    beside = make_pupil(cast.school, "Bo", turns(today, -8))
    purpose = ask(cast, today)
    target = {"group": cast.group} if aim == "group" else {"pupil": cast.noor}
    Purpose.objects.filter(pk=purpose.pk).update(school=cast.school, **target)
    found = taken(client_of(cast.petra), doel="" if aim == "pupil" else "instagram")
    named = {row["leerling"] for row in found if row["vraag"] == "instagram"}
    assert named == ({"Noor Demo"} if aim == "group" else set())  # of one child nothing leaves
    assert beside.full_name not in named


def test_a_question_about_one_pupil_is_no_choice_of_the_form(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    purpose = ask(cast, today)
    Purpose.objects.filter(pk=purpose.pk).update(school=cast.school, pupil=cast.noor)
    purpose.texts.update(title="Film van Noor")
    assert "Film van Noor" not in client_of(cast.petra).get("/toestemming/uitvoer/").text
