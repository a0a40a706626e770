"""Finds how old somebody is, in folded words separated by single spaces."""

import re
from collections.abc import Iterator

from bot.conversation.understanding.number_words import VIETNAMESE, one_of

_ENGLISH = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
)
_TENS = [f"{word} muoi" for word in ["hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin"]]
_SPOKEN = (
    VIETNAMESE
    | {words: years for years, words in zip(range(20, 100, 10), _TENS, strict=True)}
    | {word: years for years, word in enumerate(_ENGLISH.split(), start=1)}
)
_NUMBER = rf"\d{{1,3}}|{one_of(_SPOKEN)}"
_CHILD = "be|con|con gai|con trai|chau|nhoc|em|tre"
_AGE = re.compile(
    rf"\b(?P<months>(?:{_NUMBER}) (?:thang tuoi|months? old))\b"
    rf"|\b(?P<years>{_NUMBER}) (?:tuoi|years? old|year olds?|yrs? old|yo|y o)\b"
    r"|\b(?:aged?|tuoi) (?P<after>\d{1,2})\b"
    r"|\bs?he(?: ?(?:is|s))?(?: only| just| now| actually| about| nearly)? (?P<told>\d{1,2})$"
    rf"|\b(?:{_CHILD})(?: toi| em| minh| nha \w+)? (?:len )?(?P<short>\d{{1,2}}) t\b"
)
_SIGN = re.compile(r"\bs?he|\btuoi\b|\bage|\bold\b|\byo\b|\by o\b|\bt\b")
_OLDEST = 120


def find_ages(words: str) -> Iterator[tuple[int, int, int]]:
    """Yield where each age starts and ends, and the years; of a baby 0."""
    if not _SIGN.search(words):
        return
    for match in _AGE.finditer(words):
        group = next(name for name, found in match.groupdict().items() if found)
        years = 0 if group == "months" else _years(match[group])
        if years <= _OLDEST:
            start = match.start(group) if group in {"short", "told"} else match.start()
            yield start, match.end(), years


def _years(written: str) -> int:
    return int(written) if written.isdigit() else _SPOKEN[written]
