"""Loads the reviewed list of phrases that name an entity, `intents/entities.yml`."""

from collections.abc import Iterator
from pathlib import Path

from bot.content.yaml_file import Place, Schema, read_as
from bot.conversation.understanding.normalise import Normaliser
from bot.conversation.understanding.phrases import Phrase, PhraseBook
from bot.messages import Language

FILE_NAME = "entities.yml"


class PhraseFile(Schema):
    """What stands in the file: entity → value → language → phrases."""

    version: str
    entities: dict[str, dict[str, dict[Language, list[str]]]]
    ignore: list[str]


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
        same = phrases.setdefault(tuple(token.text for token in tokens), [])
        phrase = Phrase.of(tokens, str(value), None if entity is None else str(entity))
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
