"""Recognises a message that is a command as it stands: STOP, START, HELP and their kin."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bot.content.command_words import CommandWords, load_command_words
from bot.conversation.folding import fold
from bot.conversation.guard import clean
from bot.conversation.understanding.entities import Entity
from bot.messages import Language

LONGEST = 60
"""No command is longer, politeness included."""
_ASKS = re.compile(r"[?]")
_BETWEEN_WORDS = re.compile(r"[\s.,;:!()\"'“”‘’\-–…]+")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """A command that was recognised.

    Attributes:
        language: that of its words; None: a code, the same in all.
        entities: what it names.
    """

    intent: str
    language: Language | None
    entities: tuple[Entity, ...] = ()

    @property
    def is_code(self) -> bool:
        """A word that the networks know, too."""
        return self.language is None


class Commands:
    """Knows the words of commands; only a whole message counts, and never a question."""

    def __init__(self, words: CommandWords) -> None:
        self._polite = {_split(phrase) for phrase in words.polite}
        self._polite |= {tuple(map(fold, phrase)) for phrase in self._polite}
        self._longest_polite = max(map(len, self._polite), default=0)
        self._commands: dict[Words, Command] = {}
        for phrase, command in _phrases(words):
            self._commands.setdefault(phrase, command)

    @classmethod
    def load(cls, intents: Path) -> Self:
        """Load the words from the folder `intents/`.

        Raises:
            ContentError: the file is broken.
        """
        return cls(load_command_words(intents / "commands.yml"))

    def read(self, text: str) -> Command | None:
        """Return the command that `text` is; None: it is none."""
        if len(text) > LONGEST or _ASKS.search(text):
            return None
        words = _split(clean(text).text)
        return self._commands.get(words) or self._commands.get(self._without_politeness(words))

    def _without_politeness(self, words: Words) -> Words:
        while words:
            shorter = self._from_front(words)
            if shorter == words:
                shorter = self._from_end(words)
            if shorter == words or words in self._commands:
                break
            words = shorter
        return words

    def _from_front(self, words: Words) -> Words:
        for length in range(min(self._longest_polite, len(words) - 1), 0, -1):
            if words[:length] in self._polite:
                return words[length:]
        return words

    def _from_end(self, words: Words) -> Words:
        for length in range(min(self._longest_polite, len(words) - 1), 0, -1):
            if words[-length:] in self._polite:
                return words[:-length]
        return words


def _phrases(words: CommandWords) -> Iterator[tuple[Words, Command]]:
    """Yield each phrase as it is written, and without marks."""
    for intent, listed in words.commands.items():
        groups = ((listed.codes, None), (listed.vi, Language.VI), (listed.en, Language.EN))
        for phrases, language in groups:
            for phrase in phrases:
                split = _split(phrase)
                yield split, Command(intent, language)
                yield tuple(map(fold, split)), Command(intent, language)


def _split(text: str) -> Words:
    plain = unicodedata.normalize("NFKC", text).lower()
    return tuple(word for word in _BETWEEN_WORDS.split(plain) if word)
