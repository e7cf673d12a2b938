"""Leesvolgorde: what a reader hears of a letter comes in the order in which it stands (PDF/UA)."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from tests.cast import Cast
from tests.requests_app.builders import NO, make_request
from tests.requests_app.test_letter import kinds_of, pdf_of
from tests.requests_app.test_letters_for_all import acknowledgement, text_of

MAKERS: dict[str, Callable[[Cast], bytes]] = {
    "acknowledgement": acknowledgement,
    "decision": lambda cast: pdf_of(make_request(cast.fatima), NO),
}


@pytest.fixture(params=MAKERS)
def content(request: pytest.FixtureRequest, cast: Cast) -> bytes:
    return MAKERS[request.param](cast)


def read_out(element: Any) -> Iterator[tuple[Any, int]]:
    """Page and number of each piece of text, in the order of the structure."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
            yield kid.Pg.objgen, int(kid.MCID)
        elif isinstance(kid, pikepdf.Dictionary):
            yield from read_out(kid)
        else:
            yield element.Pg.objgen, int(kid)


def test_it_is_written_in_the_order_in_which_it_is_read(content: bytes) -> None:
    with pikepdf.open(BytesIO(content)) as pdf:
        pages = [page.objgen for page in pdf.pages]
        found = [(pages.index(page), number) for page, number in read_out(pdf.Root.StructTreeRoot)]
        assert len(found) > 10
        assert found == sorted(found)


def test_a_step_follows_its_number_and_a_remedy_its_dot(cast: Cast) -> None:
    steps = text_of(acknowledgement(cast))
    for words in ("1. Het verzoek kwam binnen op", "2. De wet geeft één maand."):
        assert words in steps
    assert "• Een klacht bij het bestuur" in text_of(pdf_of(make_request(cast.fatima), NO))


def test_a_list_is_still_tagged_as_a_list(content: bytes) -> None:
    with pikepdf.open(BytesIO(content)) as pdf:
        assert {"/L", "/LI", "/LBody"} <= kinds_of(pdf.Root.StructTreeRoot)
