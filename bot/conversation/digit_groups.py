"""Digits as people group them: the numbers that could be read out of "079 203 012 345"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = re.compile("(?<![•0-9])[0-9]+")  # what a mask left visible begins no number
_GAP = re.compile(r"[ .,)\-‐-―−]{1,3}")
_WITH_O = re.compile(r"(?<![^\W_])(?=[0-9o]*[0-9])[0-9o]*o[0-9o]*(?![^\W_])")
_DATE = re.compile(r"(0?[1-9]|[12]\d|3[01]) (0?[1-9]|1[0-2]) (19|20)\d\d")
_HOTLINES = frozenset(["1900 0368", "1800 1096"])
_LONGEST_NUMBER = 19
"""Digits of the longest bank card; groups that make more are not one number."""


@dataclass(frozen=True, slots=True)
class Group:
    """Digits that stand together, at characters `start` to `end` of a text."""

    digits: str
    start: int
    end: int


Run = list[Group]
"""Groups with nothing but spaces, dots, commas, dashes or a closing parenthesis between them."""


def windows(text: str, lengths: range) -> Iterator[Run]:
    """Yield each choice of neighbouring groups that could be one number, from left to right.

    Dates (15.06.2024) and hotlines (1900 0368) are parts of no number.

    Args:
        text: folded.
        lengths: how many digits the number may have.
    """
    for run in _runs(text):
        for start in range(len(run)):
            yield from _windows_from(run, start, lengths)


def with_zeros(folded: str) -> str:
    """Return a folded text with the letter o as 0 where it stands among digits."""
    return _WITH_O.sub(lambda match: match[0].replace("o", "0"), folded)


def joined(window: Run) -> str:
    """Return the digits of `window` without what stands between them."""
    return "".join(group.digits for group in window)


def _windows_from(run: Run, start: int, lengths: range) -> Iterator[Run]:
    total = 0
    for end in range(start, len(run)):
        total += len(run[end].digits)
        if total > _LONGEST_NUMBER and end > start:
            return
        if total in lengths:
            yield run[start : end + 1]


def _runs(text: str) -> Iterator[Run]:
    run: Run = []
    for match in _DIGITS.finditer(text):
        if run and not _GAP.fullmatch(text, run[-1].end, match.start()):
            yield from _split_at_public_numbers(run)
            run = []
        run.append(Group(match[0], match.start(), match.end()))
    yield from _split_at_public_numbers(run)


def _split_at_public_numbers(run: Run) -> Iterator[Run]:
    begin = place = 0
    while place < len(run):
        width = _public_width(run, place)
        if width:
            yield run[begin:place]
            begin = place + width
        place += width or 1
    yield run[begin:]


def _public_width(run: Run, place: int) -> int:
    """Return how many groups from `place` on are a hotline or a date."""
    if " ".join(group.digits for group in run[place : place + 2]) in _HOTLINES:
        return 2
    parts = " ".join(group.digits for group in run[place : place + 3])
    return 3 if _DATE.fullmatch(parts) else 0
