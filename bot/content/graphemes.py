"""Splits a text into what is seen as one character, which no provider cuts in two.

Source: https://unicode.org/reports/tr29/ in the version of Unicode 10, as Twilio's calculator of
segments has it; Hangul typed as single letters is left apart.
"""

import unicodedata
from collections.abc import Iterator

_JOINER, _NON_JOINER = "\u200d", "\u200c"
_MARKS = frozenset(["Mn", "Me", "Mc"])
_FIRST_FLAG, _LAST_FLAG = "\U0001f1e6", "\U0001f1ff"
_FIRST_TONE, _LAST_TONE = "\U0001f3fb", "\U0001f3ff"
_FAMILY = frozenset("\U0001f466\U0001f467\U0001f468\U0001f469")
_AFTER_JOINER = _FAMILY | frozenset(
    "\u2640\u2642\u2695\u2696\u2708\u2764"
    "\U0001f308\U0001f33e\U0001f373\U0001f393\U0001f3a4\U0001f3a8\U0001f3eb\U0001f3ed"
    "\U0001f48b\U0001f4bb\U0001f4bc\U0001f527\U0001f52c\U0001f5e8\U0001f680\U0001f692"
)


def graphemes(text: str) -> Iterator[str]:
    """Yield the characters as they are seen: letters with their marks, flags, families."""
    cluster = ""
    for character in text:
        if cluster and _joins(cluster, character):
            cluster += character
            continue
        if cluster:
            yield cluster
        cluster = character
    if cluster:
        yield cluster


def _joins(cluster: str, character: str) -> bool:
    last = cluster[-1]
    if unicodedata.category(last) == "Cc":
        return False
    if character in {_JOINER, _NON_JOINER} or unicodedata.category(character) in _MARKS:
        return True
    if last == _JOINER:
        return character in _AFTER_JOINER
    if _FIRST_TONE <= character <= _LAST_TONE:
        return unicodedata.category(cluster[0]) == "So" and not _is_flag(cluster[0])
    return _is_flag(character) and cluster == last and _is_flag(last)


def _is_flag(character: str) -> bool:
    return _FIRST_FLAG <= character <= _LAST_FLAG
