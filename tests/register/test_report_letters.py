"""Wat naar de nieuwe school gaat: the report, and the own views as tagged pages behind it."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from portal.files.actions import CleanUpload, read
from portal.pdf import render, with_appendix
from portal.register.actions.report_seen import say
from portal.register.actions.reports import put_up
from portal.register.models import Report
from portal.register.report_letters import appendix, package
from tests.cast import Cast
from tests.register.reports import noors_report, report_processing
from tests.tools.made import pdf

WORDS = "Zij leest graag.\n\nŞükrü <b>Łęcki</b>"


@pytest.fixture
def tagged(cast: Cast, today: date) -> Report:
    """A report with tags of its own, and a view of Fatima."""
    report_processing(cast)
    context = {"sender": "De Regenboog", "sender_lines": []}
    content = render("pdf/base.html", context, title="Onderwijskundig rapport")
    upload, facts = CleanUpload(content, "r.pdf", "application/pdf"), {"school": cast.school}
    row = put_up(cast.noor, **facts, to="De Zwaan", upload=upload, by=cast.iris, today=today)
    say(row, cast.guardians["fatima"].pk, WORDS, by=cast.fatima, today=today)
    return Report.objects.get(pk=row.pk)


def elements(node: Any) -> Iterator[Any]:
    """Every element of the tree below a node."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def test_the_pages_behind_the_report_keep_their_tags(tagged: Report, today: date) -> None:
    with pikepdf.open(BytesIO(package(tagged, today).content)) as made:
        tree, pages = made.Root.StructTreeRoot, [page.obj for page in made.pages]
        numbers = pikepdf.NumberTree(tree.ParentTree)
        assert len(pages) == 2
        for page in pages:
            own = list(numbers[int(page.StructParents)].as_list())
            assert own
            assert all(one.Pg.objgen == page.objgen for one in own)
        heads = [str(one.S) for one in elements(tree) if str(one.S) in {"/H1", "/H2"}]
        assert heads == ["/H1", "/H1", "/H2"]


def test_every_element_knows_what_it_lies_in(tagged: Report, today: date) -> None:
    with pikepdf.open(BytesIO(package(tagged, today).content)) as made:
        tree = made.Root.StructTreeRoot
        assert {one.P.objgen for one in tree.K} == {tree.objgen}
        assert len({int(page.obj.StructParents) for page in made.pages}) == 2


def test_a_report_without_tags_gets_no_half_tree(cast: Cast, today: date) -> None:
    row = noors_report(cast, today)
    say(row, cast.guardians["fatima"].pk, WORDS, by=cast.fatima, today=today)
    row = Report.objects.get()
    with pikepdf.open(BytesIO(package(row, today).content)) as made:
        assert "/StructTreeRoot" not in made.Root
        assert len(made.pages) == 2


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("<< >>", id="empty"),
        pytest.param("<< /K [] >>", id="no numbers"),
        pytest.param("<< /K [] /ParentTree [] >>", id="a list"),
        pytest.param("<< /K [] /ParentTree << >> >>", id="no numbers inside"),
        pytest.param("<< /K [] /ParentTree << /Nums [1] >> >>", id="half a pair"),
        pytest.param("<< /K 7 /ParentTree << /Nums [/a /b] >> >>", id="no kids"),
        pytest.param("<< /K [7] /ParentTree << /Nums [/a /b] >> >>", id="no keys"),
        pytest.param("<< /K [7] /ParentTree << /Kids [7] >> >>", id="no branch"),
    ],
)
def test_a_broken_tree_does_not_stop_the_report(cast: Cast, today: date, broken: str) -> None:
    row, out = noors_report(cast, today), BytesIO()
    with pikepdf.open(BytesIO(pdf())) as main:
        main.Root.StructTreeRoot = pikepdf.Object.parse(broken.encode())
        main.save(out)
    made = with_appendix(out.getvalue(), appendix(row, (("Fatima", WORDS),), today))
    with pikepdf.open(BytesIO(made)) as both:
        assert len(both.pages) == 2


def test_without_a_view_the_report_goes_as_it_is(cast: Cast, today: date) -> None:
    row = noors_report(cast, today)
    assert package(row, today).content == read(row.file)
