"""Recognises a message that is a command as it stands: STOP, START, HELP and their kin."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
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
        is_ambiguous: its words may be meant for the form that asks, or for a person.
    """

    intent: str
    language: Language | None
    entities: tuple[Entity, ...] = ()
    is_ambiguous: bool = False

    @property
    def is_code(self) -> bool:
        """A word that the networks know, too."""
        return self.language is None


class Commands:
    """Knows the words of commands; only a whole message counts, and never a question."""

    def __init__(self, words: CommandWords) -> None:
        self._polite = frozenset(_spellings(words.polite))
        self._around = self._polite.union(_spellings(words.pronouns))
        self._longest = max(map(len, self._around), default=0)
        self._names = {_split(name) for name in words.names}
        ambiguous = frozenset(_spellings(words.ambiguous))
        self._commands: dict[Words, Command] = {}
        for phrase, command in _phrases(words):
            known = replace(command, is_ambiguous=phrase in ambiguous)
            self._commands.setdefault(phrase, known)
        self._networks = {
            _split(word): Command(intent, None)
            for intent, listed in words.commands.items()
            for word in listed.networks
        }

    @classmethod
    def load(cls, intents: Path) -> Self:
        """Load the words from the folder `intents/`.

        Raises:
            ContentError: the file is broken.
        """
        return cls(load_command_words(intents / "commands.yml"))

    def read(self, text: str, *, by_sms: bool = False) -> Command | None:
        """Return the command that `text` is; None: it is none."""
        if len(text) > LONGEST or _ASKS.search(text):
            return None
        words = _split(clean(text).text)
        if by_sms and words in self._networks:
            return self._networks[words]
        if alone := self._commands.get(words):
            return replace(alone, is_ambiguous=alone.is_ambiguous and not text.isupper())
        return self._commands.get(self._without(self._polite, words)) or self._of_person(words)

    def _of_person(self, words: Words) -> Command | None:
        """Return what somebody who speaks of themselves commands; "em Huy" says a name."""
        bare = self._without(self._around, words)
        return None if bare in self._names else self._commands.get(bare)

    def _without(self, around: Set[Words], words: Words) -> Words:
        while words not in self._commands:
            longest = min(self._longest, len(words) - 1)
            shorter = _without_front(around, longest, words)
            if shorter == words:
                shorter = _without_end(around, longest, words)
            if shorter == words:
                break
            words = shorter
        return words


def _without_front(around: Set[Words], longest: int, words: Words) -> Words:
    for length in range(longest, 0, -1):
        if words[:length] in around:
            return words[length:]
    return words


def _without_end(around: Set[Words], longest: int, words: Words) -> Words:
    for length in range(longest, 0, -1):
        if words[-length:] in around:
            return words[:-length]
    return words


def _spellings(phrases: Iterable[str]) -> Iterator[Words]:
    """Yield each phrase as it is written, and without marks."""
    for phrase in phrases:
        split = _split(phrase)
        yield split
        yield tuple(map(fold, split))


def _phrases(words: CommandWords) -> Iterator[tuple[Words, Command]]:
    """Yield each phrase as it is written, and without marks."""
    for intent, listed in words.commands.items():
        groups = ((listed.codes, None), (listed.vi, Language.VI), (listed.en, Language.EN))
        for phrases, language in groups:
            for phrase in _spellings(phrases):
                yield phrase, Command(intent, language)


def _split(text: str) -> Words:
    plain = unicodedata.normalize("NFKC", text).lower()
    return tuple(word for word in _BETWEEN_WORDS.split(plain) if word)
