"""Leesbaarheid: a plain text is easy, a stiff one is not, and the page says what to change."""

from dataclasses import asdict

import pytest

from consent.starter import EXAMPLES, QUESTIONS, Asked
from portal.readability import EASY, measure, syllables_of

STIFF = (
    "Ten behoeve van de verantwoordingsverplichtingen aangaande beeldmateriaal verzoekt de "
    "onderwijsinstelling de gezaghebbenden om uitdrukkelijke toestemmingsverklaringen voor de "
    "verveelvoudiging daarvan in uiteenlopende communicatiekanalen van de organisatie."
)


@pytest.mark.parametrize("one", [*QUESTIONS, *EXAMPLES], ids=lambda one: one.code)
def test_every_question_that_ships_is_easy_to_read(one: Asked) -> None:
    found = measure(*asdict(one.words).values())
    assert found.is_easy, found


def test_a_stiff_text_is_hard_and_its_words_are_named() -> None:
    found = measure(STIFF)
    assert found.score is not None
    assert found.score < EASY
    assert not found.is_easy
    assert "verantwoordingsverplichtingen" in found.hard_words


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Publicatie betrokkenen informatie verwerkingen.", id="four syllables"),
        pytest.param("Foto's komen later.", id="two syllables"),
        pytest.param(f"{' '.join(['de man ziet de kat'] * 3)}.", id="long on the average"),
        pytest.param(f"{' '.join(['ja'] * 90)}.", id="one sentence of short words"),
    ],
)
def test_what_is_hard_always_has_something_to_change(text: str) -> None:
    found = measure(text)
    assert not found.is_easy
    assert found.hard_words or found.long_sentences


def test_the_longest_come_first() -> None:
    found = measure("Publicatie betrokkenen informatie verwerkingen. Dat is zo.")
    assert found.hard_words == ("verwerkingen", "betrokkenen", "Publicatie", "informatie")
    found = measure(f"De man ziet de kat. {' '.join(['de man ziet de kat'] * 5)}.")
    assert found.long_sentences[0] == " ".join(["de man ziet de kat"] * 5)


def test_an_easy_text_has_nothing_to_change() -> None:
    found = measure("De school maakt een foto. Mag dat?")
    assert (found.is_easy, found.hard_words, found.long_sentences) == (True, (), ())


def test_a_sentence_above_25_words_is_named() -> None:
    long = " ".join(["de man ziet de kat"] * 6)
    assert measure(f"{long}. Dat is het.").long_sentences == (long,)


@pytest.mark.parametrize(
    "word, count",
    [
        pytest.param("school", 1, id="one"),
        pytest.param("foto", 2, id="two"),
        pytest.param("toestemming", 3, id="three"),
    ],
)
def test_syllables_are_counted_where_a_word_may_break(word: str, count: int) -> None:
    assert syllables_of(word) == count


@pytest.mark.parametrize("text", ["", "...", "123 456"])
def test_without_words_there_is_no_figure(text: str) -> None:
    assert measure(text).score is None
    assert measure(text).is_easy
