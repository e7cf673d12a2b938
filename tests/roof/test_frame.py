"""The menu around a page: which item says where one is."""

import pytest

from portal.roof.frame import menu


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
    items = menu(set(), path, is_family=True)
    assert [label for label, _address, current in items if current] == ["Beveiliging"]
    assert items[-1][1] == "/inloggen/beveiliging/"


def test_other_pages_keep_their_item() -> None:
    here = [label for label, _address, now in menu(set(), "/verzoeken/x/", is_family=True) if now]
    assert here == ["Mijn verzoeken"]
