"""Files that want something: each is made here, small, and named after what it tries."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from PIL import Image, PngImagePlugin
from pikepdf import Array, Dictionary, Name, Stream, String

from portal.files.rules import MAX_PAGES

PNG_MAGIC = b"\x89PNG\r\n\x1a\n"


def picture(kind: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (8, 6), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **more)
    return out.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(
        ">I", zlib.crc32(kind + content)
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


def pdf(change: Callable[[pikepdf.Pdf], None] | None = None, **saved: object) -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out, **saved)
    return out.getvalue()


def root(**entries: object) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            made.Root[f"/{key}"] = value

    return pdf(change)


def annotation(**entries: object) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **entries)
        made.pages[0].obj.Annots = Array([note])

    return pdf(change)


def act(kind: str, **entries: object) -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"), **entries)


def attached() -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        made.attachments["virus.exe"] = b"MZ"

    return pdf(change)


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


def heic(**more: object) -> bytes:
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


REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "nothing": ("empty", lambda: b""),
    "text": ("kind", lambda: b"Beste juf,"),
    "a page with a script": ("kind", lambda: b"<!doctype html><script>alert(1)</script>"),
    "svg": ("kind", lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    "svg behind an xml head": ("kind", lambda: b'<?xml version="1.0"?><svg><script/></svg>'),
    "xml with an entity": ("kind", lambda: b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    "a program for windows": ("kind", lambda: b"MZ" + b"\0" * 200),
    "a program for linux": ("kind", lambda: b"\x7fELF" + b"\0" * 200),
    "a shell script": ("kind", lambda: b"#!/bin/sh\nrm -rf /\n"),
    "php": ("kind", lambda: b"<?php system($_GET['x']); ?>"),
    "gif": ("kind", lambda: picture("GIF")),
    "bmp": ("kind", lambda: picture("BMP")),
    "tiff": ("kind", lambda: picture("TIFF")),
    "webp": ("kind", lambda: picture("WEBP")),
    "icon": ("kind", lambda: picture("ICO")),
    "postscript": ("kind", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"),
    "gzip": ("kind", lambda: b"\x1f\x8b\x08" + b"\0" * 60),
    "tar": ("kind", lambda: b"a.txt" + b"\0" * 252 + b"ustar\x0000" + b"\0" * 248),
    "zip slip": ("office", lambda: zipped("../../etc/passwd")),
    "zip bomb": ("office", lambda: zipped("a", "b", content=b"\0" * 5_000_000)),
    "word": ("office", lambda: zipped("[Content_Types].xml", "word/document.xml")),
    "word with a macro": ("office", lambda: zipped("word/document.xml", "word/vbaProject.bin")),
    "old word": ("office", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "rich text": ("office", lambda: b"{\\rtf1\\ansi Beste juf}"),
    "avif": ("kind", lambda: b"\0\0\0\x1cftypavif\0\0\0\0avifmif1" + b"\0" * 60),
    "mp4": ("kind", lambda: b"\0\0\0\x18ftypisom\0\0\0\0isomiso2" + b"\0" * 60),
    "pdf behind html": ("kind", lambda: b"<script>alert(1)</script>\n" + pdf()),
    "pdf behind a zip": ("office", lambda: zipped("a") + pdf()),
    "png of 50,000 by 50,000": ("too_many_pixels", lambda: png_of(50_000, 50_000)),
    "png of 12,000 by 12,000": ("too_many_pixels", lambda: png_of(12_000, 12_000)),
    "png of 7,000 by 7,000": ("too_many_pixels", lambda: png_of(7_000, 7_000)),
    "png as long as can be": ("too_many_pixels", lambda: png_of(2**31 - 1, 1)),
    "jpeg of 65,000 by 65,000": ("too_many_pixels", lambda: jpeg_of(65_000, 65_000)),
    "png without pixels": ("broken", lambda: png_of(10, 10)),
    "png without a size": ("broken", lambda: png_of(0, 0)),
    "png cut off": ("broken", lambda: picture(size=(300, 300))[:60]),
    "png with a text bomb": ("broken", text_bomb),
    "only the magic of png": ("broken", lambda: PNG_MAGIC),
    "jpeg cut off": ("broken", lambda: picture("JPEG", size=(300, 300))[:300]),
    "jpeg of noise": ("broken", lambda: b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4),
    "heic cut off": ("broken", lambda: heic()[:100]),
    "only the magic of heic": ("broken", lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
    "only the magic of pdf": ("broken", lambda: b"%PDF-1.7\n"),
    "pdf of noise": ("broken", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 20),
    "pdf without pages": ("broken", no_pages),
    "pdf whose pages are their own pages": ("broken", loop_of_pages),
    "pdf with too many pages": ("too_many_pages", many_pages),
    "pdf deeper than anybody writes": ("broken", deep),
    "pdf with a password": (
        "locked",
        lambda: pdf(encryption=pikepdf.Encryption(user="geheim", owner="geheim")),
    ),
    "pdf locked without a password": (
        "locked",
        lambda: pdf(encryption=pikepdf.Encryption(user="", owner="geheim")),
    ),
    "pdf with a script at opening": (
        "active",
        lambda: root(OpenAction=act("JavaScript", JS=String("app.alert(1)"))),
    ),
    "pdf with a script in a stream": ("active", script_in_stream),
    "pdf with a script by name": (
        "active",
        lambda: root(Names=Dictionary(JavaScript=Dictionary(Names=Array([])))),
    ),
    "pdf with a script in disguise": ("active", escaped_name),
    "pdf that starts a program": (
        "active",
        lambda: root(OpenAction=act("Launch", F=String("cmd.exe"))),
    ),
    "pdf that opens another file": (
        "active",
        lambda: annotation(Subtype=Name.Link, A=act("GoToR", F=String(r"\\host\share"))),
    ),
    "pdf that opens a file inside": (
        "active",
        lambda: annotation(Subtype=Name.Link, A=act("GoToE", T=Dictionary())),
    ),
    "pdf that sends a form": (
        "active",
        lambda: annotation(Subtype=Name.Link, A=act("SubmitForm", F=String("http://h/"))),
    ),
    "pdf that reads a form": (
        "active",
        lambda: annotation(Subtype=Name.Link, A=act("ImportData", F=String("a.fdf"))),
    ),
    "pdf that acts on a page": (
        "active",
        lambda: root(AA=Dictionary(WC=act("Named", N=Name.Print))),
    ),
    "pdf with a second action": (
        "active",
        lambda: annotation(
            Subtype=Name.Link, A=act("URI", URI=String("x"), Next=act("Launch", F=String("x")))
        ),
    ),
    "pdf with a file inside": ("active", attached),
    "pdf with a file on a page": ("active", lambda: annotation(Subtype=Name.FileAttachment)),
    "pdf with rich media": ("active", lambda: annotation(Subtype=Name.RichMedia)),
    "pdf with three dimensions": ("active", lambda: annotation(Subtype=Name("/3D"))),
    "pdf with a film": ("active", lambda: annotation(Subtype=Name.Movie)),
    "pdf with a sound": (
        "active",
        lambda: annotation(Subtype=Name.Link, A=act("Sound", Sound=String("x"))),
    ),
    "pdf with an xfa form": ("active", lambda: root(AcroForm=Dictionary(XFA=String("<xdp/>")))),
}

NEUTRALISED: dict[str, Callable[[], bytes]] = {
    "png with a zip behind it": lambda: picture() + zipped("virus.exe"),
    "png with html behind it": lambda: picture() + b"<script>alert(1)</script>",
    "png with text inside": talking_png,
    "png with an unknown chunk": lambda: picture()[:33]
    + chunk(b"prVt", b"Noor, Kerkstraat 12")
    + picture()[33:],
    "jpeg with a place and a remark": located_jpeg,
    "jpeg with php in a remark": lambda: picture("JPEG", comment=b"<?php system('x') ?>"),
    "jpeg with a program behind it": lambda: picture("JPEG") + b"MZ virus.exe",
    "heic with a place": lambda: heic(exif=b"Exif\0\0II*\0\x08\0\0\0\0\0Kerkstraat 12"),
    "pdf with a zip behind it": lambda: pdf() + zipped("virus.exe"),
    "pdf with html behind it": lambda: pdf() + b"\n<script>alert(1)</script>",
    "pdf with a loose object": lambda: pdf(
        lambda made: made.make_indirect(Dictionary(X=String("Kerkstraat 12"))) and None
    ),
    "pdf that jumps at opening": lambda: root(
        OpenAction=act("GoTo", D=Array([0, Name.Fit]))
    ),
}
TRACES = (b"PK\x03\x04", b"<script", b"Kerkstraat", b"<?php", b"virus", b"OpenAction", b"Exif")
