"""Vertalingen, on the page: beside the Dutch text, checked first, written once."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consent.models import Purpose, PurposeText
from portal.people.models import User
from tests.cast import Cast
from tests.consent.builders import ask, new_text

SignIn = Callable[[User], Client]
WORDS = {
    "title": "Web sitesinde fotoğraf",
    "question": "Fotoğraf web sitesine konabilir mi?",
    "explanation": "Herkes siteyi görebilir.",
    "audience": "İnternetteki herkes.",
    "kept": "İki okul yılı.",
    "withdrawal": "Okul fotoğrafı kaldırır.",
    "for_child": "Tanımadığın insanlar da görür.",
    "version": "1",
}


@pytest.fixture
def asked(cast: Cast) -> Purpose:
    """A question of the board, in Dutch."""
    return ask(cast, timezone.localdate(), "website")


@pytest.fixture
def petra(client_of: SignIn, cast: Cast) -> Client:
    """The privacy officer of the board."""
    return client_of(cast.petra)


def url_of(purpose: Purpose, language: str = "tr") -> str:
    return reverse("consent:purpose_translation", args=[purpose.pk, language])


def typed(**other: str) -> dict[str, str]:
    return WORDS | {"once_key": str(uuid4())} | other


def test_the_dutch_words_stand_above_each_box(asked: Purpose, petra: Client) -> None:
    page, text = petra.get(url_of(asked)).text, asked.texts.get()
    assert f'<div lang="nl"><p>{text.question}</p></div>' in page
    assert page.count('lang="tr" dir="auto"') == 7
    assert "Türkçe" in page


def test_it_is_checked_beside_the_dutch_and_kept_once(asked: Purpose, petra: Client) -> None:
    post = typed()
    check = petra.post(url_of(asked), post).text
    assert "Klopt deze vertaling?" in check
    assert not asked.texts.filter(language="tr").exists()
    for _twice in range(2):  # a double press
        answer = petra.post(url_of(asked), post | {"stap": "opslaan"})
    assert answer.headers["Location"] == reverse("consent:purpose", args=[asked.pk])
    found = asked.texts.get(language="tr")
    assert (found.version, found.title) == (1, WORDS["title"])


def test_one_that_is_there_is_only_read(asked: Purpose, petra: Client) -> None:
    petra.post(url_of(asked), typed(stap="opslaan"))
    page = petra.get(url_of(asked)).text
    assert WORDS["question"] in page
    assert "<textarea" not in page
    again = petra.post(url_of(asked), typed(stap="opslaan", title="Anders")).text
    assert "Een collega heeft deze tekst al vertaald." in again


def test_a_dutch_text_that_changed_meanwhile_is_translated_anew(
    asked: Purpose, petra: Client
) -> None:
    new_text(asked, timezone.localdate() + timedelta(days=1))
    page = petra.post(url_of(asked), typed(stap="opslaan")).text
    assert "De Nederlandse tekst is intussen veranderd." in page
    assert not PurposeText.objects.filter(language="tr").exists()


@pytest.mark.parametrize("wrong", [{"title": ""}, {"explanation": "BSN 111222333"}])
def test_a_wrong_box_keeps_nothing(asked: Purpose, petra: Client, wrong: dict[str, str]) -> None:
    page = petra.post(url_of(asked), typed(stap="opslaan", **wrong)).text
    assert "utrecht-form-field--invalid" in page
    assert not PurposeText.objects.filter(language="tr").exists()


@pytest.mark.parametrize("language", ["nl", "de", "xx"])
def test_another_language_does_not_exist(asked: Purpose, petra: Client, language: str) -> None:
    assert petra.get(url_of(asked, language)).status_code == 404


def test_the_question_says_in_which_languages_it_is_there(
    asked: Purpose, cast: Cast, petra: Client, client_of: SignIn
) -> None:
    page = reverse("consent:purpose", args=[asked.pk])
    assert petra.get(page).text.count("/vertaling/") == 5
    petra.post(url_of(asked), typed(stap="opslaan"))
    assert url_of(asked) in petra.get(page).text
    seen = client_of(cast.iris).get(page).text
    assert "Türkçe" in seen
    assert "/vertaling/" not in seen
