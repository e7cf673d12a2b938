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
    ("Letter Arabic", "noto-sans-arabic-arabic"),
)
WEIGHTS = ("400", "700")


def render(template: str, context: Mapping[str, Any], *, title: str, lang: str = "nl") -> bytes:
    """The template as PDF/UA-1; the template extends `pdf/base.html`.

    Only `data:` addresses are opened: a picture, a style or a link to a file is left out.
    """
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    with override(lang):
        html = render_to_string(template, {**context, "title": title, "lang": lang})
    fonts, style = _style()
    document = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols={"data"}))
    pdf: bytes = document.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
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


@cache
def _style() -> tuple[Any, Any]:
    """The fonts and the style of letters, read once: 200 letters then take 70 MB, not 184."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    fonts = FontConfiguration()
    names = ", ".join(f'"{family}"' for family, _file in FAMILIES)
    text = f"{_font_faces()}\n{render_to_string('pdf/letter.css')}\nhtml {{ font-family: {names} }}"
    fetcher = URLFetcher(allowed_protocols={"data"})
    return fonts, CSS(string=text, font_config=fonts, url_fetcher=fetcher)


atexit.register(_style.cache_clear)  # the fonts must go before the libraries that free them


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
