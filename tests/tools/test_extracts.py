"""Uittreksels van medewerkers: office files as they are, no macros; and text under the black."""

import io
import zipfile

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.files.actions import FileRefused, check_extract, check_upload, has_text_under_black
from portal.files.rules import Reason
from tests.tools import made

FONT = pikepdf.Dictionary(
    Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
)
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500  # .doc, .xls, or with a password
TEXT = b"BT /F1 12 Tf 50 700 Td (Daan Demo) Tj ET "
BAR = b"0 g 40 690 200 20 re f "


def zipped(*names: str, **texts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for name in names:
            parts.writestr(name, texts.get(name, "x"))
    return out.getvalue()


def page(content: bytes, *notes: pikepdf.Dictionary) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        one = pdf.pages[0]
        one.Contents = pdf.make_stream(content)
        one.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=FONT))
        if notes:
            one.Annots = pikepdf.Array(notes)

    return made.pdf(change)


@pytest.mark.parametrize(
    "content, name, kept",
    [
        (zipped("word/document.xml"), "verslag.docx", "verslag.docx"),
        (zipped("xl/workbook.xml"), "cijfers.xlsx", "cijfers.xlsx"),
        (zipped("xl/workbook.xml"), "../cijfers.exe", "cijfers.xlsx"),
        (b"naam;cijfer\r\nNoor;8", "toetsen.csv", "toetsen.csv"),
        ("Noor leest graag. é".encode(), "notitie.doc", "notitie.txt"),
        (made.pdf(), "plan.pdf", "plan.pdf"),
        (made.picture(), "foto.png", "foto.png"),
    ],
)
def test_what_staff_may_add(content: bytes, name: str, kept: str) -> None:
    assert check_extract(SimpleUploadedFile(name, content)).name == kept


@pytest.mark.parametrize(
    "content, reason",
    [
        (b"", Reason.EMPTY),
        (zipped("word/document.xml", "word/vbaProject.bin"), Reason.MACROS),
        (zipped("setup.exe"), Reason.KIND),
        (b"PK\x03\x04broken", Reason.BROKEN),
        (b"MZ\x90\x00\x03", Reason.KIND),
        (OLD, Reason.OLD_OFFICE),
        (b"<svg onload='x()'/>", Reason.KIND),
        (b"\xef\xbb\xbf <html>", Reason.KIND),
        (made.attached(), Reason.ACTIVE),
    ],
)
def test_what_staff_may_not_add(content: bytes, reason: Reason) -> None:
    with pytest.raises(FileRefused) as refused:
        check_extract(SimpleUploadedFile("plan.docx", content))
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "content, words",
    [
        (OLD, "Bewaar het als .docx, .xlsx of PDF, zonder wachtwoord."),
        (zipped("xl/workbook.xml", "xl/vbaProject.bin"), "Bewaar het als .docx, .xlsx of PDF."),
        (zipped("setup.exe"), "Kies een PDF, een foto, .docx, .xlsx"),
    ],
)
def test_staff_read_what_to_do(content: bytes, words: str) -> None:
    with pytest.raises(FileRefused) as refused:
        check_extract(SimpleUploadedFile("oud.xls", content))
    assert words in refused.value.messages[0]


def test_families_still_read_to_keep_it_as_a_pdf() -> None:
    with pytest.raises(FileRefused, match="Bewaar als PDF"):
        check_upload(SimpleUploadedFile("oud.doc", OLD))


@pytest.mark.parametrize(
    "content, found",
    [
        pytest.param(page(TEXT + BAR), True, id="a bar over text"),
        pytest.param(page(BAR), False, id="a bar and no text left"),
        pytest.param(page(TEXT), False, id="text and nothing black"),
        pytest.param(page(TEXT + b"1 g 40 690 200 20 re f"), False, id="a white bar"),
        pytest.param(page(TEXT + b"0 0 0 rg 40 690 200 20 re B*"), True, id="black in colour"),
        pytest.param(page(TEXT + b"0 0 0 1 k 40 690 200 20 re f"), True, id="black in ink"),
        pytest.param(page(TEXT + b"q 1 g Q 0 g 40 690 200 .5 re f"), False, id="only a line"),
        pytest.param(page(TEXT + b"0 g 4 4 m 9 9 l 9 40 l f"), True, id="drawn by hand"),
        pytest.param(
            page(TEXT, pikepdf.Dictionary(Subtype=pikepdf.Name.Redact)), True, id="not carried out"
        ),
        pytest.param(
            page(TEXT, pikepdf.Dictionary(Subtype=pikepdf.Name.Square, IC=[0, 0, 0])),
            True,
            id="a black remark",
        ),
        pytest.param(made.picture(), False, id="a picture has no text"),
    ],
)
def test_text_under_the_black_is_noticed(content: bytes, found: bool) -> None:
    assert has_text_under_black(content) is found


def test_a_drawing_inside_a_drawing_is_read_too() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(TEXT, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        form.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=FONT))
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X1=form))
        pdf.pages[0].Contents = pdf.make_stream(b"/X1 Do " + BAR)

    assert has_text_under_black(made.pdf(change))


def headed(content: bytes, *, at: int, value: int) -> bytes:
    """A zip of one part, with this value in both of its heads, two bytes further in the second."""
    changed = bytearray(content)
    for start in (0, content.index(b"PK\x01\x02") + 2):
        changed[start + at : start + at + 2] = value.to_bytes(2, "little")
    return bytes(changed)


@pytest.mark.parametrize(
    "at, value",
    [pytest.param(8, 99, id="a compression nobody knows"), pytest.param(6, 1, id="a password")],
)
def test_a_part_that_cannot_be_read_is_refused(at: int, value: int) -> None:
    whole = zipped("mimetype", mimetype="application/vnd.oasis.opendocument.text")
    spoilt = headed(whole, at=at, value=value)
    assert check_extract(SimpleUploadedFile("brief.odt", whole)).content == whole
    with pytest.raises(FileRefused) as refusal:
        check_extract(SimpleUploadedFile("brief.odt", spoilt))
    assert refusal.value.reason is Reason.BROKEN
