"""Leesbaarheid: a plain text is easy, a stiff one is not, and the page says what to change."""

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
    words = ("title", "question", "explanation", "withdrawal", "for_child")
    found = measure(*(getattr(one.words, name) for name in words))
    assert found.is_easy, found


def test_a_stiff_text_is_hard_and_its_words_are_named() -> None:
    found = measure(STIFF)
    assert found.score is not None
    assert found.score < EASY
    assert not found.is_easy
    assert "verantwoordingsverplichtingen" in found.hard_words


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
