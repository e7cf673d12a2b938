"""Koppelen: what may be tied to the roster later, as if it had been entered so (law.md §3)."""

from typing import Any

import pytest

from requests_app.rules import Kind, Linking, NoLink, why_not_link

FOUND = {"finds_asker": True}
SELF = {"finds_asker": True, "is_tied": False, "is_self": True, "is_grown": True}


@pytest.mark.parametrize(
    "facts, code",
    [
        pytest.param({}, None, id="the pupil is found, who asks stays noted"),
        pytest.param(FOUND, None, id="and who asks is a guardian"),
        pytest.param(SELF, None, id="and who asks is the pupil of 16"),
        pytest.param(SELF | {"is_grown": False}, NoLink.YOUNG, id="under 16 nobody asks"),
        pytest.param(SELF | {"kind": Kind.INFORMATION}, NoLink.KIND, id="informatie is a parent's"),
        pytest.param(FOUND | {"is_tied": False}, NoLink.NOT_TIED, id="a guardian of another child"),
        pytest.param({"is_open": False}, NoLink.STATE, id="answered, withdrawn or closed"),
        pytest.param({"is_noted": False}, NoLink.KNOWN, id="everybody is known"),
        pytest.param({"is_own_data": True}, NoLink.OWN_DATA, id="about themselves"),
        pytest.param({"same_board": False}, NoLink.BOARD, id="another controller"),
        pytest.param({"pupil_known": True}, NoLink.OTHER_PUPIL, id="it is about another pupil"),
        pytest.param({"pupil_known": True, "same_pupil": True}, NoLink.NOTHING, id="nothing new"),
        pytest.param({"pupil_known": True, "same_pupil": True} | FOUND, None, id="who asks is new"),
    ],
)
def test_when_a_case_may_be_linked(facts: dict[str, Any], code: NoLink | None) -> None:
    assert why_not_link(Linking(**({"kind": Kind.ACCESS} | facts))) == code
