"""Brieven: PDF/UA-1 that everybody can read, and that fetches nothing from anywhere."""

import atexit
import base64
from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

FONTS = Path(__file__).resolve().parent / "static" / "vendor" / "fonts"
FAMILIES = (  # in this order a sign is looked for
    ("Letter Ext", "atkinson-hyperlegible-latin-ext"),
    ("Letter Noto Ext", "noto-sans-latin-ext"),
    ("Letter Vietnamese", "noto-sans-vietnamese"),
    # After those with whole accented letters: a newer Pango would build ś from s and a loose
    # accent of this file, and the text of the PDF would then read wrongly.
    ("Letter", "atkinson-hyperlegible-latin"),
    ("Letter Greek", "noto-sans-greek"),
    ("Letter Cyrillic", "noto-sans-cyrillic"),
    ("Letter Cyrillic Ext", "noto-sans-cyrillic-ext"),
    # Whole letters: a font that draws the dots apart gives a text that nobody can copy or hear.
    ("Letter Arabic", "cairo-arabic"),
)
WEIGHTS = ("400", "700")


def render(template: str, context: Mapping[str, Any], *, title: str, lang: str = "nl") -> bytes:
    """The template as PDF/UA-1; the template extends `pdf/base.html`.

    Only `data:` addresses are opened: a picture, a style or a link to a file is left out.
    """
    return laid_out(page(template, context, title=title, lang=lang), style())


def page(template: str, context: Mapping[str, Any], *, title: str, lang: str = "nl") -> str:
    """The text of a letter with its marks, not laid out yet: `portal.press` prints a pile."""
    with override(lang):
        return render_to_string(template, {**context, "title": title, "lang": lang})


def style() -> str:
    """How every letter looks."""
    return render_to_string("pdf/letter.css")


def laid_out(page: str, style: str) -> bytes:
    """The page as PDF/UA-1. Knows no settings, so that a process without them can do it."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    fonts, sheet = _sheet(style)
    document = HTML(string=page, url_fetcher=URLFetcher(allowed_protocols={"data"}))
    pdf: bytes = document.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")
    return pdf


def joined(letters: Iterable[bytes]) -> bytes:
    """The pages of these letters behind each other, for a printer; empty without letters.

    One letter at a time is taken: what they have in common is not kept in memory.
    """
    import pikepdf

    with pikepdf.new() as pile:
        for content in letters:
            with pikepdf.open(BytesIO(content)) as letter:
                pile.pages.extend(letter.pages)
        if not pile.pages:
            return b""
        out = BytesIO()
        pile.save(out)
        return out.getvalue()


def with_appendix(main: bytes, appendix: bytes) -> bytes:
    """The pages of an appendix of ours behind a document, with the tags of both.

    A document without tags stays without: half a tree would hide its own pages from who listens.
    """
    import pikepdf

    with pikepdf.open(BytesIO(main)) as pile, pikepdf.open(BytesIO(appendix)) as more:
        start = len(pile.pages)
        pile.pages.extend(more.pages)
        tree: Any = pile.Root.get("/StructTreeRoot")
        if isinstance(tree, pikepdf.Dictionary) and _is_tree(tree):
            theirs = pile.copy_foreign(more.make_indirect(more.Root.StructTreeRoot))
            try:
                _graft(tree, theirs, [page.obj for page in pile.pages[start:]])
            except pikepdf.PdfError:  # tags that nobody can read
                del pile.Root.StructTreeRoot
        out = BytesIO()
        pile.save(out)
        return out.getvalue()


def is_tagged(content: bytes) -> bool:
    """Whether whoever listens gets a reading order: the tags stay when an appendix comes behind."""
    import pikepdf

    with pikepdf.open(BytesIO(content)) as pile:
        tree: Any = pile.Root.get("/StructTreeRoot")
        return isinstance(tree, pikepdf.Dictionary) and _is_tree(tree)


def _is_tree(tree: Any) -> bool:
    """Whether somebody else's tags can be added to."""
    import pikepdf

    kids, numbers = tree.get("/K"), tree.get("/ParentTree")
    is_list = isinstance(kids, pikepdf.Array | pikepdf.Dictionary)
    return is_list and isinstance(numbers, pikepdf.Dictionary)


def _graft(tree: Any, theirs: Any, pages: Iterable[Any]) -> None:
    """Their elements under our root; the numbers by which pages find their tags move up."""
    import pikepdf

    numbers, more = pikepdf.NumberTree(tree.ParentTree), pikepdf.NumberTree(theirs.ParentTree)
    first = max((*numbers.keys(), -1)) + 1
    for key in list(more.keys()):
        numbers[first + key] = more[key]
    for page in pages:
        page.StructParents = int(page.StructParents) + first
    kids = [list(one.K) if isinstance(one.K, pikepdf.Array) else [one.K] for one in (tree, theirs)]
    for kid in kids[1]:
        kid.P = tree
    tree.K = pikepdf.Array([*kids[0], *kids[1]])
    tree.ParentTreeNextKey = max(numbers.keys()) + 1


@cache
def _sheet(style: str) -> tuple[Any, Any]:
    """The fonts and the style of letters, read once: 200 letters then take 70 MB, not 184."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    fonts = FontConfiguration()
    names = ", ".join(f'"{family}"' for family, _file in FAMILIES)
    text = f"{_font_faces()}\n{style}\nhtml {{ font-family: {names} }}"
    fetcher = URLFetcher(allowed_protocols={"data"})
    return fonts, CSS(string=text, font_config=fonts, url_fetcher=fetcher)


atexit.register(_sheet.cache_clear)  # the fonts must go before the libraries that free them


def _font_faces() -> str:
    """The fonts travel inside the style, so that no file needs to be opened later."""
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
        f"src: url(data:font/woff2;base64,{_content(file, weight)}) }}"
        for family, file in FAMILIES
        for weight in WEIGHTS
    )


def _content(file: str, weight: str) -> str:
    return base64.b64encode((FONTS / f"{file}-{weight}-normal.woff2").read_bytes()).decode()
