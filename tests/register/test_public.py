"""Openbaar register: for everybody, only what is published, on the screen and on paper."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from pypdf import PdfReader

from portal.register.models import Processing
from tests.cast import Cast
from tests.register.builders import adopt, hidden_row


@pytest.fixture
def now(cast: Cast) -> date:
    day = timezone.localdate()
    adopt(cast, day)
    return day


def url(cast: Cast, name: str = "public") -> str:
    return reverse(f"register:{name}", args=[cast.board.slug])


def test_anybody_reads_what_is_published_and_nothing_else(cast: Cast, now: date) -> None:
    page = Client().get(url(cast))
    for words in ("GGD Vlinderland", "Dienst Uitvoering Onderwijs", "intern begeleider"):
        assert words in page.text
    for words in ("Veilig Thuis van de regio", "directeur van de school", "DPIA"):
        assert words not in page.text
    assert page.headers["Cache-Control"] == "private, max-age=300"


def test_a_schools_own_row_says_of_which_school(cast: Cast, now: date) -> None:
    Processing.objects.filter(code="duo").update(school=cast.so)
    assert "Zo doet De Horizon het" in Client().get(url(cast)).text


def test_a_hidden_disclosure_changes_nothing(cast: Cast, now: date) -> None:
    before = Client().get(url(cast, "public_pdf")).content
    hidden_row(cast, now)
    assert Client().get(url(cast, "public_pdf")).content == before


def test_the_pdf_holds_the_same_and_follows_a_change(cast: Cast, now: date) -> None:
    answer = Client().get(url(cast, "public_pdf"))
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "GGD Vlinderland" in text
    assert "Veilig Thuis van de regio" not in text
    Processing.objects.filter(code="jgz").update(published_on=None)
    again = Client().get(url(cast, "public_pdf"))
    assert again.content != answer.content


def test_a_board_that_is_not_there_is_404(cast: Cast) -> None:
    for name in ("public", "public_pdf"):
        assert Client().get(reverse(f"register:{name}", args=["nergens"])).status_code == 404


def test_an_empty_register_says_so(cast: Cast) -> None:
    assert "nog niets ingevuld" in Client().get(url(cast)).text


def test_the_number_of_queries_is_constant(cast: Cast, now: date) -> None:
    client, place = Client(), url(cast)
    with CaptureQueriesContext(connection) as many:
        client.get(place)
    Processing.objects.exclude(code__in=["duo", "jgz"]).delete()
    with CaptureQueriesContext(connection) as few:
        client.get(place)
    assert len(few) == len(many) <= 4


def test_what_goes_with_the_enrolment_form_is_dated_and_about_families(
    cast: Cast, now: date
) -> None:
    Processing.objects.filter(code="jgz").update(data_subjects=["staff"])
    answer = Client().get(url(cast, "enrolment_pdf"))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert date_format(now, "j F Y") in text
    assert "Basispoort" in text
    assert "GGD Vlinderland" not in text
