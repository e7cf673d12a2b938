"""Verzoek doen in stappen: what, about whom, and only the fields and words of that kind."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from portal.people.models import User
from portal.register.models import Processing
from requests_app.models import DataRequest, RequestDraft
from requests_app.rules import Kind
from tests.cast import Cast
from tests.register.builders import adopt

SignIn = Callable[[User], Client]
NEW = reverse("requests:new")


@pytest.fixture
def fatima(cast: Cast, client_of: SignIn) -> Client:
    return client_of(cast.fatima)


@pytest.fixture
def words(cast: Cast) -> dict[str, str]:
    return {"over": f"kind-{cast.noor.pk}"}


def test_first_it_is_asked_what_one_wants(fatima: Client, words: dict[str, str]) -> None:
    page = fatima.get(NEW, words).text
    assert "Wat is het verzoek?" in page
    assert "&amp;soort=inzage" in page
    assert "<textarea" not in page


@pytest.mark.parametrize(
    "kind, there, absent",
    [
        ("inzage", ["Om welke gegevens gaat het?", "scope_from"], ["should_be", "about_request"]),
        ("correctie", ["Wat klopt er niet?", "Wat moet er staan?"], ["scope_from"]),
        ("verzet", ["Waarom moet de school stoppen?"], ["should_be", "scope_from"]),
        ("klacht", ["Wat is er gebeurd?"], ["should_be", "scope_from", 'name="parts"']),
    ],
)
def test_a_kind_has_its_own_fields_and_words(
    fatima: Client, words: dict[str, str], kind: str, there: list[str], absent: list[str]
) -> None:
    page = fatima.get(NEW, {**words, "soort": kind}).text
    assert [one for one in there if one not in page] == []
    assert [one for one in absent if one in page] == []
    assert f'<input type="hidden" name="kind" value="{kind}"' in page


def test_an_only_kind_is_not_asked_for(
    cast: Cast, client_of: SignIn, words: dict[str, str]
) -> None:
    page = client_of(cast.ruud).get(NEW, words).text
    assert "Wat wilt u weten?" in page


def test_another_kind_keeps_what_was_typed(fatima: Client, words: dict[str, str]) -> None:
    typed = {"kind": "inzage", "scope": "De toetsen van mei"}
    fatima.post(reverse("requests:save_draft", args=[words["over"]]), typed)
    assert "Wat is het verzoek?" in fatima.get(NEW, {**words, "keuze": ""}).text
    page = fatima.get(NEW, {**words, "soort": "correctie"}).text
    assert "De toetsen van mei" in page
    assert "Wat klopt er niet?" in page
    assert RequestDraft.objects.count() == 1


def offered(page: str, row: Processing) -> str:
    """The label of this entry on the form."""
    return page.split(f'value="{row.pk}"')[1].split("</label>", maxsplit=1)[0]


@pytest.mark.parametrize(
    "kind, basis, reason",
    [
        ("verzet", "c", "dit moet de school volgens de wet; bezwaar indienen mag toch"),
        ("verzet", "a", "hier geldt dit recht meestal niet"),
        ("verzet", "e", ""),
        ("verwijdering", "c", "een tijd bewaren; vragen mag"),
        ("verwijdering", "a", ""),
        ("overdracht", "e", "meenemen geldt hier meestal niet"),
        ("overdracht", "a", ""),
    ],
)
def test_an_entry_that_the_right_does_not_reach_says_why_and_stays(
    cast: Cast,
    fatima: Client,
    words: dict[str, str],
    today: date,
    kind: str,
    basis: str,
    reason: str,
) -> None:
    adopt(cast, today)
    row = Processing.objects.published().filter(basis=basis, direct_marketing=False).first()
    assert row is not None
    label = offered(fatima.get(NEW, {**words, "soort": kind}).text, row)
    assert (reason in label) if reason else ("(" not in label.replace(row.name, ""))


def test_one_tap_stops_advertising(fatima: Client, words: dict[str, str]) -> None:
    page = fatima.get(NEW, words)
    posted = {"once_key": str(page.context["form"]["once_key"].value()), "kind": "reclame"}
    assert "Stop reclame" in page.text
    for _press in range(2):
        fatima.post(reverse("requests:check", args=[words["over"]]), posted)
    row = DataRequest.objects.get()
    assert (row.kind, row.direct_marketing) == (Kind.OBJECTION, True)
