"""Makes any text fit to be read, or says why it can't be."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

MAX_CHARACTERS = 2_000
"""A longer message is asked to be sent again as one short question."""
READ_AT_MOST = 20_000
"""Characters looked at; what stands behind them costs nothing."""
KEPT_OF_TOO_LONG = 500

# Letters and marks by category, yet drawn as nothing: fillers, joiners, variation selectors.
_FILLERS = frozenset([0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0])
_SELECTORS = (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_HIDDEN_CATEGORIES = frozenset(["Cc", "Cf", "Cs", "Co", "Cn"])
_MARK_PILE = re.compile("([\u0300-\u036f]{2})[\u0300-\u036f]+")
_SPACES = re.compile(" {2,}")
_BLANK_LINES = re.compile(r" *\n[ \n]*")
_END_OF_A_NUMBER = re.compile(r"[\d\s.,()/_|:oO\-‐-―−]+$")


class Rejection(StrEnum):
    """Why a message is not understood at all."""

    EMPTY = "empty"
    """Nothing, white space or hidden characters only."""
    NO_WORDS = "no_words"
    """Emoji or punctuation only."""
    TOO_LONG = "too_long"
    """Over `MAX_CHARACTERS`: the reply asks for one short question."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A message without hidden characters.

    Attributes:
        text: what may be kept; of a message too long its beginning, never ending inside a number.
        rejection: why it should not be understood; None: it should.
    """

    text: str
    rejection: Rejection | None = None


def _is_drawn_as_nothing(code: int) -> bool:
    return code in _FILLERS or any(code in selectors for selectors in _SELECTORS)


@lru_cache(maxsize=4096)
def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if character in "\n\v\f\r\x85" or category in {"Zl", "Zp"}:
        return "\n"
    if character == "\t" or category == "Zs":
        return " "
    if category in _HIDDEN_CATEGORIES or _is_drawn_as_nothing(ord(character)):
        return ""
    return character


def _tidy(text: str) -> str:
    shown = "".join(map(_visible, text))
    composed = unicodedata.normalize("NFC", _MARK_PILE.sub(r"\1", shown))
    return _BLANK_LINES.sub("\n", _SPACES.sub(" ", composed)).strip()


def clean(text: str) -> Cleaned:
    """Drops what can't be seen and composes the rest (NFC).

    Dropped: NUL and other controls, lone surrogates, Unicode tags, zero-width and bidirectional
    controls, variation selectors, private use. Line breaks stay, one each. Never raises.
    """
    tidied = _tidy(text[:READ_AT_MOST])
    if len(tidied) > MAX_CHARACTERS or (tidied and len(text) > READ_AT_MOST):
        beginning = _END_OF_A_NUMBER.sub("", tidied[:KEPT_OF_TOO_LONG])
        return Cleaned(beginning, Rejection.TOO_LONG)
    if not tidied:
        return Cleaned("", Rejection.EMPTY)
    if not any(map(str.isalnum, tidied)):
        return Cleaned(tidied, Rejection.NO_WORDS)
    return Cleaned(tidied)
