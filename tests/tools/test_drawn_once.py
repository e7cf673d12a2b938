"""What is drawn once holds nothing of one reader: each gets the own token and the own address."""

from html import unescape

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from portal.templatetags.drawn import MARK, MOST_DRAWN, PATH, TOKEN, drawing
from portal.web import Header

HEADER = Header("Bestuur <een>", (("Overzicht", "/", "page"),), is_signed_in=True)
HEAD = '{% drawn_once "components/site_header.html" header %}'
FOOT = '{% drawn_once "components/site_footer.html" %}'


def drawn(text: str, request: HttpRequest | None = None, **facts: object) -> str:
    return Template(text).render(Context({"request": request, **facts}))


def test_each_reader_has_the_own_token() -> None:
    found = [drawn(HEAD, header=HEADER, csrf_token=token) for token in ("aaaa", "bbbb", "aaaa")]
    assert found[0] == found[2]
    assert found[0].replace("aaaa", "bbbb") == found[1] != found[0]


@pytest.mark.parametrize(
    "token, written, query",
    [('"><script>', "&quot;&gt;&lt;script&gt;", "%22%3E%3Cscript%3E"), ("&", "&amp;", "&amp;")],
)
def test_what_comes_in_is_escaped(token: str, written: str, query: str) -> None:
    request = RequestFactory().get("/weg/")
    request.META["QUERY_STRING"] = token
    found = drawn(FOOT, request, csrf_token=token)
    assert "<script" not in found
    assert f'value="{written}"' in found
    assert f'value="/weg/?{query}"' in found


def test_the_language_is_chosen_for_the_page_one_reads() -> None:
    for path in ("/een/", "/twee/?over=kind&amp;q=a%22", "/een/?q=b", "/een/"):
        found = drawn(FOOT, RequestFactory().get(unescape(path)))
        assert f'name="next" value="{path}"' in found


def test_where_somebody_wanted_to_go_is_not_repeated() -> None:
    found = drawn(FOOT, RequestFactory().get("/inloggen/?next=//evil.example/&q=a"))
    assert 'name="next" value="/inloggen/"' in found


def test_without_a_request_no_mark_stays() -> None:
    assert MARK not in drawn(FOOT) + drawn(HEAD, header=HEADER) + drawn(HEAD, header="")


def test_what_is_not_ours_is_escaped_as_everywhere() -> None:
    assert "Bestuur &lt;een&gt;" in drawn(HEAD, header=HEADER)


def test_each_language_has_its_own() -> None:
    found = {drawn(FOOT)}
    with override("en"):
        found.add(drawn(FOOT))
    assert len(found) == 2


def test_each_of_many_is_drawn_as_one() -> None:
    each = '{% drawn_each "components/site_header.html" many %}'
    other = HEADER._replace(board_name="Ander")
    found = drawn(each, many=[HEADER, other, HEADER], csrf_token="t")
    one, two = (drawn(HEAD, header=header, csrf_token="t") for header in (HEADER, other))
    assert found == one + two + one
    assert drawn(each, many=[]) == ""


def test_what_varies_much_drives_out_nothing_else() -> None:
    foot = drawing("components/site_footer.html")
    known = foot("the foot", "nl")
    for number in range(MOST_DRAWN + 1):
        drawing("components/site_header.html")(HEADER._replace(board_name=str(number)), "nl")
    assert foot("the foot", "nl") is known


def test_a_part_inside_a_part_leaves_the_marks_to_the_outer_one() -> None:
    found = drawn(FOOT, csrf_token=TOKEN, path=PATH)
    assert (found.count(TOKEN), found.count(PATH)) == (1, 1)
