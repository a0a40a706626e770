"""Turns a message into plain words that stand for the same thing however they were typed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.conversation.folding import fold
from bot.conversation.understanding.dates import DateMention, find_dates
from bot.conversation.understanding.lexicon import Lexicon
from bot.conversation.understanding.syllables import read_telex, read_vni

_WORD = re.compile(r"(?:\+84)?•+\d*|\w+(?:['’]\w+)*")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_WORD_AND_NUMBER = re.compile(r"([a-z]{3,})(\d+)|(\d+)([a-z]+)")
_MASKED = "•"
_POSSESSIVE = re.compile(
    r"^(?!(?:it|s?he|that|what|who|where|when|why|how|t?here|let|one)['’])([a-z]+)['’]s$"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word without marks, and the characters of the message it stands for.

    Attributes:
        typed: the word in lower case as it was typed; empty if it was not typed in full.
    """

    text: str
    start: int
    end: int
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A message as it is understood.

    Attributes:
        tokens: its words, abbreviations written out.
        dates: the days and months it names.
        words_typed: how many words the citizen typed.
        words_marked: how many of them with Vietnamese marks.
    """

    tokens: tuple[Token, ...]
    dates: tuple[DateMention, ...]
    words_typed: int
    words_marked: int

    @property
    def words(self) -> list[str]:
        """The words without their places."""
        return [token.text for token in self.tokens]


@dataclass(frozen=True, slots=True)
class _Typed:
    raw: str
    bare: str
    start: int
    end: int


class Normaliser:
    """Reads messages with a lexicon; composed text (NFC) is expected."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._bare = lru_cache(maxsize=8192)(self._without_typing_faults)

    def read(self, text: str) -> Reading:
        """Return the words of `text`: lower case, without marks, repeats and abbreviations."""
        folded = fold(text)
        dates = find_dates(folded, text)
        tokens: list[Token] = []
        typed = marked = taken_to = 0
        for mention in [*dates, None]:
            words = list(self._typed(text, folded, taken_to, mention.start if mention else None))
            typed += len(words)
            marked += sum(not word.raw.isascii() and word.raw != word.bare for word in words)
            tokens += self._expanded(words)
            if mention:
                tokens += [Token(word, mention.start, mention.end) for word in mention.words()]
                taken_to = mention.end
        return Reading(tuple(tokens), tuple(dates), typed + len(dates), marked)

    def _typed(self, text: str, folded: str, start: int, end: int | None) -> Iterator[_Typed]:
        for match in _WORD.finditer(folded, start, len(folded) if end is None else end):
            if _MASKED not in match[0]:
                word = _POSSESSIVE.sub(r"\1", match[0])
                raw = text[match.start() : match.start() + len(word)].lower()
                yield _Typed(raw, self._bare(word), match.start(), match.end())

    def _without_typing_faults(self, word: str) -> str:
        word = _REPEATED.sub(r"\1", word.replace("'", "").replace("’", ""))
        if (word,) in self._lexicon.meanings or word in self._lexicon.english:
            return word
        return (read_telex(word) if word.isalpha() else read_vni(word)) or word

    def _expanded(self, words: list[_Typed]) -> Iterator[Token]:
        place = 0
        while place < len(words):
            width, meaning = self._meaning_at(words, place)
            start, end = words[place].start, words[place + width - 1].end
            if meaning == (words[place].bare,):
                yield from _split(words[place])
            else:
                yield from (Token(word, start, end) for word in meaning)
            place += width

    def _meaning_at(self, words: list[_Typed], place: int) -> tuple[int, tuple[str, ...]]:
        meanings, longest_from = self._lexicon.meanings, self._lexicon.longest_from
        first = words[place]
        longest = max(longest_from.get(first.raw, 0), longest_from.get(first.bare, 0))
        for width in range(min(longest, len(words) - place), 0, -1):
            window = words[place : place + width]
            for form in (tuple([w.raw for w in window]), tuple([w.bare for w in window])):
                if form in meanings:
                    return width, meanings[form]
        return 1, (first.bare,)


def _split(word: _Typed) -> Iterator[Token]:
    """Part a number from the word it was typed onto: "muc2", "24h"."""
    match = None if word.bare.isalpha() else _WORD_AND_NUMBER.fullmatch(word.bare)
    if match is None:
        yield Token(word.bare, word.start, word.end, word.raw)
    else:
        yield from (Token(part, word.start, word.end) for part in match.groups() if part)
