"""Bijlagen bij een verzoek: what is taken, what comes back, and who may open them."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pikepdf import Dictionary, Name

from portal.people.models import User
from requests_app.models import Attachment, DataRequest
from tests.cast import Cast
from tests.tools.made import pdf, picture, root

SignIn = Callable[[User], Client]
PNG = picture()
ZIP = b"PK\x03\x04" + b"\0" * 200
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def filed(cast: Cast, browser: Client, *files: SimpleUploadedFile) -> str:
    url = reverse("requests:new") + f"?over=kind-{cast.noor.pk}"
    facts = {"once_key": str(uuid4()), "kind": "inzage", "uploads": list(files)}
    return browser.post(url, facts, follow=True).text


def test_a_photo_and_a_letter_go_along(cast: Cast, client_of: SignIn) -> None:
    files = SimpleUploadedFile("foto.png", PNG), SimpleUploadedFile("brief.pdf", pdf())
    page = filed(cast, client_of(cast.fatima), *files)
    rows = Attachment.objects.filter(request=DataRequest.objects.get())
    assert {one.file.name for one in rows} == {"foto.png", "brief.pdf"}
    assert "foto.png" in page
    assert not any(one.file.path.read_bytes().startswith(b"\x89PNG") for one in rows)


@pytest.mark.parametrize(
    "name, content",
    [
        ("brief.pdf", b"MZ\x90 a program"),
        ("plaatje.svg", SVG),
        ("plaatje.png", SVG),
        ("archief.zip", ZIP),
        ("leeg.pdf", b""),
        ("verslag.docx", ZIP),
        ("half.pdf", pdf()[:40]),
        ("actief.pdf", root(AA=Dictionary(S=Name.JavaScript, JS="app.alert(1)"))),
    ],
)
def test_a_file_that_is_not_taken_files_nothing(
    cast: Cast, client_of: SignIn, name: str, content: bytes
) -> None:
    page = filed(cast, client_of(cast.fatima), SimpleUploadedFile(name, content))
    assert "Fout:" in page
    assert not DataRequest.objects.exists()
    assert not Attachment.objects.exists()


def test_five_is_the_most(cast: Cast, client_of: SignIn) -> None:
    six = [SimpleUploadedFile(f"{number}.png", PNG) for number in range(6)]
    assert "Kies er ten hoogste vijf." in filed(cast, client_of(cast.fatima), *six)
    assert not DataRequest.objects.exists()


@pytest.mark.parametrize("name", ["../../etc/foto.png", "fo\x00to\r\n.png", "\u202egnp.exe.png"])
def test_a_name_loses_what_could_hurt(cast: Cast, client_of: SignIn, name: str) -> None:
    filed(cast, client_of(cast.fatima), SimpleUploadedFile(name, PNG))
    kept = Attachment.objects.get().file.name
    assert kept.endswith(".png")
    assert not set(kept) & set("/\\\r\n\x00\u202e")


@pytest.mark.parametrize(
    "name, status", [("fatima", 200), ("daan", 404), ("olga", 404), ("iris", 404)]
)
def test_only_who_sent_it_opens_it_in_the_family(
    cast: Cast, client_of: SignIn, name: str, status: int
) -> None:
    filed(cast, client_of(cast.fatima), SimpleUploadedFile("foto.png", PNG))
    one = Attachment.objects.get()
    url = reverse("requests:attachment", args=[one.request_id, one.pk])
    answered = client_of(getattr(cast, name)).get(url)
    assert answered.status_code == status
    if status == 200:
        assert answered.headers["Content-Disposition"].startswith("attachment")


def test_staff_of_the_case_open_it_too(cast: Cast, client_of: SignIn) -> None:
    filed(cast, client_of(cast.fatima), SimpleUploadedFile("foto.png", PNG))
    one = Attachment.objects.get()
    url = reverse("requests:case_attachment", args=[one.request_id, one.pk])
    assert client_of(cast.iris).get(url).status_code == 200
    assert client_of(cast.bas).get(url).status_code == 404


def test_a_form_that_comes_back_says_to_choose_the_files_again(
    cast: Cast, client_of: SignIn
) -> None:
    url = reverse("requests:new") + f"?over=kind-{cast.noor.pk}"
    facts = {"once_key": str(uuid4()), "kind": "klacht"}
    browser, file = client_of(cast.fatima), SimpleUploadedFile("foto.png", PNG)
    assert "Kies de bijlagen opnieuw" in browser.post(url, {**facts, "uploads": file}).text
    assert "Kies de bijlagen opnieuw" not in browser.post(url, facts).text


def test_a_number_of_a_citizen_does_not_stand_in_a_name(cast: Cast, client_of: SignIn) -> None:
    filed(cast, client_of(cast.fatima), SimpleUploadedFile("brief 123.456.782 a.pdf", pdf()))
    assert Attachment.objects.get().file.name == "brief xxx a.pdf"
