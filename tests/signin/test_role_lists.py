"""Gebruikersbestand: what the list holds, what one chooses of it, and how it leaves the portal."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pikepdf
import pypdf
import pytest
from django.test import Client

from portal.audit.models import Event
from portal.people.models import Role, User
from portal.people.rules import RoleKind
from portal.signin.actions import roles as verbs
from portal.signin.views import roles as views
from tests.builders import make_role, make_user
from tests.cast import Cast
from tests.signin.test_roles_pages import LIST, proposed

In = Callable[[User], Client]
LEAVES = ["lijst.pdf", "lijst.csv", "lijst.xlsx", "lijst/"]
EXPORTED = "signin.roles_exported"


def named(client: Client, **chosen: str) -> set[str]:
    """The first names on the list."""
    return {row.role.user.display_name for row in client.get(LIST, chosen).context["rows"]}


def as_csv(client: Client, **chosen: str) -> list[dict[str, str]]:
    content = client.get("/rollen/lijst.csv", chosen).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content), delimiter=";"))


def as_xlsx(client: Client) -> list[tuple[Any, ...]]:
    content = io.BytesIO(client.get("/rollen/lijst.xlsx").content)
    return list(openpyxl.load_workbook(content).active.values)  # type: ignore[union-attr]


def test_the_list_is_chosen_by_school_and_role(cast: Cast, client_of: In) -> None:
    client = client_of(cast.petra)
    assert named(client, school=str(cast.so.pk)) == {"Bas"}
    assert named(client, rol="handler") == {"Iris", "Bas"}
    assert named(client, school=str(cast.school.pk), rol="handler") == {"Iris"}
    assert "Er zijn geen rollen" in client.get(LIST, {"rol": "fg", "stand": "beeindigd"}).text


def test_the_list_shows_what_holds_what_ended_or_all(cast: Cast, client_of: In) -> None:
    gone = make_user("Gerda")
    make_role(gone, RoleKind.HANDLER, school=cast.school, until=date(2021, 1, 1))
    client = client_of(cast.petra)
    assert "Gerda" not in named(client)
    assert named(client, stand="beeindigd") == {"Gerda"}
    assert {"Gerda", "Iris"} <= named(client, stand="alle")


@pytest.mark.parametrize("odd", [{"school": "x"}, {"rol": "operator"}, {"stand": "ooit"}])
def test_an_odd_choice_shows_the_list_of_today(
    cast: Cast, client_of: In, odd: dict[str, str]
) -> None:
    assert len(named(client_of(cast.petra), **odd)) == 7


def test_no_choice_reaches_beyond_ones_own_school_or_board(cast: Cast, client_of: In) -> None:
    director = client_of(cast.henk)
    assert named(director, school=str(cast.so.pk)) == {"Iris", "Lotte", "Henk"}
    assert "De Horizon" not in director.get(LIST).text
    assert named(client_of(cast.petra), school=str(cast.elsewhere.pk)).isdisjoint({"Vera"})


def test_the_choice_goes_along_to_what_leaves(cast: Cast, client_of: In) -> None:
    client = client_of(cast.petra)
    page = client.get(LIST, {"rol": "handler", "stand": "alle"}).text
    assert "/rollen/lijst.xlsx?rol=handler&amp;stand=alle&amp;" in page
    assert {row["Naam"] for row in as_csv(client, rol="handler")} == {"Iris", "Bas"}


def test_the_last_sign_in_is_a_day_without_an_hour(cast: Cast, client_of: In) -> None:
    client = client_of(cast.petra)
    seen = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)  # the third, in Amsterdam
    User.objects.filter(pk=cast.bas.pk).update(last_login=seen)
    (row,) = [one for one in as_csv(client) if one["Naam"] == "Bas"]
    assert row["Laatst ingelogd"] == "2026-11-03"
    assert "23:30" not in client.get(LIST).text


def test_the_list_says_who_gave_and_who_agreed(cast: Cast, client_of: In, today: date) -> None:
    verbs.settle_role(proposed(cast, today), by=cast.petra, agree=True, today=today)
    client = client_of(cast.petra)
    (row,) = [one for one in as_csv(client, rol="officer") if one["Naam"] == "Lotte"]
    assert (row["Gegeven of voorgesteld door"], row["Akkoord door"]) == ("Ad", "Petra")
    assert "Ad, akkoord: Petra" in client.get(LIST).text


def test_a_teacher_stands_with_the_group_or_plainly_without(cast: Cast, client_of: In) -> None:
    make_role(cast.bas, RoleKind.TEACHER, school=cast.so)
    client = client_of(cast.petra)
    page = " ".join(client.get(LIST, {"rol": "teacher"}).text.split())
    assert "groep 5A" in page
    assert page.count("nog geen groep bevestigd") == 1


def test_no_cell_of_a_sheet_is_a_formula(cast: Cast, client_of: In) -> None:
    User.objects.filter(pk=cast.iris.pk).update(display_name="=HYPERLINK(1)")
    client = client_of(cast.ad)
    cells = [cell for row in as_csv(client) for cell in row.values()]
    cells += [cell for row in as_xlsx(client) for cell in row if isinstance(cell, str)]
    assert cells.count("'=HYPERLINK(1)") == 2
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_the_excel_file_holds_real_days(cast: Cast, client_of: In) -> None:
    header, *rows = as_xlsx(client_of(cast.frank))
    assert {row[0] for row in rows} == {"Iris", "Bas", "Lotte", "Henk", "Petra", "Frank", "Ad"}
    assert all(isinstance(row[header.index("Sinds")], datetime) for row in rows)


def test_the_pdf_is_tagged_and_names_everybody(cast: Cast, client_of: In) -> None:
    content = io.BytesIO(client_of(cast.frank).get("/rollen/lijst.pdf").content)
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(content).pages)
    assert all(name in text for name in ("Iris", "Bas", "Lotte", "Henk", "Petra", "Frank", "Ad"))
    assert "Vera" not in text
    with pikepdf.open(content) as opened:
        assert opened.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in opened.Root


def test_the_page_for_the_printer_has_no_menu_and_no_verbs(cast: Cast, client_of: In) -> None:
    page = client_of(cast.ad).get("/rollen/lijst/").text
    assert "Iris" in page
    assert '<nav class="menu"' not in page
    assert "beeindigen/" not in page


@pytest.mark.parametrize("what", LEAVES)
def test_a_list_that_leaves_is_complete_and_noted_once(
    cast: Cast, client_of: In, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(views, "PER_PAGE", 2)
    client = client_of(cast.ad)
    assert len(client.get(LIST).context["rows"]) == 2
    client.get(f"/rollen/{what}")
    noted = Event.objects.get(verb=EXPORTED)
    schools = ",".join(sorted([str(cast.school.pk), str(cast.so.pk)]))
    assert (noted.actor_id, noted.board_id) == (cast.ad.pk, cast.board.pk)
    assert (noted.facts["rows"], noted.facts["schools"]) == (7, schools)


def test_a_list_of_two_boards_names_both(cast: Cast, client_of: In) -> None:
    make_role(cast.ad, RoleKind.ADMINISTRATOR, cast.other_board)
    client_of(cast.ad).get("/rollen/lijst.csv")
    noted = Event.objects.get(verb=EXPORTED)
    both = sorted([str(cast.board.pk), str(cast.other_board.pk)])
    assert (noted.board_id, noted.facts["boards"]) == (None, ",".join(both))


@pytest.mark.parametrize("what", LEAVES)
def test_asking_for_the_headers_is_not_noted(cast: Cast, client_of: In, what: str) -> None:
    assert client_of(cast.ad).head(f"/rollen/{what}").status_code == 200
    assert not Event.objects.filter(verb=EXPORTED).exists()


def test_the_list_costs_as_many_queries_for_many_as_for_few(
    cast: Cast, client_of: In, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        make_role(make_user(f"Collega{number}"), RoleKind.HANDLER, school=cast.school)
    client = client_of(cast.petra)
    client.get(LIST)
    with django_assert_max_num_queries(20):
        assert len(client.get(LIST).context["rows"]) == 27
    assert Role.objects.count() > 27
