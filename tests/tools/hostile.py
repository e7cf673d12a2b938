"""Files that want something: each is made here, small, and named after what it tries."""

from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.tools.made import (
    PNG_MAGIC,
    act,
    annotation,
    attached,
    chunk,
    deep,
    escaped_name,
    heic,
    hide,
    jpeg_of,
    located_jpeg,
    loop_of_pages,
    many_pages,
    no_pages,
    pdf,
    picture,
    png_of,
    root,
    script_in_stream,
    talking_png,
    text_bomb,
    zipped,
)

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
    "png with an unknown chunk": lambda: (
        picture()[:33] + chunk(b"prVt", b"Noor, Kerkstraat 12") + picture()[33:]
    ),
    "jpeg with a place and a remark": located_jpeg,
    "jpeg with php in a remark": lambda: picture("JPEG", comment=b"<?php system('x') ?>"),
    "jpeg with a program behind it": lambda: picture("JPEG") + b"MZ virus.exe",
    "heic with a place": lambda: heic(exif=b"Exif\0\0II*\0\x08\0\0\0\0\0Kerkstraat 12"),
    "pdf with a zip behind it": lambda: pdf() + zipped("virus.exe"),
    "pdf with html behind it": lambda: pdf() + b"\n<script>alert(1)</script>",
    "pdf with a loose object": lambda: pdf(hide),
    "pdf that jumps at opening": lambda: root(OpenAction=act("GoTo", D=Array([0, Name.Fit]))),
}
TRACES = (b"PK\x03\x04", b"<script", b"Kerkstraat", b"<?php", b"virus", b"OpenAction", b"Exif")
