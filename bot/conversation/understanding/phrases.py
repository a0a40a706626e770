"""Loads the reviewed list of phrases that name an entity, `intents/entities.yml`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.content.yaml_file import Schema, read_as
from bot.conversation.understanding.normalise import Normaliser
from bot.messages import Language

FILE_NAME = "entities.yml"


class PhraseFile(Schema):
    """What stands in the file: entity → value → language → phrases."""

    version: str
    entities: dict[str, dict[str, dict[Language, list[str]]]]
    ignore: list[str]


@dataclass(frozen=True, slots=True)
class Named:
    """The entity a phrase names; `entity` None: the phrase hides shorter ones and names nothing."""

    entity: str | None
    value: str = ""


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A phrase found: the words `first` up to, not including, `end`."""

    named: Named
    first: int
    end: int


class PhraseBook:
    """Finds phrases in words, the longest first."""

    def __init__(self, phrases: dict[tuple[str, ...], list[Named]]) -> None:
        self._phrases = phrases
        self._longest_from: dict[str, int] = {}
        for first, *rest in phrases:
            self._longest_from[first] = max(self._longest_from.get(first, 0), 1 + len(rest))

    def find(self, words: Sequence[str]) -> Iterator[PhraseMatch]:
        """Yield the phrases in `words` from left to right, none overlapping."""
        place = 0
        while place < len(words):
            width = self._width_at(words, place)
            for named in self._phrases.get(tuple(words[place : place + width]), ()):
                if named.entity is not None:
                    yield PhraseMatch(named, place, place + width)
            place += width or 1

    def _width_at(self, words: Sequence[str], place: int) -> int:
        longest = self._longest_from.get(words[place], 0)
        for width in range(min(longest, len(words) - place), 0, -1):
            if tuple(words[place : place + width]) in self._phrases:
                return width
        return 0


def load_phrases(folder: Path, normaliser: Normaliser) -> PhraseBook:
    """Load the phrases of the folder `intents/`.

    Raises:
        ContentError: the file is broken, or a phrase has two values of one entity.
    """
    file, lines = read_as(PhraseFile, folder / FILE_NAME)
    phrases: dict[tuple[str, ...], list[Named]] = {}
    for entity, values in file.entities.items():
        for value, by_language in values.items():
            for language, listed in by_language.items():
                for place, phrase in enumerate(listed):
                    meant = phrases.setdefault(tuple(normaliser.read(phrase).words), [])
                    if any(named.entity == entity and named.value != value for named in meant):
                        where = ("entities", entity, value, language.value, place)
                        raise lines.error(where, f"'{phrase}' already names another {entity}")
                    if Named(entity, value) not in meant:
                        meant.append(Named(entity, value))
    for phrase in file.ignore:
        phrases.setdefault(tuple(normaliser.read(phrase).words), []).append(Named(None))
    return PhraseBook(phrases)
