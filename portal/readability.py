"""Leesbaarheid: the Flesch-Douma figure of a Dutch text, and what makes it hard to read.

Flesch, fitted to Dutch by Douma (1960): 206.84 - 0.93 x words a sentence - 77 x syllables a word.
Language level B1 is about 60 or more.
"""

import re
from dataclasses import dataclass
from functools import cache

import pyphen

EASY = 60.0
MEAN_WORDS, MOST_WORDS = 13, 25  # in a sentence
HARD_SYLLABLES = 5  # in a word
FIRST_SENTENCES, FIRST_WORDS = 2, 5  # to change first, where none is too long by itself
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE = re.compile(r"[^.!?\n]+")


@dataclass(frozen=True)
class Readability:
    """The figure (None without words), the mean sentence, and what to change first."""

    score: float | None
    mean_words: float
    long_sentences: tuple[str, ...]
    hard_words: tuple[str, ...]

    @property
    def is_easy(self) -> bool:
        """Whether the text is about B1, without a sentence that is too long."""
        if self.score is None:
            return True
        fits = self.mean_words <= MEAN_WORDS and not self.long_sentences
        return fits and self.score >= EASY


def measure(*texts: str) -> Readability:
    """All texts together; each line is a sentence at least."""
    sentences = [one.strip() for text in texts for one in SENTENCE.findall(text) if one.strip()]
    counted = [(one, WORD.findall(one)) for one in sentences]
    counted = [(one, words) for one, words in counted if words]
    words = [word for _sentence, found in counted for word in found]
    if not words:
        return Readability(None, 0.0, (), ())
    mean = len(words) / len(counted)
    syllables = sum(map(syllables_of, words)) / len(words)
    score = round(206.84 - 0.93 * mean - 77 * syllables, 1)
    return Readability(
        score=score,
        mean_words=round(mean, 1),
        long_sentences=_long(counted, some=mean > MEAN_WORDS),
        hard_words=_hard(words, some=score < EASY),
    )


def _long(counted: list[tuple[str, list[str]]], *, some: bool) -> tuple[str, ...]:
    """The sentences that are too long; when there must be some, else the longest."""
    found = tuple(one for one, words in counted if len(words) > MOST_WORDS)
    if found or not some:
        return found
    longest = sorted(counted, key=lambda one: -len(one[1]))
    return tuple(one for one, _words in longest[:FIRST_SENTENCES])


def _hard(words: list[str], *, some: bool) -> tuple[str, ...]:
    """The words of many syllables; when there must be some, else those of the most."""
    counted = {word: syllables_of(word) for word in words}
    found = tuple(word for word, number in counted.items() if number >= HARD_SYLLABLES)
    if found or not some:
        return found
    longest = sorted(counted, key=lambda word: (-counted[word], -len(word)))
    return tuple(word for word in longest[:FIRST_WORDS] if counted[word] > 1)


def syllables_of(word: str) -> int:
    """By the places where the word may be broken off; at least one."""
    return len(_dutch().positions(word.casefold())) + 1


@cache
def _dutch() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="nl_NL")
