"""Letters: tagged, readable in every language of a school, and closed to the outside."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pypdf
import pytest

from portal import pdf

LETTER = """{% extends "pdf/base.html" %}
{% block recipient %}<div>{{ name }}</div><div>Kerkstraat 12</div>{% endblock %}
{% block meta %}<p><span>Datum</span> 25 november 2026</p>{% endblock %}
{% block body %}<h2>Wat wij besluiten</h2><ul><li>kopie</li></ul><p>Beste {{ name }},</p>
<table><tr><th scope="col">Soort</th></tr><tr><td>Cijfers</td></tr></table>
<p lang="{{ other }}" dir="auto">{{ text }}</p>{{ raw|safe }}{% endblock %}"""
Write = Callable[..., bytes]


@pytest.fixture
def write(settings: Any) -> Write:
    templates = [{**settings.TEMPLATES[0], "OPTIONS": dict(settings.TEMPLATES[0]["OPTIONS"])}]
    templates[0]["OPTIONS"]["loaders"] = [
        ("django.template.loaders.locmem.Loader", {"letter.html": LETTER}),
        "django.template.loaders.filesystem.Loader",
    ]
    settings.TEMPLATES = templates

    def written(*, lang: str = "nl", **context: Any) -> bytes:
        return pdf.render(
            "letter.html", {"sender": "Stichting De Vliet", **context}, title="Besluit", lang=lang
        )

    return written


def text_of(content: bytes) -> str:
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    return re.sub(r"\s+", " ", text)


def tags_of(node: Any) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for part in node:
            yield from tags_of(part)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S)
        yield from tags_of(node.get("/K"))


def test_a_letter_says_it_is_accessible(write: Write) -> None:
    with pikepdf.open(BytesIO(write(lang="nl"))) as opened:
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.Lang == "nl"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        with opened.open_metadata() as meta:
            assert meta["pdfuaid:part"] == "1"
            assert meta["dc:title"] == "Besluit"


def test_the_language_of_a_letter_is_asked_for(write: Write) -> None:
    content = write(lang="en")
    with pikepdf.open(BytesIO(content)) as opened:
        assert opened.Root.Lang == "en"


def test_headings_lists_and_tables_are_tagged_in_reading_order(write: Write) -> None:
    with pikepdf.open(BytesIO(write(name="F. Demir"))) as opened:
        tags = list(tags_of(opened.Root.StructTreeRoot.K))
    assert tags.index("/H1") < tags.index("/H2") < tags.index("/Table")
    assert {"/P", "/L", "/LI", "/TR", "/TH", "/TD"} <= set(tags)
    assert tags.count("/H1") == 1


def test_a_cell_names_the_head_of_its_column(write: Write) -> None:
    with pikepdf.open(BytesIO(write())) as opened:
        parts = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary)]
        heads = [str(o.ID) for o in parts if o.get("/S") == "/TH"]
        cells = [o for o in parts if o.get("/S") == "/TD"]
        assert [[str(name) for name in cell.A.Headers] for cell in cells] == [heads]


@pytest.mark.parametrize(
    "language, text",
    [
        ("tr", "Şükrü Łęcki-Öğüt"),
        ("pl", "Zażółć gęślą jaźń"),
        ("vi", "Nguyễn"),
        ("el", "Γιώργος Παπαδόπουλος"),
        ("uk", "Привіт, ґанок, їжак, Євген"),
        ("ru", "Здравствуйте, Алёна"),
        ("ar", "مرحبا بكم في المدرسة"),
        ("nl", "Ĳsbrand, reünie, € 5,00 – “geen kosten”"),
    ],
)
def test_the_text_that_comes_out_is_the_text_that_went_in(
    write: Write, language: str, text: str
) -> None:
    assert text in text_of(write(text=text, other=language))


def test_every_font_is_embedded_and_knows_every_sign(write: Write) -> None:
    content = write(text="Şükrü Євген مرحبا Nguyễn", other="tr")
    assert "\ufffd" not in text_of(content)
    with pikepdf.open(BytesIO(content)) as opened:
        fonts = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary)]
        described = [o for o in fonts if o.get("/Type") == "/FontDescriptor"]
        assert described
        assert all("/FontFile2" in o or "/FontFile3" in o for o in described)
        assert all("+Letter" in str(o.FontName) for o in described)


@pytest.mark.parametrize(
    "raw",
    [
        '<img src="file:///etc/passwd" alt="">',
        '<img src="http://127.0.0.1:9/x.png" alt="">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<style>@import url("file:///etc/passwd"); p { background: url(ftp://a/b) }</style>',
        '<iframe src="file:///etc/passwd"></iframe><object data="file:///etc/passwd"></object>',
        '<a href="file:///etc/passwd" rel="attachment">x</a>',
    ],
)
def test_a_letter_fetches_nothing(write: Write, raw: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any, **_named: Any) -> None:
        raise AssertionError("opened an address")

    write()
    monkeypatch.setattr("urllib.request.OpenerDirector.open", refuse)
    content = write(raw=raw)
    assert b"root:" not in content
    with pikepdf.open(BytesIO(content)) as opened:
        assert not opened.attachments


def test_text_of_people_stays_text(write: Write) -> None:
    assert "<b>x</b>" in text_of(write(text="<b>x</b>", other="nl"))


def test_the_address_stands_in_the_window_of_the_envelope(write: Write) -> None:
    places: list[float] = []

    def note(text: str, cm: list[float], tm: list[float], _font: Any, _size: Any) -> None:
        if "Kerkstraat" in text:
            places.append((tm[5] * -cm[3]) * 25.4 / 72)

    page = pypdf.PdfReader(BytesIO(write(name="F. Demir"))).pages[0]
    page.extract_text(visitor_text=note)
    assert places
    assert all(50 <= place <= 85 for place in places)


def test_a_long_letter_numbers_its_pages(write: Write) -> None:
    assert "Pagina 2 van 3" in text_of(write(raw="<p>Nog een regel.</p>" * 60))


def test_the_fonts_are_the_ones_of_the_manifest() -> None:
    packages = json.loads((pdf.FONTS / "manifest.json").read_text())
    listed = {name: digest for package in packages for name, digest in package["files"].items()}
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in pdf.FONTS.iterdir()
        if path.name != "manifest.json"
    }
    assert found == listed
    assert {package["licence"] for package in packages} == {"OFL-1.1"}
