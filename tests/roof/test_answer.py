"""Het antwoordpakket: complete, about nobody else, the same with and without what is hidden."""

import csv
import hashlib
import io
import json
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from consent.models import Purpose
from portal.files.actions import CleanUpload
from portal.people.models import Guardian
from portal.register.models import Processing
from requests_app import actions
from requests_app.models import CaseMessage, DataRequest, RequestPart
from requests_app.rules import Others
from tests.builders import TODAY
from tests.cast import Cast
from tests.consent.builders import say
from tests.register.builders import adopt, share
from tests.register.reports import noors_report
from tests.requests_app.answers import answered, decide, fresh, packed, unzipped
from tests.requests_app.builders import PARTLY, make_request
from tests.requests_app.collecting import ask_holders, delivered, noted, weighed
from tests.story import adopt_purposes
from tests.tools.made import pdf

THEIRS = "Daan woont nu op de Geheime Kade"


@pytest.fixture
def world(cast: Cast) -> Cast:
    """A whole register and the questions of consent."""
    adopt(cast, TODAY)
    adopt_purposes(cast, TODAY)
    return cast


def test_every_category_of_the_register_is_in_the_answer(world: Cast) -> None:
    files = unzipped(packed(answered(world)))
    page = unescape(files["index.html"].decode())
    sheet = "".join(cell for row in rows_of(files, "verwerkingen") for cell in row)
    rows = Processing.objects.published().at(world.board.pk, {world.school.pk})
    assert rows.count() > 10
    words = {word for row in rows for word in [row.name, row.purpose, row.source, *row.field_words]}
    words |= {one.name for row in rows for one in row.recipients.all()}
    assert [word for word in words if word not in page or word not in sheet] == []


def rows_of(files: dict[str, bytes], key: str) -> list[list[str]]:
    text = files[f"tabellen/{key}.csv"].decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_nothing_of_another_guardian_is_in_any_file(world: Cast) -> None:
    theirs = full_of_daan(world)
    mine = answered(world)
    CaseMessage.objects.create(request=mine, from_school=True, text="Wij zoeken het uit.")
    files = unzipped(packed(mine))
    everything = b"\n".join([*files.values(), *(name.encode() for name in files)])
    secret = ("Daan", "daan@", "Geheime Kade", "0612345678", "Zwaluwstaart", theirs.reference)
    assert [word for word in secret if word.encode() in everything] == []
    assert b"Wij zoeken het uit." in everything


def full_of_daan(cast: Cast) -> DataRequest:
    """Daan has an address, a request, messages, notes and a choice of his own."""
    Guardian.objects.filter(pk=cast.guardians["daan"].pk).update(
        street="Geheime Kade 3", phone="0612345678", last_name="Zwaluwstaart"
    )
    theirs = make_request(cast.daan, scope=THEIRS)
    CaseMessage.objects.create(request=theirs, from_school=False, text=THEIRS)
    noted(theirs, THEIRS)
    for purpose in Purpose.objects.filter(board=cast.board, school=None)[:2]:
        say(cast.daan, cast.noor, purpose, TODAY, yes=False)
    return theirs


def test_own_choices_and_the_neutral_outcome_go_along(world: Cast) -> None:
    purpose = Purpose.objects.filter(board=world.board)[0]
    say(world.fatima, world.noor, purpose, TODAY, yes=True)
    say(world.daan, world.noor, purpose, TODAY, yes=False)
    facts = json.loads(unzipped(packed(answered(world)))["gegevens.json"])
    assert [row["Antwoord"].lower() for row in facts["keuzes"]] == ["ja"]
    assert facts["toestemming"]
    assert "Daan" not in str(facts)


def test_who_got_data_is_named_and_a_note_too(world: Cast) -> None:
    share(world, world.noor, TODAY, description="Groeicontrole")
    facts = json.loads(unzipped(packed(answered(world)))["gegevens.json"])
    assert facts["verstrekkingen"][0]["Wie het kreeg"] == ["GGD Vlinderland"]
    assert facts["verstrekkingen"][0]["Omschrijving"] == "Groeicontrole"


def test_documents_go_along_as_they_were_weighed(world: Cast) -> None:
    request = actions.take_up(make_request(world.fatima), by=world.iris)
    task, other, *_rest = ask_holders(world, request)
    weighed(world, delivered(world, task, title="Toetsen & cijfers"))
    weighed(world, delivered(world, other, title="Brief"), Others.LEFT_OUT, "Van een ander kind.")
    decide(world, request, PARTLY)
    files = unzipped(packed(fresh(request)))
    assert files["documenten/01-toetsen-cijfers.pdf"].startswith(b"%PDF")
    assert len([name for name in files if name.startswith("documenten/")]) == 1
    rows = json.loads(files["gegevens.json"])["documenten"]
    assert [row["Document"] for row in rows] == ["Toetsen & cijfers", "Brief"]
    assert "gegevens van anderen" in rows[1]["Opmerking"]
    assert "Van een ander kind." not in str(files)


def test_what_was_blackened_never_goes_along_as_it_was(world: Cast) -> None:
    request = actions.take_up(make_request(world.fatima), by=world.iris)
    first = delivered(world, ask_holders(world, request)[0], secret_pdf(), title="Verslag")
    upload = CleanUpload(pdf(), "zwart.pdf", "application/pdf")
    facts: dict[str, Any] = {"by": world.iris, "today": TODAY, "weighing": "Een ander kind."}
    actions.replace_extract(first, upload, text_under_black=False, **facts)
    decide(world, request)
    files = unzipped(packed(fresh(request)))
    assert b"ZEER GEHEIM" not in b"".join(files.values())
    assert len([name for name in files if name.startswith("documenten/")]) == 1


def secret_pdf() -> bytes:
    return pdf() + b"\n% ZEER GEHEIM"


def test_reports_go_along_with_the_own_view_alone(world: Cast) -> None:
    report = noors_report(world, TODAY)
    report.own_views.create(guardian=world.guardians["fatima"], text="Mooi", written_on=TODAY)
    report.own_views.create(guardian=world.guardians["daan"], text="Onzin", written_on=TODAY)
    files = unzipped(packed(answered(world)))
    assert json.loads(files["gegevens.json"])["rapporten"][0]["Eigen mening"] == "Mooi"
    assert files["documenten/rapport-1-versie-1.pdf"].startswith(b"%PDF")
    assert b"Onzin" not in b"".join(files.values())


def test_the_list_names_every_file_with_its_hash(world: Cast) -> None:
    files = unzipped(packed(answered(world)))
    listed = json.loads(files["manifest.json"])["bestanden"]
    found = {one["naam"]: one["sha256"] for one in listed}
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert found == {name: one for name, one in hashes.items() if not name.startswith("manifest")}
    lines = files["manifest.txt"].decode().splitlines()
    assert lines == [f"{digest}  {name}" for name, digest in found.items()]
    assert {"index.html", "letter.pdf", "gegevens.json", "tabellen/gekeken.csv"} <= set(files)


def test_the_page_opens_without_internet_and_runs_nothing(world: Cast) -> None:
    page = unzipped(packed(answered(world)))["index.html"].decode()
    assert "default-src 'none'" in page
    assert not [word for word in ("<script", "http://", "https://", "src=", "url(") if word in page]
    assert '<html lang="nl">' in page
    assert 'name="viewport"' in page


def test_a_cell_is_no_formula(world: Cast) -> None:
    share(world, world.noor, TODAY, description="=HYPERLINK(1)")
    files = unzipped(packed(answered(world)))
    assert files["tabellen/verstrekkingen.csv"].startswith(b"\xef\xbb\xbf")
    assert rows_of(files, "verstrekkingen")[1][-1] == "'=HYPERLINK(1)"
    assert json.loads(files["gegevens.json"])["verstrekkingen"][0]["Omschrijving"][0] == "="


def test_text_of_a_family_is_no_markup(world: Cast) -> None:
    page = unzipped(packed(answered(world, scope="<script>x</script>")))["index.html"]
    assert b"&lt;script&gt;" in page
    assert b"<script>" not in page


def test_about_one_entry_only_that_goes_along(world: Cast) -> None:
    request = actions.take_up(make_request(world.fatima), by=world.iris)
    chosen = Processing.objects.get(code="basispoort")
    RequestPart.objects.create(request=request, processing=chosen)
    decide(world, request)
    facts = json.loads(unzipped(packed(fresh(request)))["gegevens.json"])
    assert [row["Onderdeel"] for row in facts["verwerkingen"]] == [chosen.name]
    assert "leerling" not in facts


def test_a_period_leaves_the_rest_out(world: Cast) -> None:
    share(world, world.noor, TODAY, description="nu")
    share(world, world.noor, TODAY - timedelta(days=400), description="toen")
    request = actions.take_up(make_request(world.fatima), by=world.iris)
    request.scope_from = TODAY - timedelta(days=30)
    request.save(update_fields=["scope_from"])
    decide(world, request)
    facts = json.loads(unzipped(packed(fresh(request)))["gegevens.json"])
    assert [row["Omschrijving"] for row in facts["verstrekkingen"]] == ["nu"]


def test_about_oneself_holds_the_own_record_and_no_child_data(world: Cast) -> None:
    facts = unzipped(packed(answered(world, "ruud", own=True)))
    page = facts["index.html"].decode()
    assert "ruud@example.org" in page
    assert not {"tabellen/leerling.csv", "tabellen/verstrekkingen.csv"} & set(facts)
    assert "Basisschool De Regenboog" not in facts["tabellen/gezag.csv"].decode()


def test_a_pupil_of_sixteen_reads_their_own(world: Cast) -> None:
    request = answered(world, "sam")
    page = unzipped(packed(request))["index.html"].decode()
    assert "Dit zijn jouw gegevens." in page
    assert "Het Baken College" in page
    assert "Jan Demo" not in page
