"""Authority in the sheet: dated, told one by one, and never stronger than what was established."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from portal.people.models import Board, Guardian, Guardianship
from portal.people.rules import Authority
from portal.roster.actions import import_roster
from portal.roster.plan import Plan
from portal.roster.readers.flaws import Flaw
from tests.builders import TODAY
from tests.roster.conftest import read, school_xml, sheet_csv

BEFORE = TODAY - timedelta(days=30)
EXTRA = ";gezag vastgesteld op;gezag op grond van"

Give = Callable[..., Plan]


@pytest.fixture
def give(board: Board) -> Give:
    """Imports one pupil and one guardian with this cell for authority."""

    def given(
        authority: str, *, established: str = "", ground: str = "", today: date = TODAY
    ) -> Plan:
        row = f"1;A;;Ada;;Vos;moeder;{authority};;;;;;;{established};{ground}"
        school = "a.xml", school_xml("<leerling key='1'/>")
        sheet = "b.csv", sheet_csv(row, extra=EXTRA)
        return import_roster(board, read(school, sheet), by=None, today=today)

    return given


def rows() -> list[tuple[str, date, date | None]]:
    return list(Guardianship.objects.values_list("authority", "since", "until"))


def test_a_new_link_holds_from_today(give: Give) -> None:
    give("ja", established="01-09-2026", ground="uittreksel")
    link = Guardianship.objects.get()
    assert (link.authority, link.since) == ("ja", TODAY)
    assert (link.established_on, link.authority_note) == (date(2026, 9, 1), "uittreksel")


@pytest.mark.parametrize("cell", ["", "onbekend"])
def test_without_a_word_authority_is_unknown(give: Give, cell: str) -> None:
    give(cell, established="01-09-2026" if not cell else "")
    link = Guardianship.objects.get()
    assert (link.authority, link.established_on) == (Authority.UNKNOWN, None)


@pytest.mark.parametrize(
    "before, after", [("onbekend", "ja"), ("nee", "ja"), ("ja", "nee"), ("ja", "onbekend")]
)
def test_another_authority_closes_the_row_and_opens_the_next(
    give: Give, before: str, after: str
) -> None:
    give(before, today=BEFORE)
    plan = give(after)
    assert rows() == [(before, BEFORE, TODAY), (after, TODAY, None)]
    assert [(change.before, change.after) for change in plan.authority] == [(before, after)]
    assert plan.counts[f"authority.to_{after}"] == 1
    assert give(after).writes == 0


def test_a_change_on_the_first_day_leaves_one_row(give: Give) -> None:
    give("onbekend")
    plan = give("ja")
    assert rows() == [("ja", TODAY, None)]
    assert len(plan.authority) == 1


def test_an_empty_cell_takes_nothing_away(give: Give) -> None:
    give("ja", today=BEFORE)
    assert give("").writes == 0
    assert rows() == [("ja", BEFORE, None)]


@pytest.mark.parametrize("cell", ["ja", "onbekend"])
def test_what_was_established_outweighs_a_sheet_without_a_later_date(give: Give, cell: str) -> None:
    give("onbekend", today=BEFORE)
    Guardianship.objects.update(authority="nee", established_on=BEFORE)
    plan = give(cell, established="01-09-2026")
    assert rows() == [("nee", BEFORE, None)]
    assert [note.flaw for note in plan.notes] == [Flaw.AUTHORITY_KEPT]
    give(cell, established=TODAY.strftime("%d-%m-%Y"))
    assert rows()[-1] == (cell, TODAY, None)


def test_a_court_order_goes_along_untouched(give: Give) -> None:
    give("nee", today=BEFORE)
    order = {
        "restriction_since": BEFORE,
        "restriction_reference": "C/1",
        "may_be_informed": True,
    }
    Guardianship.objects.update(**order)
    give("ja")
    assert Guardianship.objects.filter(**order, restriction_until=None).count() == 2


def test_a_link_that_was_ended_in_the_portal_stays_ended(give: Give) -> None:
    give("ja", today=BEFORE)
    Guardianship.objects.update(until=TODAY)
    plan = give("ja")
    assert rows() == [("ja", BEFORE, TODAY)]
    assert [note.flaw for note in plan.notes] == [Flaw.LINK_ENDED]


def test_a_parent_who_is_not_in_the_sheet_is_told_and_stays(give: Give, board: Board) -> None:
    give("ja", today=BEFORE)
    sheet = sheet_csv("1;B;;Bo;;Vos;vader;ja")
    plan = import_roster(board, read(("b.csv", sheet)), by=None, today=TODAY)
    assert plan.counts["links.missing"] == 1
    assert Guardianship.objects.filter(until=None).count() == 2


@pytest.mark.parametrize(
    "cells, secret", [(["ja", ""], True), (["ja", "nee"], False), (["", "ja"], True), ([""], False)]
)
def test_a_secret_address_only_opens_on_an_explicit_no(
    board: Board, cells: list[str], secret: bool
) -> None:
    for cell in cells:
        files = read(
            ("a.xml", school_xml("<leerling key='1'/>")),
            ("b.csv", sheet_csv(f"1;A;;Ada;;Vos;;;;;;;;{cell}")),
        )
        import_roster(board, files, by=None, today=TODAY)
    assert Guardian.objects.get().address_secret is secret
