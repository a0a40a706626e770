"""Reads messages with the lists of the folder `intents/`, for training and for serving alike."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bot.conversation.understanding.concepts import Concepts, load_concepts
from bot.conversation.understanding.entities import Entity, find_entities
from bot.conversation.understanding.entity_phrases import load_phrases
from bot.conversation.understanding.lexicon import load_lexicon
from bot.conversation.understanding.normalise import Normaliser, Reading
from bot.conversation.understanding.phrases import PhraseBook


@dataclass(frozen=True, slots=True)
class Noticed:
    """What the classifier is given of a message."""

    words: list[str]
    concepts: list[str]


@dataclass(frozen=True, slots=True)
class Reader:
    """The lists that messages are read with."""

    normaliser: Normaliser
    phrases: PhraseBook
    concepts: Concepts

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Load the lists.

        Raises:
            ContentError: one of the files is broken.
        """
        normaliser = Normaliser(load_lexicon(folder))
        phrases = load_phrases(folder, normaliser)
        return cls(normaliser, phrases, load_concepts(folder, normaliser, phrases))

    def read(self, text: str) -> Reading:
        """Return the words of `text`, which is composed (NFC)."""
        return self.normaliser.read(text)

    def notice(self, reading: Reading) -> Noticed:
        """Return what the classifier is given."""
        return Noticed(reading.words, self.concepts.noticed(reading))

    def entities(self, reading: Reading) -> tuple[Entity, ...]:
        """Return what the message names."""
        return find_entities(reading, self.phrases)
