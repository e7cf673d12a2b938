"""Bewijs van toestemming: it is kept while somebody relies on it, and five years more."""

import pytest

from consent.rules import Depicted, relied_until
from tests.days import day

LEFT, SAID = "wed 2026-07-15", "mon 2024-09-02"
ONLINE, PAPER = Depicted(day("mon 2025-05-12"), False), Depicted(day("mon 2025-05-12"), True)
LATER = day("mon 2027-02-01")


@pytest.mark.parametrize(
    "left, said, shown, until",
    [
        pytest.param(LEFT, SAID, [], LEFT, id="leaving ends it"),
        pytest.param(None, SAID, [], None, id="still at school"),
        pytest.param(LEFT, "fri 2026-08-14", [], "fri 2026-08-14", id="a word after leaving"),
        pytest.param(LEFT, None, [PAPER], LEFT, id="paper is out on its day"),
        pytest.param(LEFT, SAID, [ONLINE], None, id="it still stands online"),
        pytest.param(
            LEFT, SAID, [Depicted(ONLINE.on, False, LATER)], "mon 2027-02-01", id="taken down"
        ),
        pytest.param(
            LEFT, SAID, [Depicted(PAPER.on, True, is_due=True)], None, id="a task is open"
        ),
        pytest.param(
            LEFT, SAID, [Depicted(ONLINE.on, False, LATER), ONLINE], None, id="one of two"
        ),
    ],
)
def test_until_when_somebody_relies_on_it(
    left: str | None, said: str | None, shown: list[Depicted], until: str | None
) -> None:
    found = relied_until(day(left) if left else None, day(said) if said else None, shown)
    assert found == (day(until) if until else None)
