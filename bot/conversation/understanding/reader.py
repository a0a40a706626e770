"""Reads messages with the lists of the folder `intents/`, for training and for serving alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from bot.conversation.understanding.concepts import Concepts, load_concepts
from bot.conversation.understanding.entities import Entity, find_entities
from bot.conversation.understanding.entity_phrases import load_phrases
from bot.conversation.understanding.lexicon import load_lexicon
from bot.conversation.understanding.normalise import Normaliser, Reading, Token
from bot.conversation.understanding.phrases import PhraseBook
from bot.conversation.understanding.spelling import Spelling


@dataclass(frozen=True, slots=True)
class Noticed:
    """What the classifier is given of a message."""

    words: list[str]
    concepts: list[str]


@dataclass(frozen=True, slots=True)
class Reader:
    """The lists that messages are read with.

    Attributes:
        spelling: of the words that training knows; without them no word is corrected.
    """

    normaliser: Normaliser
    phrases: PhraseBook
    concepts: Concepts
    spelling: Spelling = field(default_factory=lambda: Spelling(()))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Load the lists.

        Raises:
            ContentError: one of the files is broken.
        """
        normaliser = Normaliser(load_lexicon(folder))
        phrases = load_phrases(folder, normaliser)
        return cls(normaliser, phrases, load_concepts(folder, normaliser, phrases))

    def with_spelling_of(self, known: Sequence[str]) -> "Reader":
        """Return a reader that corrects slips in `known` words, the most frequent first."""
        return replace(self, spelling=Spelling(known))

    def read(self, text: str) -> Reading:
        """Return the words of `text`, which is composed (NFC)."""
        return self.corrected(self.normaliser.read(text))

    def corrected(self, reading: Reading) -> Reading:
        """Return what was read with slips of a finger corrected."""
        return replace(reading, tokens=tuple(map(self._corrected, reading.tokens)))

    def _corrected(self, token: Token) -> Token:
        word = self.spelling.correct(token.text)
        return token if word == token.text else Token(word, token.start, token.end)

    def notice(self, reading: Reading) -> Noticed:
        """Return what the classifier is given."""
        return Noticed(reading.words, self.concepts.noticed(reading))

    def entities(self, reading: Reading) -> tuple[Entity, ...]:
        """Return what the message names."""
        return find_entities(reading, self.phrases)
