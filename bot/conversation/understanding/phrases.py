"""Finds listed phrases in a message."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from bot.conversation.understanding.normalise import Token


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name an entity; `entity` None: they hide shorter ones and name nothing.

    Attributes:
        marked: each word with its marks.
    """

    entity: str | None
    value: str
    marked: tuple[str, ...]

    @classmethod
    def of(cls, tokens: Sequence[Token], value: str, entity: str | None = None) -> Self:
        """Return the phrase that `tokens` make."""
        return cls(entity, value, tuple(token.typed or token.text for token in tokens))


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A phrase found: the tokens `first` up to, not including, `end`."""

    phrase: Phrase
    first: int
    end: int


class PhraseBook:
    """Finds phrases in a message, the longest first.

    A word typed with marks must have those of the phrase: "còn tôi" (and I) is not "con tôi" (my
    child), while "con toi" may be.
    """

    def __init__(self, phrases: dict[tuple[str, ...], list[Phrase]]) -> None:
        self._phrases = phrases
        self._longest_from: dict[str, int] = {}
        for first, *rest in phrases:
            self._longest_from[first] = max(self._longest_from.get(first, 0), 1 + len(rest))

    def values_of(self, entity: str) -> set[str]:
        """Return the values that phrases of `entity` can name."""
        every = (phrase for phrases in self._phrases.values() for phrase in phrases)
        return {phrase.value for phrase in every if phrase.entity == entity}

    def find(self, tokens: Sequence[Token]) -> Iterator[PhraseMatch]:
        """Yield the phrases in `tokens` from left to right, none overlapping."""
        place = 0
        while place < len(tokens):
            width, phrases = self._longest_at(tokens, place)
            for phrase in phrases:
                if phrase.entity is not None:
                    yield PhraseMatch(phrase, place, place + width)
            place += width

    def find_every(self, tokens: Sequence[Token]) -> Iterator[Phrase]:
        """Yield each phrase that stands anywhere in `tokens`, overlapping or not."""
        for place, token in enumerate(tokens):
            longest = self._longest_from.get(token.text, 0)
            for width in range(1, min(longest, len(tokens) - place) + 1):
                yield from self._fitting(tokens[place : place + width])

    def _longest_at(self, tokens: Sequence[Token], place: int) -> tuple[int, list[Phrase]]:
        longest = self._longest_from.get(tokens[place].text, 0)
        for width in range(min(longest, len(tokens) - place), 0, -1):
            fitting = self._fitting(tokens[place : place + width])
            if fitting:
                return width, fitting
        return 1, []

    def _fitting(self, window: Sequence[Token]) -> list[Phrase]:
        listed = self._phrases.get(tuple([token.text for token in window]), ())
        return [phrase for phrase in listed if _fits(phrase, window)]


def _fits(phrase: Phrase, window: Sequence[Token]) -> bool:
    return all(
        not token.typed or token.typed == token.text or _marks(token.typed) == _marks(word)
        for token, word in zip(window, phrase.marked, strict=True)
    )


@lru_cache(maxsize=4096)
def _marks(word: str) -> str:
    """Return letters and marks in one order, so that "uỷ" equals "ủy"."""
    return "".join(sorted(unicodedata.normalize("NFD", word)))
