"""Loads the reviewed list of phrases that name an entity, `intents/entities.yml`."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.content.yaml_file import Place, Schema, read_as
from bot.conversation.understanding.normalise import Normaliser, Token
from bot.messages import Language

FILE_NAME = "entities.yml"


class PhraseFile(Schema):
    """What stands in the file: entity → value → language → phrases."""

    version: str
    entities: dict[str, dict[str, dict[Language, list[str]]]]
    ignore: list[str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name an entity; `entity` None: they hide shorter ones and name nothing.

    Attributes:
        marked: each word with its marks.
    """

    entity: str | None
    value: str
    marked: tuple[str, ...]


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

    def _longest_at(self, tokens: Sequence[Token], place: int) -> tuple[int, list[Phrase]]:
        longest = self._longest_from.get(tokens[place].text, 0)
        for width in range(min(longest, len(tokens) - place), 0, -1):
            window = tokens[place : place + width]
            listed = self._phrases.get(tuple([token.text for token in window]), [])
            fitting = [phrase for phrase in listed if _fits(phrase, window)]
            if fitting:
                return width, fitting
        return 1, []


def _fits(phrase: Phrase, window: Sequence[Token]) -> bool:
    return all(
        not token.typed or token.typed == token.text or _marks(token.typed) == _marks(word)
        for token, word in zip(window, phrase.marked, strict=True)
    )


@lru_cache(maxsize=4096)
def _marks(word: str) -> str:
    """Return letters and marks in one order, so that "uỷ" equals "ủy"."""
    return "".join(sorted(unicodedata.normalize("NFD", word)))


def load_phrases(folder: Path, normaliser: Normaliser) -> PhraseBook:
    """Load the phrases of the folder `intents/`.

    Raises:
        ContentError: the file is broken, or a phrase has two values of one entity.
    """
    file, lines = read_as(PhraseFile, folder / FILE_NAME)
    phrases: dict[tuple[str, ...], list[Phrase]] = {}
    for where, text in _listed(file):
        entity, value = (where[1], where[2]) if where[0] == "entities" else (None, "")
        tokens = normaliser.read(text).tokens
        marked = tuple(token.typed or token.text for token in tokens)
        same = phrases.setdefault(tuple(token.text for token in tokens), [])
        phrase = Phrase(None if entity is None else str(entity), str(value), marked)
        if any(_contradicts(phrase, other) for other in same):
            raise lines.error(where, f"'{text}' already names another {entity}")
        if phrase not in same:
            same.append(phrase)
    return PhraseBook(phrases)


def _listed(file: PhraseFile) -> Iterator[tuple[Place, str]]:
    """Yield each phrase of a file with its place."""
    for entity, values in file.entities.items():
        for value, by_language in values.items():
            for language, listed in by_language.items():
                for number, text in enumerate(listed):
                    yield ("entities", entity, value, language.value, number), text
    for number, text in enumerate(file.ignore):
        yield ("ignore", number), text


def _contradicts(one: Phrase, other: Phrase) -> bool:
    return one.entity == other.entity and one.value != other.value
