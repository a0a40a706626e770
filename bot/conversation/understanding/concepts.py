"""Notices what a message speaks of: the concepts of `intents/concepts.yml`, in either language."""

from pathlib import Path

from bot.content.yaml_file import Schema, read_as
from bot.conversation.understanding.entities import ACCOUNT_TYPE
from bot.conversation.understanding.normalise import Normaliser, Reading
from bot.conversation.understanding.phrases import Phrase, PhraseBook

FILE_NAME = "concepts.yml"


class ConceptFile(Schema):
    """What stands in the file: concept → phrases."""

    version: str
    concepts: dict[str, list[str]]


class Concepts:
    """Notices concepts, account types and dates, and which of them come together."""

    def __init__(self, concepts: PhraseBook, entities: PhraseBook) -> None:
        self._concepts = concepts
        self._entities = entities

    def noticed(self, reading: Reading) -> list[str]:
        """Return the concepts of a message and each pair of them, every one once."""
        tokens = reading.tokens
        found = {phrase.value for phrase in self._concepts.find_every(tokens)}
        for match in self._entities.find(tokens):
            is_account = match.phrase.entity == ACCOUNT_TYPE
            found.add(f"={match.phrase.value}" if is_account else str(match.phrase.entity))
        if reading.dates:
            found.add("a_date")
        ordered = sorted(found)
        pairs = [f"{one}+{other}" for i, one in enumerate(ordered) for other in ordered[i + 1 :]]
        return ordered + pairs


def load_concepts(folder: Path, normaliser: Normaliser, entities: PhraseBook) -> Concepts:
    """Load the concepts of the folder `intents/`.

    Raises:
        ContentError: the file is broken.
    """
    file, _ = read_as(ConceptFile, folder / FILE_NAME)
    phrases: dict[tuple[str, ...], list[Phrase]] = {}
    for concept, listed in file.concepts.items():
        for text in listed:
            tokens = normaliser.read(text).tokens
            same = phrases.setdefault(tuple(token.text for token in tokens), [])
            same.append(Phrase.of(tokens, concept))
    return Concepts(PhraseBook(phrases), entities)
