"""The menu around a page: which item says where one is."""

import pytest
from django.urls import reverse

from portal.people.rules import Duty
from portal.roof.frame import PAGES, menu


@pytest.mark.parametrize(
    "path",
    [
        "/inloggen/beveiliging/",
        "/inloggen/beveiliging/adres/code/",
        "/inloggen/apparaten/",
        "/inloggen/wachtwoord/veranderen/",
        "/inloggen/bevestigen/",
    ],
)
def test_all_pages_about_signing_in_belong_to_security(path: str) -> None:
    items = menu(set(), path, is_family=True).items
    assert [label for label, _address, current in items if current] == ["Beveiliging"]
    assert items[-1][1] == "/inloggen/beveiliging/"


def test_other_pages_keep_their_item() -> None:
    items, below = menu(set(), "/verzoeken/x/", is_family=True)
    assert [label for label, _address, now in items if now] == ["Mijn verzoeken"]
    assert below == ()


def test_many_pages_stand_together_in_parts() -> None:
    items, below = menu(set(Duty), "/aankondigingen/nieuw/", is_family=False)
    assert [label for label, *_rest in items] == [
        *("Overzicht", "Verzoeken", "Delen", "Toestemming", "Register", "Mensen"),
        *("Techniek", "Beveiliging"),
    ]
    assert [(label, how) for label, _address, how in items if how] == [("Delen", "true")]
    assert [(label, how) for label, _address, how in below if how] == [("Aankondigingen", "page")]


def test_a_few_pages_stand_in_one_row() -> None:
    items, below = menu({Duty.INVITE, Duty.HELP_AT_DESK}, "/balie/", is_family=False)
    labels = [label for label, *_rest in items]
    assert labels == ["Overzicht", "Uitnodigingen", "Balie", "Beveiliging"]
    assert below == ()


@pytest.mark.parametrize("path", ["/hulp/", "/"])
def test_a_page_of_no_part_belongs_to_the_first(path: str) -> None:
    items, below = menu(set(Duty), path, is_family=False)
    assert [label for label, _address, how in items if how] == ["Overzicht"]
    assert below == ()


def test_every_page_of_the_menu_can_be_reached_from_a_part() -> None:
    seen = set()
    for _label, address, _how in menu(set(Duty), "/", is_family=True).items:
        seen.add(address)
        seen |= {one for _label, one, _how in menu(set(Duty), address, is_family=True).below}
    assert seen >= {reverse(page.name) for page in PAGES}
