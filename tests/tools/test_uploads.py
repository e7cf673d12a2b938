"""Uploads: the hostile set is refused or made harmless, and what is good comes through."""

import io
import resource
from typing import Any

import pikepdf
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from portal.files import sandbox
from portal.files.actions import CleanUpload, FileRefused, check_upload
from portal.files.actions.check import WHAT_TO_DO
from portal.files.rules import MAX_BYTES, Clean, Kind, Reason, Refused, kind_of
from tests.tools import hostile, made


def upload(content: bytes, name: str = "brief.pdf", says: str = "application/pdf") -> CleanUpload:
    return check_upload(SimpleUploadedFile(name, content, content_type=says))


@pytest.mark.parametrize("name", hostile.REFUSED)
def test_a_hostile_file_is_refused(name: str) -> None:
    reason, make = hostile.REFUSED[name]
    with pytest.raises(Refused) as refused:
        sandbox.clean(make())
    assert refused.value.reason == reason


@pytest.mark.parametrize("name", hostile.NEUTRALISED)
def test_what_hides_in_a_good_file_is_left_behind(name: str) -> None:
    content = hostile.NEUTRALISED[name]()
    clean = sandbox.clean(content).content
    assert not [trace for trace in hostile.TRACES if trace in clean]
    assert sandbox.clean(clean).content


def test_the_hostile_set_is_large() -> None:
    assert len(hostile.REFUSED) + len(hostile.NEUTRALISED) >= 60


@pytest.mark.parametrize(
    "content, becomes",
    [
        pytest.param(made.pdf(), "application/pdf", id="pdf"),
        pytest.param(made.picture("JPEG"), "image/jpeg", id="jpeg"),
        pytest.param(made.picture("JPEG", "L"), "image/jpeg", id="grey jpeg"),
        pytest.param(made.picture("JPEG", "CMYK"), "image/jpeg", id="jpeg for print"),
        pytest.param(made.picture("PNG", "RGBA"), "image/png", id="see-through png"),
        pytest.param(made.picture("PNG", "P"), "image/png", id="png with a palette"),
        pytest.param(made.picture("PNG", "1"), "image/png", id="png in two colours"),
        pytest.param(made.picture("PNG", "I;16"), "image/png", id="deep png"),
        pytest.param(made.heic(), "image/jpeg", id="heic"),
    ],
)
def test_a_good_file_comes_through(content: bytes, becomes: str) -> None:
    clean = sandbox.clean(content)
    assert clean.content_type == becomes
    assert kind_of(clean.content) == becomes


def test_a_photo_is_put_upright_and_loses_its_place() -> None:
    clean = sandbox.clean(made.located_jpeg())
    with Image.open(io.BytesIO(clean.content)) as picture:
        assert picture.size == (6, 8)
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_link_to_a_site_may_stay() -> None:
    link = made.annotation(
        Subtype=pikepdf.Name.Link,
        A=made.act("URI", URI=pikepdf.String("https://example.org/")),
    )
    assert sandbox.clean(link).content_type == Kind.PDF


@pytest.mark.parametrize("name", ["pdf with a script in disguise", "word", "nothing"])
def test_a_refusal_comes_out_of_the_sandbox(name: str) -> None:
    reason, make = hostile.REFUSED[name]
    with pytest.raises(FileRefused) as refused:
        upload(make())
    assert refused.value.reason == reason


def test_content_decides_and_the_name_follows() -> None:
    checked = upload(made.picture("JPEG"), "../../rapport.pdf", "application/pdf")
    assert (checked.name, checked.content_type) == ("rapport.jpg", "image/jpeg")
    assert kind_of(checked.content) is Kind.JPEG


def test_a_file_that_is_too_big_is_not_even_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.files.actions.check.in_sandbox", None)
    with pytest.raises(FileRefused, match="15 MB"):
        upload(b"%PDF-" + b"x" * MAX_BYTES)


def test_a_size_that_lies_does_not_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.files.actions.check.in_sandbox", None)
    liar = SimpleUploadedFile("x.pdf", b"%PDF-" + b"x" * MAX_BYTES)
    liar.size = 10
    with pytest.raises(FileRefused, match="15 MB"):
        check_upload(liar)


def test_a_file_that_unpacks_to_a_gigabyte_ends_only_the_sandbox() -> None:
    with pytest.raises(FileRefused, match="niet lezen"):
        upload(made.object_bomb(1_000_000_000))


def test_a_sandbox_that_takes_too_long_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.files.actions.check.SECONDS", 0.001)
    with pytest.raises(FileRefused, match="niet lezen"):
        upload(made.pdf())


def test_a_sandbox_that_crashes_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(FileRefused, match="niet lezen"):
        upload(made.pdf())


def test_the_sandbox_speaks_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    limits: list[int] = []
    monkeypatch.setattr(resource, "setrlimit", lambda what, _limit: limits.append(what))
    monkeypatch.setattr("sys.argv", ["sandbox", "clean"])
    for content in (made.picture(), b"x"):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
        sandbox.main()
    out = capfdbinary.readouterr().out
    assert out.startswith(b"ok image/png\n\x89PNG")
    assert out.endswith(b"no kind\n")
    assert {resource.RLIMIT_DATA, resource.RLIMIT_CPU} <= set(limits)


class UploadForm(forms.Form):
    """As a form uses it."""

    paper = forms.FileField()

    def clean_paper(self) -> CleanUpload:
        return check_upload(self.cleaned_data["paper"])


def test_a_refusal_becomes_the_error_of_the_field() -> None:
    word: Any = {"paper": SimpleUploadedFile("a.docx", made.zipped("word/x.xml"))}
    form = UploadForm(files=word)
    assert not form.is_valid()
    assert "Bewaar als PDF" in form.errors["paper"][0]


def test_every_reason_says_what_to_do() -> None:
    assert set(WHAT_TO_DO) == set(Reason)


def test_what_the_sandbox_gives_is_what_a_form_gives() -> None:
    checked: Any = upload(made.pdf(), "Şükrü.pdf")
    assert isinstance(checked, CleanUpload)
    assert Clean(checked.content, checked.content_type).content.startswith(b"%PDF-")
    assert checked.name == "Şükrü.pdf"
