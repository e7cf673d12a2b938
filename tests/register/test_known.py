"""Wat weet de school: what a family reads of each processing, of this child and today."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.people.access import get_tie
from portal.people.models import Enrolment, User
from portal.people.rules import LeavingReason, MandateScope, Right, turns
from portal.register.access import known_of
from portal.register.access.known import Known
from portal.register.models import Processing, RetentionRule
from portal.register.rules import Kept, Why
from portal.register.starter import adopt_starter
from portal.register.starter_family import RULES
from portal.register.starter_texts import ENTRIES
from portal.register.starter_told import TOLD
from tests.cast import Cast
from tests.register.builders import adopt, processing, share

SignIn = Callable[[User], Client]


@pytest.fixture
def now(cast: Cast) -> date:
    """The real day, as the browser sees it, with the starter register adopted."""
    day = timezone.localdate()
    adopt(cast, day)
    return day


def card(cast: Cast, now: date, code: str, who: str = "fatima") -> Known:
    pupil = cast.sam_pupil if who == "sam" else cast.noor
    tie = get_tie(getattr(cast, who), pupil.pk, Right.VIEW, now)
    name = processing(cast, code).name
    return next(one for _topic, some in known_of(tie) for one in some if one.name == name)


def read(cast: Cast, client_of: SignIn, who: str = "fatima") -> str:
    pupil = cast.sam_pupil if who == "sam" else cast.noor
    page = client_of(getattr(cast, who)).get(reverse("register:pupil", args=[pupil.pk]))
    return " ".join(page.text.split())


@pytest.mark.parametrize("code", [entry.code for entry in ENTRIES])
def test_every_entry_has_a_text_for_children_and_says_who_sees_it(
    cast: Cast, now: date, code: str
) -> None:
    row = processing(cast, code)
    assert row.child_text
    assert row.inside_names


def test_an_entry_has_a_term_unless_another_decides_it(cast: Cast, now: date) -> None:
    rows = Processing.objects.filter(board=cast.board, retention_rule=None)
    assert [row.code for row in rows if TOLD[row.code].rule] == []
    assert "jgz" in {row.code for row in rows}


def test_every_term_that_a_text_names_is_seeded() -> None:
    assert {told.rule for told in TOLD.values()} - {""} <= {term.code for term in RULES}


def test_adopting_again_fills_what_is_empty_and_keeps_the_boards_words(
    cast: Cast, now: date
) -> None:
    Processing.objects.update(child_text="", inside=["system_keeper"], retention_rule=None)
    adopt(cast, now)
    row = processing(cast, "duo")
    assert row.child_text
    assert row.inside == ["system_keeper"]
    assert row.retention_rule
    assert row.retention_rule.code == "inschrijving-verzuim"


def test_who_inside_sees_it_is_what_the_officer_keeps(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    Processing.objects.filter(code="duo").update(inside=["system_keeper", "remedial_teacher"])
    seen = "Wie op school dit ziet: remedial teacher, beheerder van het systeem."
    assert seen in read(cast, client_of)


@pytest.mark.parametrize(
    "who, words", [("fatima", "Wilt u dat niet?"), ("sam", "Wil je dat niet?")]
)
def test_advertising_is_told_on_the_card_and_one_no_stops_it(
    cast: Cast, client_of: SignIn, now: date, who: str, words: str
) -> None:
    told = f"De school gebruikt dit voor reclame of werving. {words} Maak dan bezwaar."
    assert told not in read(cast, client_of, who)
    Processing.objects.filter(code="sociale-media").update(direct_marketing=True)
    assert told in read(cast, client_of, who)
    assert card(cast, now, "sociale-media", who).objection


def test_the_file_is_kept_as_long_as_the_board_says(cast: Cast, today: date) -> None:
    cast.board.pupil_file_years = 3
    cast.board.save()
    adopt_starter(cast.board, by=cast.petra, today=today)
    assert RetentionRule.objects.get(board=cast.board, code="leerlingdossier").years == 3


def test_while_a_pupil_is_enrolled_the_term_is_told(cast: Cast, now: date) -> None:
    assert card(cast, now, "duo").kept == Kept(Why.ENROLLED, years=5)
    assert card(cast, now, "leerlingadministratie").kept.longer


def test_for_a_pupil_that_left_there_is_a_date(cast: Cast, client_of: SignIn, now: date) -> None:
    Enrolment.objects.filter(pupil=cast.noor).update(until=now, leaving_reason=LeavingReason.LEFT)
    assert card(cast, now, "duo").kept.until == turns(now, 5)
    assert card(cast, now, "leerlingadministratie").kept.until == turns(now, 2)
    assert card(cast, now, "basispoort").kept.why is Why.PASSED
    assert "Dit hoort weg te zijn sinds" in read(cast, client_of)


def test_after_a_referral_the_file_is_kept_longer(cast: Cast, now: date) -> None:
    Enrolment.objects.filter(pupil=cast.noor).update(
        until=now, leaving_reason=LeavingReason.REFERRED
    )
    assert card(cast, now, "leerlingadministratie").kept.until == turns(now, 3)


def test_a_newer_row_of_a_rule_holds_from_its_date(cast: Cast, now: date) -> None:
    old = RetentionRule.objects.get(board=cast.board, code="inschrijving-verzuim")
    later = {"board": cast.board, "code": old.code, "counts_from": "left", "source": "test"}
    RetentionRule.objects.create(**later, name="later", years=9, valid_from=turns(now, 1))
    assert card(cast, now, "duo").kept.years == 5
    RetentionRule.objects.filter(code=old.code, years=5).update(valid_from=turns(now, -3))
    RetentionRule.objects.create(**later, name="nu", years=7, valid_from=now)
    assert card(cast, now, "duo").kept.years == 7


def test_a_parent_reads_the_childs_version_beside_the_own(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    html = read(cast, client_of)
    assert "Lees dit samen met uw kind" in html
    assert "Je logt één keer in op de computer." in html
    assert "Bewaard zolang de leerling op deze school zit, en daarna nog 5 jaar." in html
    assert "intern begeleider, directie, schooladministratie." in html


def test_a_pupil_of_sixteen_reads_je(cast: Cast, client_of: SignIn, now: date) -> None:
    html = read(cast, client_of, "sam")
    assert "Wat weet de school van jou?" in html
    assert "Je mag je antwoord altijd veranderen." in html
    assert "uw" not in html.split("<main")[1].split("</main")[0].split()


def test_objection_is_offered_only_where_the_law_has_it(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    html = read(cast, client_of)
    for code, offered in (("basispoort", True), ("duo", False), ("sociale-media", False)):
        key = processing(cast, code).pk
        assert (f"verzet/{key}/" in html) is offered
        assert f"inzage/{key}/" in html
        assert f"correctie/{key}/" in html
    assert "Zeg nee of trek uw ja in bij Toestemming." in html


def test_who_may_only_look_is_offered_no_request(cast: Cast, client_of: SignIn, now: date) -> None:
    cast.sam_pupil.mandates.update(scope=MandateScope.LOOK)
    page = client_of(cast.jan).get(reverse("register:pupil", args=[cast.sam_pupil.pk]))
    assert page.status_code == 200
    assert "inzage/" not in page.text


def test_the_timeline_has_pages_and_a_fixed_number_of_queries(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    for _number in range(45):
        share(cast, cast.noor, now)
    browser, place = client_of(cast.fatima), reverse("register:disclosures", args=[cast.noor.pk])
    browser.get(place)
    with CaptureQueriesContext(connection) as first:
        assert "Pagina 1 van 3" in browser.get(place).text
    with CaptureQueriesContext(connection) as last:
        html = browser.get(f"{place}?page=3").text
    assert html.count("GGD Vlinderland") == 5
    assert len(first) == len(last) <= 8
