"""Vertaalde vragen, as a family reads and answers them; Dutch where there is no translation."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consent.actions.purposes import Words, translate
from consent.languages import to_read
from consent.models import Choice, Purpose
from portal.people.models import User
from tests.cast import Cast
from tests.consent.builders import ask, new_text, say

SignIn = Callable[[User], Client]
TURKISH = Words("Fotoğraf", "Fotoğraf konabilir mi?", "Herkes görebilir.", "Okul kaldırır.")
ENGLISH = Words("Photo", "May a photo be there?", "All can see it.", "The school removes it.")
NOTE = "Deze tekst is er alleen in het Nederlands."


@pytest.fixture
def now() -> date:
    """The real day, as the browser sees it."""
    return timezone.localdate()


@pytest.fixture
def asked(cast: Cast, now: date) -> Purpose:
    """One question in Turkish and English too; six in Dutch only."""
    purpose = ask(cast, now, "website")
    translate(purpose, TURKISH, language="tr", version=1, by=cast.petra)
    translate(purpose, ENGLISH, language="en", version=1, by=cast.petra)
    return purpose


def page(client: Client, cast: Cast, accepted: str) -> str:
    url = reverse("consent:choices", args=[cast.noor.pk])
    return client.get(url, headers={"Accept-Language": accepted}).text


@pytest.mark.parametrize(
    "accepted, shown, read",
    [
        pytest.param("tr-TR,tr;q=0.9,nl;q=0.5", "nl", ["tr", "nl"], id="a Turkish phone"),
        pytest.param("de,ar;q=0.8", "nl", ["ar", "nl"], id="the first that there can be"),
        pytest.param("tr,en;q=0.5", "en", ["tr", "en"], id="then that of the page"),
        pytest.param("nl,tr;q=0.5", "nl", ["nl"], id="Dutch first"),
        pytest.param("", "nl", ["nl"], id="nothing"),
        pytest.param("%%,;q=9", "nl", ["nl"], id="nonsense"),
    ],
)
def test_the_browser_says_what_is_read(accepted: str, shown: str, read: list[str]) -> None:
    assert to_read(accepted, shown) == read


def test_a_family_reads_its_own_language_and_dutch_elsewhere(
    cast: Cast, client_of: SignIn, asked: Purpose
) -> None:
    text = page(client_of(cast.fatima), cast, "tr,nl;q=0.5")
    assert '<h2 class="card__title" lang="tr" dir="auto">Fotoğraf</h2>' in text
    assert (text.count('class="card__title" lang="nl"'), text.count(NOTE)) == (6, 6)
    assert NOTE not in page(client_of(cast.fatima), cast, "nl")


def test_the_language_of_the_page_comes_before_dutch(
    cast: Cast, client_of: SignIn, asked: Purpose
) -> None:
    assert "May a photo be there?" in page(client_of(cast.fatima), cast, "ar,en;q=0.5")


def test_a_language_chosen_in_the_portal_leads(
    cast: Cast, client_of: SignIn, asked: Purpose
) -> None:
    client = client_of(cast.fatima)
    client.post(reverse("set_language"), {"language": "nl", "next": "/"})
    assert TURKISH.question not in page(client, cast, "tr")


def test_the_answer_is_proof_of_the_words_that_were_read(
    cast: Cast, client_of: SignIn, asked: Purpose
) -> None:
    url = reverse("consent:choose", args=[cast.noor.pk, asked.pk])
    post = {"answer": "ja", "version": "1", "language": "tr"}
    client_of(cast.fatima).post(url, post)
    text, choice = asked.texts.get(language="tr"), Choice.objects.get()
    assert (choice.language, choice.text_sha256) == ("tr", text.fingerprint)
    receipt = client_of(cast.fatima).get(reverse("consent:receipt", args=[cast.noor.pk])).text
    assert TURKISH.title in receipt
    assert "Türkçe" in receipt


def test_reading_in_another_language_asks_no_more_queries(
    cast: Cast, client_of: SignIn, asked: Purpose
) -> None:
    client, counts = client_of(cast.fatima), []
    page(client, cast, "nl")
    for accepted in ("nl", "tr", "ar,en;q=0.5"):
        with CaptureQueriesContext(connection) as found:
            page(client, cast, accepted)
        counts.append(len(found))
    assert counts == [7, 7, 7]


@pytest.mark.parametrize("read, kept", [("tr", "tr"), ("nl", "nl"), ("pl", "nl")])
@pytest.mark.parametrize("said_yes", [False, True], ids=["a first no", "a withdrawal"])
def test_a_no_to_an_older_text_is_proof_of_the_language_that_was_read(
    cast: Cast, client_of: SignIn, asked: Purpose, now: date, said_yes: bool, read: str, kept: str
) -> None:
    if said_yes:
        say(cast.fatima, cast.noor, asked, now, yes=True)
    new_text(asked, now)
    url = reverse("consent:choose", args=[cast.noor.pk, asked.pk])
    client_of(cast.fatima).post(url, {"answer": "nee", "version": "1", "language": read})
    choice, text = Choice.objects.latest("id"), asked.texts.get(version=1, language=kept)
    assert (choice.answer, choice.version) == ("withdrawn" if said_yes else "refused", 1)
    assert (choice.language, choice.text_sha256) == (kept, text.fingerprint)
