"""Rekenblad: out and in again changes nothing; a wrong line stops everything, and says where."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from portal.register.models import Processing, ProcessingVersion, Recipient
from portal.register.sheet.columns import HEADS, sheet_rows
from portal.register.sheet.plan import Plan, make_plan
from portal.register.sheet.upload import read_upload
from portal.sheets import SheetError, write_csv, write_xlsx
from tests.cast import Cast
from tests.register.builders import adopt, processing

SignIn = Callable[[User], Client]
Lines = list[tuple[int, dict[str, str]]]
HEAD = list(HEADS.values())


@pytest.fixture(autouse=True)
def _register(cast: Cast) -> None:
    adopt(cast, timezone.localdate())


def exported(cast: Cast, shape: str = "csv") -> bytes:
    rows = sheet_rows(cast.board)
    return write_xlsx(HEAD, rows) if shape == "xlsx" else b"".join(write_csv(HEAD, rows))


def lines_of(cast: Cast, shape: str = "csv") -> Lines:
    return read_upload(f"register.{shape}", exported(cast, shape))


def line(lines: Lines, code: str) -> dict[str, str]:
    return next(cells for _number, cells in lines if cells["code"] == code)


def flaws(plan: Plan) -> list[str]:
    return [f"{flaw.line} {flaw.column}: {flaw.text}" for flaw in plan.flaws]


@pytest.mark.parametrize("shape", ["csv", "xlsx"])
def test_out_and_in_again_writes_nothing(cast: Cast, shape: str) -> None:
    row = processing(cast, "jgz")
    hostile = {"purpose": "=1+1\r\ntweede regel", "source": "'+31", "dpia_on": date(2026, 1, 31)}
    Processing.objects.filter(pk=row.pk).update(dpia="done", **hostile)
    Processing.objects.filter(code="duo").update(school=cast.so)
    plan = make_plan(cast.board, lines_of(cast, shape))
    assert (flaws(plan), plan.new, plan.changed) == ([], [], [])
    assert plan.unchanged == Processing.objects.count() == 30


@pytest.mark.parametrize("shape", ["csv", "xlsx"])
def test_a_changed_cell_and_a_new_line_are_the_plan(cast: Cast, shape: str) -> None:
    lines = lines_of(cast, shape)
    line(lines, "jgz")["gegevens"] = "voornaam | achternaam"
    new = line(lines, "duo") | {"code": "schoolreis", "naam": "Schoolreis"}
    plan = make_plan(cast.board, [*lines, (99, new)])
    assert [row.code for row in plan.new] == ["schoolreis"]
    (changed,) = plan.changed
    assert changed.differences[0].removed.startswith("tussenvoegsel, geboortedatum")


def test_the_mark_of_advertising_goes_out_and_comes_back(cast: Cast) -> None:
    lines = lines_of(cast)
    assert line(lines, "oud-leerlingen")["reclame of werving"] == "ja"
    line(lines, "jgz")["reclame of werving"] = "ja"
    (changed,) = make_plan(cast.board, lines).changed
    assert changed.row.facts["direct_marketing"] is True
    old = [(number, {k: v for k, v in one.items() if "reclame" not in k}) for number, one in lines]
    assert make_plan(cast.board, old).changed == []


@pytest.mark.parametrize(
    "column, text, words",
    [
        ("ontvangers", "Niemand BV", "Deze ontvanger is niet bekend: Niemand BV."),
        ("gegevens", "schoenmaat", "Dit staat niet in de lijst: schoenmaat"),
        ("gegevens", "", "Vul dit in."),
        ("grondslag", "omdat het kan", "Dit staat niet in de lijst"),
        ("school (BRIN)", "00XX00", "Deze school is niet bekend"),
        ("opnieuw bekijken op", "morgen", "Dit is geen dag: morgen."),
        ("toestemming nodig", "misschien", "Vul ja of nee in"),
        ("reclame of werving", "misschien", "Vul ja of nee in"),
        ("doel", "van 111222333", "Haal het burgerservicenummer"),
        ("naam", "x" * 121, "120"),
        ("code", "geen code!", "geldig"),
        ("volgorde", "eerst", "geheel getal"),
        ("DPIA", "gedaan", "Vul de dag in waarop de DPIA klaar was."),
    ],
)
def test_a_wrong_cell_is_reported_with_line_and_column(
    cast: Cast, column: str, text: str, words: str
) -> None:
    lines = lines_of(cast)
    line(lines, "jgz")[column] = text
    plan = make_plan(cast.board, lines)
    number = next(
        number
        for number, cells in lines
        if cells["naam"] == cells["naam"] and cells[column] == text
    )
    assert any(found.startswith(f"{number} ") and words in found for found in flaws(plan))
    assert not plan.may_apply


def test_the_same_code_twice_is_told_with_both_lines(cast: Cast) -> None:
    lines = lines_of(cast)
    plan = make_plan(cast.board, [*lines, (99, dict(lines[0][1]))])
    assert flaws(plan) == ["99 code: Deze code staat ook op regel 2."]


def test_unknown_and_missing_columns_are_told(cast: Cast) -> None:
    plan = make_plan(cast.board, [(2, {"code": "x", "kleur": "rood"})])
    assert "1 naam: Deze kolom ontbreekt." in flaws(plan)
    assert "1 kleur: Deze kolom is niet bekend." in flaws(plan)


def test_two_recipients_of_one_name_are_told_apart(cast: Cast) -> None:
    assert make_plan(cast.board, lines_of(cast)).may_apply is False
    found = line(lines_of(cast), "politie-vordering")["ontvangers"]
    assert found == "politie-eenheid van de regio [vordering van de politie]"


def test_what_is_no_sheet_is_refused() -> None:
    for content in (b"PK\x03\x04niets", b"", b"%PDF-1.7\n\x00", write_xlsx(HEAD, [])):
        with pytest.raises(SheetError):
            read_upload("register.csv", content)


def upload(cast: Cast, lines: Lines, **cells: str) -> Any:
    rows = [list((row | cells).values()) for _number, row in lines]
    return SimpleUploadedFile("register.xlsx", write_xlsx(HEAD, rows))


def shown(cast: Cast, client: Client, lines: Lines) -> Any:
    url = reverse("register:import", args=[cast.board.slug])
    return client.post(url, {"sheet": upload(cast, lines)})


def test_the_page_shows_the_plan_and_applies_it_on_the_second_press(
    cast: Cast, client_of: SignIn
) -> None:
    lines, client = lines_of(cast), client_of(cast.petra)
    line(lines, "jgz")["bewaartermijn"] = "1 jaar"
    page = shown(cast, client, lines)
    assert "Nieuw: 0. Gewijzigd: 1. Gelijk: 29." in page.text
    assert processing(cast, "jgz").retention != "1 jaar"
    sent = {"plan": page.context["apply"].initial["plan"], "approved_by": "Het CvB"}
    url = reverse("register:import", args=[cast.board.slug])
    assert "Gewijzigd: 1." in client.post(url, sent, follow=True).text
    row = processing(cast, "jgz")
    assert row.retention == "1 jaar"
    assert ProcessingVersion.objects.of(row.pk)[0].text.approved_by == "Het CvB"


def test_one_wrong_line_writes_nothing(cast: Cast, client_of: SignIn) -> None:
    lines = lines_of(cast)
    line(lines, "jgz")["bewaartermijn"] = "1 jaar"
    line(lines, "duo")["ontvangers"] = "Niemand BV"
    page = shown(cast, client_of(cast.petra), lines)
    assert "Dit kan nog niet. Er is niets gewijzigd." in page.text
    assert "apply" not in page.context
    assert processing(cast, "jgz").retention != "1 jaar"


def test_a_plan_that_was_overtaken_or_forged_is_not_applied(cast: Cast, client_of: SignIn) -> None:
    lines, client = lines_of(cast), client_of(cast.petra)
    line(lines, "jgz")["bewaartermijn"] = "1 jaar"
    plan = shown(cast, client, lines).context["apply"].initial["plan"]
    Processing.objects.filter(code="jgz").update(version=9)
    url = reverse("register:import", args=[cast.board.slug])
    for sent in (plan, "x" + plan, ""):
        page = client.post(url, {"plan": sent}, follow=True)
        assert "Het register is intussen gewijzigd." in page.text
    assert processing(cast, "jgz").retention != "1 jaar"


@pytest.mark.parametrize("shape", ["csv", "xlsx", "jsonld"])
def test_the_officer_takes_the_register_along(cast: Cast, client_of: SignIn, shape: str) -> None:
    url = reverse("register:export", args=[cast.board.slug, shape])
    answer = client_of(cast.frank).get(url)
    assert answer.status_code == 200
    assert f'.{shape}"' in answer.headers["Content-Disposition"]
    assert len(answer.content) > 3000


def test_the_linked_register_holds_the_published_rows_only(cast: Cast, client_of: SignIn) -> None:
    url = reverse("register:export", args=[cast.board.slug, "jsonld"])
    found = json.loads(client_of(cast.petra).get(url).content)
    process = {one["dct:identifier"]: one for one in found["dpv:hasProcess"]}
    assert "veilig-thuis" not in process
    assert process["duo"]["dpv:hasLegalBasis"] == "eu-gdpr:A6-1-c"
    assert process["jgz"]["dpv:hasRecipient"][0]["schema:name"] == "GGD Vlinderland"


def test_a_shape_that_is_not_there_is_404(cast: Cast, client_of: SignIn) -> None:
    url = reverse("register:export", args=[cast.board.slug, "docx"])
    assert client_of(cast.petra).get(url).status_code == 404
    assert Recipient.objects.exists()
