"""Files that are broken, disguised or made to hurt: refused with a code, within bounds."""

import gzip
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from portal.roster.readers.flaws import Flaw, Problem
from portal.roster.readers.opening import open_files
from portal.roster.wording import SENTENCES, sentence
from tests.roster.conftest import HEADINGS, read, school_xml

ENTITIES = b"""<!DOCTYPE EDEX [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<EDEX><school><schooljaar>&b;</schooljaar></school></EDEX>"""
OUTSIDE = b'<!DOCTYPE EDEX [<!ENTITY x SYSTEM "file:///etc/passwd">]><EDEX>&x;</EDEX>'
GOOD = school_xml("<leerling key='1'/>")


def zipped(data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../school.xml", data)
    return packed.getvalue()


HOSTILE = [
    pytest.param("a.xml", b"", Flaw.EMPTY, id="empty"),
    pytest.param("a.xml", b" \r\n\t", Flaw.EMPTY, id="white"),
    pytest.param("a.csv", b"", Flaw.EMPTY, id="empty sheet"),
    pytest.param("a.xml", b"hello", Flaw.NOT_XML, id="text"),
    pytest.param("a.xml", b"\0\1\2\3", Flaw.NOT_XML, id="binary"),
    pytest.param("a.xml", b"{}", Flaw.NOT_XML, id="json"),
    pytest.param("a.pdf", b"%PDF-1.7", Flaw.UNKNOWN_FILE, id="pdf"),
    pytest.param("passwd", b"root:x:0:0", Flaw.UNKNOWN_FILE, id="no suffix"),
    pytest.param("a.xml", b"<EDEX>", Flaw.BROKEN_XML, id="not closed"),
    pytest.param("a.xml", b"<EDEX></XEDE>", Flaw.BROKEN_XML, id="closed wrongly"),
    pytest.param("a.xml", GOOD[:-30], Flaw.BROKEN_XML, id="cut off"),
    pytest.param("a.xml", GOOD + GOOD, Flaw.BROKEN_XML, id="two documents"),
    pytest.param("a.xml", b"<EDEX>&nbsp;</EDEX>", Flaw.BROKEN_XML, id="undefined entity"),
    pytest.param("a.xml", b"<EDEX>\xff\xfe</EDEX>", Flaw.BROKEN_XML, id="no UTF-8"),
    pytest.param("a.xml", b"<EDEX>\0</EDEX>", Flaw.BROKEN_XML, id="NUL"),
    pytest.param("a.xml", b"<EDEX a='1' a='2'/>", Flaw.BROKEN_XML, id="attribute twice"),
    pytest.param("a.xml", b"<x:EDEX/>", Flaw.BROKEN_XML, id="prefix without namespace"),
    pytest.param(
        "a.xml", b"<?xml version='1.0' encoding='utf-7'?><EDEX/>", Flaw.BROKEN_XML, id="UTF-7"
    ),
    pytest.param(
        "a.xml", b"<?xml version='1.0' encoding='rot13'?><EDEX/>", Flaw.BROKEN_XML, id="rot13"
    ),
    pytest.param(
        "a.xml", b"<?xml version='1.0' encoding='geen'?><EDEX/>", Flaw.BROKEN_XML, id="no encoding"
    ),
    pytest.param("a.xml", b"<EDEX/>", Flaw.NOT_EDEXML, id="no school"),
    pytest.param("a.xml", b"<svg xmlns='x'><script/></svg>", Flaw.NOT_EDEXML, id="svg"),
    pytest.param("a.xml", b"<html><body/></html>", Flaw.NOT_EDEXML, id="html"),
    pytest.param("a.xml", ENTITIES, Flaw.DOCTYPE, id="entity bomb"),
    pytest.param("a.xml", OUTSIDE, Flaw.DOCTYPE, id="outside entity"),
    pytest.param("a.xml", b"<!DOCTYPE EDEX><EDEX/>", Flaw.DOCTYPE, id="bare doctype"),
    pytest.param("a.xml", b"<!DOCTYPE EDEX SYSTEM 'x.dtd'><EDEX/>", Flaw.DOCTYPE, id="dtd"),
    pytest.param(
        "a.xml",
        "<!DOCTYPE EDEX [<!ENTITY a 'b'>]><EDEX>&a;</EDEX>".encode("utf-16"),
        Flaw.DOCTYPE,
        id="doctype in UTF-16",
    ),
    pytest.param("a.xml", gzip.compress(GOOD), Flaw.COMPRESSED, id="gzip"),
    pytest.param("a.xml", zipped(GOOD), Flaw.COMPRESSED, id="zip"),
    pytest.param("a.xml", zipped(b"\0" * 10_000_000), Flaw.COMPRESSED, id="zip bomb"),
    pytest.param("a.csv", gzip.compress(b"\0" * 10_000_000), Flaw.COMPRESSED, id="gzip bomb"),
    pytest.param("a.xlsx", zipped(b""), Flaw.SPREADSHEET, id="xlsx"),
    pytest.param("a.csv", b"\xd0\xcf\x11\xe0", Flaw.SPREADSHEET, id="xls as csv"),
    pytest.param("a.xml", b"<a>" * 100 + b"</a>" * 100, Flaw.TOO_DEEP, id="deep"),
    pytest.param("a.xml", b"<leerling>" * 100_000, Flaw.TOO_DEEP, id="deep and open"),
    pytest.param(
        "a.xml", b"<leerling>" + b"<a/>" * 3000 + b"</leerling>", Flaw.RECORD_TOO_BIG, id="wide"
    ),
    pytest.param(
        "a.xml", b"<leerling>" + b"x" * 200_000 + b"</leerling>", Flaw.RECORD_TOO_BIG, id="long"
    ),
    pytest.param("a.xml", b"<EDEX a='" + b">" * 3_000_000, Flaw.RECORD_TOO_BIG, id="attribute"),
    pytest.param("a.xml", b"<!--" + b"-x" * 2_000_000, Flaw.RECORD_TOO_BIG, id="comment"),
    pytest.param(
        "a.xml", b"<EDEX><school/><school/></EDEX>", Flaw.TWO_SCHOOLS, id="two schools in one"
    ),
    pytest.param("a.csv", b"a;b\0;c", Flaw.NOT_TEXT, id="NUL in a sheet"),
    pytest.param("a.csv", b"\xff\xfea\0;\0b\0", Flaw.NOT_TEXT, id="UTF-16 sheet"),
    pytest.param("a.csv", b"\x81\x8d\x8f", Flaw.NOT_TEXT, id="no known letters"),
]


@pytest.mark.parametrize("name, data, flaw", HOSTILE)
def test_a_hostile_file_is_refused_as_a_whole(name: str, data: bytes, flaw: Flaw) -> None:
    files = read((name, data))
    assert not files.read
    assert [problem.flaw for problem in files.unreadable] == [flaw]
    assert sentence(files.unreadable[0]).startswith(name)


def test_a_file_in_utf_16_or_windows_1252_is_welcome() -> None:
    text = "<leerling key='1'><achternaam>Müller</achternaam></leerling>"
    body = school_xml(text).decode()
    for encoding in ("utf-16", "windows-1252", "iso-8859-1"):
        head = f"<?xml version='1.0' encoding='{encoding}'?>"
        [file] = read(("a.xml", (head + body).encode(encoding))).schools
        assert file.pupils["1"].last_name == "Müller"


@pytest.mark.parametrize("name", ["../../x\r\nSubject: a.xml", "a\u202elmx.exe.xml", "x" * 300])
def test_the_name_of_a_file_is_told_on_one_line(name: str) -> None:
    [problem] = read((name, b"<a")).unreadable
    assert problem.file.isprintable()
    assert len(problem.file) <= 80


def test_a_file_that_is_too_large_or_absent_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "groot.xml").write_bytes(b"<EDEX>" + b" " * 2_000)
    paths = [tmp_path / "groot.xml", tmp_path / "weg.xml", tmp_path]
    flaws = [problem.flaw for problem in open_files(paths, max_bytes=1_000).unreadable]
    assert flaws == [Flaw.TOO_BIG, Flaw.NO_FILE, Flaw.NO_FILE]


READ_WITHIN_BOUNDS = """
import resource, sys
from portal.roster.readers.opening import Files
resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
files = Files()
files.take(sys.argv[1], eval(sys.argv[2]))
print(*[problem.flaw for problem in files.unreadable] or [len(files.read)])
"""
MEGABYTE = "1024 * 1024"


@pytest.mark.parametrize(
    "name, data, told",
    [
        (
            "a.xml",
            f"b'<EDEX ' + b' '.join(b'a%d=\">\"' % n for n in range({MEGABYTE}))",
            "record_too_big",
        ),
        ("a.xml", f"b'<EDEX>' + b'<a/>' * 6 * {MEGABYTE} + b'</EDEX>'", "too_many"),
        ("a.xml", f"b'<EDEX>' + b'<groep/>' * 3 * {MEGABYTE} + b'</EDEX>'", "too_many"),
        ("a.xml", f"b'<leerling><toevoegingen>' + b'<a>x</a>' * 3 * {MEGABYTE}", "too_many"),
        ("a.xml", f"b'<EDEX>' + b'x' * 30 * {MEGABYTE} + b'</EDEX>'", "not_edexml"),
        ("a.csv", f"b'{HEADINGS}' + b'\\n' * 30 * {MEGABYTE}", "too_many"),
        ("a.csv", f"b'{HEADINGS}' + b'\\na' * 5 * {MEGABYTE}", "too_many"),
        ("a.csv", f"b'a;' * 15 * {MEGABYTE}", "record_too_big"),
    ],
)
def test_a_file_of_many_megabytes_fits_in_little_memory(name: str, data: str, told: str) -> None:
    command = [sys.executable, "-c", READ_WITHIN_BOUNDS, name, data]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (done.stdout.strip(), done.stderr) == (told, "")


def test_every_flaw_has_a_sentence_that_its_facts_fill() -> None:
    assert set(SENTENCES) == set(Flaw)
    names = "megabytes value what key number brin6 limit expected allowed other year known day"
    facts: dict[str, str | int] = dict.fromkeys(names.split(), "x")
    for flaw in Flaw:
        told = sentence(Problem(flaw, "a.csv", 3, facts))
        assert told.startswith("a.csv, regel 3: ")
        assert "%" not in told
