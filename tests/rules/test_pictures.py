"""A picture needs the yes of everybody in it; a list of telephone numbers is no picture."""

import pytest

from consent.rules import Medium, in_the_way, is_picture, may_be_logged


@pytest.mark.parametrize(
    "pictured, allowed, blocked",
    [
        pytest.param(["noor", "sam"], {"noor", "sam"}, [], id="all may"),
        pytest.param(["noor", "sam"], {"sam"}, ["noor"], id="one may not"),
        pytest.param(["sam", "noor"], set(), ["sam", "noor"], id="nobody may, in order"),
        pytest.param(["sam"], {"noor", "sam"}, [], id="who is not in it does not count"),
        pytest.param([], {"noor"}, [], id="an empty picture"),
    ],
)
def test_one_who_may_not_is_enough(
    pictured: list[str], allowed: set[str], blocked: list[str]
) -> None:
    assert in_the_way(pictured, allowed) == blocked


def test_lists_files_and_talks_are_no_pictures() -> None:
    others = ["contact_list", "research", "youth_health", "family_carers", "other"]
    assert [one.value for one in Medium if not is_picture(one)] == others


@pytest.mark.parametrize("blocked", [[], ["Noor"]])
@pytest.mark.parametrize("found", [True, False])
def test_what_is_found_is_logged_whoever_is_on_it(blocked: list[str], found: bool) -> None:
    assert may_be_logged(blocked, found=found) is (found or blocked == [])
