"""What hostile files are made of."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, PngImagePlugin

from portal.files.rules import MAX_PAGES

PNG_MAGIC = b"\x89PNG\r\n\x1a\n"


def picture(
    kind: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (8, 6), **more: Any
) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **more)
    return out.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def png_of(width: int, height: int, pixels: bytes = b"") -> bytes:
    """Says it is that big, and holds next to nothing."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return PNG_MAGIC + head + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


def jpeg_of(width: int, height: int) -> bytes:
    content = bytearray(picture("JPEG"))
    at = content.index(b"\xff\xc0") + 5
    content[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(content)


def pdf(change: Callable[[pikepdf.Pdf], None] | None = None, **saved: Any) -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out, **saved)
    return out.getvalue()


def root(**entries: Any) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            made.Root[f"/{key}"] = value

    return pdf(change)


def annotation(**entries: Any) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **entries)
        made.pages[0].obj.Annots = Array([note])

    return pdf(change)


def act(kind: str, **entries: Any) -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"), **entries)


def attached() -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        made.attachments["virus.exe"] = b"MZ"

    return pdf(change)


def hide(made: pikepdf.Pdf) -> None:
    """An object that no page uses."""
    made.make_indirect(Dictionary(X=String("Kerkstraat 12")))


def many_pages() -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        for _number in range(MAX_PAGES):
            made.add_blank_page()

    return pdf(change)


def no_pages() -> bytes:
    out = io.BytesIO()
    pikepdf.new().save(out)
    return out.getvalue()


def script_in_stream() -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        made.Root.OpenAction = made.make_indirect(
            act("JavaScript", JS=Stream(made, b"app.alert(1)"))
        )

    return pdf(change)


def deep() -> bytes:
    """Arrays in arrays: a reader that calls itself falls over."""
    inner = b"[" * 400 + b"]" * 400
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/X " + inner + b">>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )


def loop_of_pages() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


def escaped_name() -> bytes:
    """/JavaScript, written so that a search for the word finds nothing."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/J#61vaScr#69pt"
        b"/J#53(app.alert(1))>>>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


def object_bomb(size: int) -> bytes:
    """The catalogue lies in an object stream that unpacks to `size` bytes."""
    packer = zlib.compressobj()
    head = b"1 0 <</Type/Catalog/Pages 2 0 R>>" + b" " * 1_000_000
    start = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = start + again * (size // 1_000_000) + packer.flush()
    parts = [
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n",
        b"4 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream "
        b"endobj\n" % (len(packed), packed),
    ]
    out, places = b"%PDF-1.5\n", []
    for part in parts:
        places.append(len(out))
        out += part
    rows = [(0, 0, 255), (2, 4, 0), *((1, place, 0) for place in places), (1, len(out), 0)]
    table = b"".join(struct.pack(">BIB", *row) for row in rows)
    return out + (
        b"5 0 obj<</Type/XRef/Size 6/W[1 4 1]/Root 1 0 R/Length %d>>stream\n%s\nendstream endobj\n"
        b"startxref\n%d\n%%%%EOF" % (len(table), table, len(out))
    )


def zipped(*names: str, content: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return out.getvalue()


def text_bomb() -> bytes:
    """A PNG whose text unpacks to far more than it weighs."""
    packed = zlib.compress(b"a" * 80_000_000, 9)
    head, tail = picture()[:33], picture()[33:]
    return head + chunk(b"zTXt", b"Comment\x00\x00" + packed) + tail


def heic(**more: Any) -> bytes:
    return picture("HEIF", size=(64, 48), **more)


def talking_png() -> bytes:
    said = PngImagePlugin.PngInfo()
    said.add_text("Comment", "Noor, Kerkstraat 12")
    return picture(pnginfo=said)


def located_jpeg() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "Noor, Kerkstraat 12"
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825)[2] = (52.0, 4.0, 0.0)
    return picture("JPEG", exif=exif, comment=b"Noor, Kerkstraat 12")
