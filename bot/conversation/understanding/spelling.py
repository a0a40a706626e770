"""Corrects words with one slip of a finger: a letter missing, doubled, wrong or swapped."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from bot.conversation.understanding.syllables import is_syllable

LEAST_LETTERS = 4
LEAST_SEEN = 2
"""Occurrences in the training messages that make a word known: a single one may be a slip."""


def known_words(messages: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return the words that occur more than once in `messages`, the most frequent first."""
    counts = Counter(chain.from_iterable(messages))
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(word for word, count in ordered if count >= LEAST_SEEN)


class Spelling:
    """Corrects words to those that training knows.

    Left alone are Vietnamese syllables, since another mark or letter makes them another word, and
    words of fewer than four letters. The first letter is taken as typed right.
    """

    def __init__(self, known: Sequence[str]) -> None:
        self._rank = {word: place for place, word in enumerate(known)}
        self._by_part: defaultdict[str, list[str]] = defaultdict(list)
        for word in known:
            if _can_be_mistyped(word):
                for part in _parts(word):
                    self._by_part[part].append(word)
        self.correct = lru_cache(maxsize=8_192)(self._correct)

    def _correct(self, word: str) -> str:
        """Return the most frequent known word at one slip's distance, or `word` itself."""
        if word in self._rank or not _can_be_mistyped(word) or is_syllable(word):
            return word
        near = {
            known
            for part in _parts(word)
            for known in self._by_part.get(part, ())
            if known[0] == word[0] and _is_one_slip(word, known)
        }
        return min(near, key=self._rank.__getitem__, default=word)


def _can_be_mistyped(word: str) -> bool:
    return len(word) >= LEAST_LETTERS and word.isalpha()


def _parts(word: str) -> Iterator[str]:
    """Yield the word and what is left of it without one letter."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def _is_one_slip(one: str, other: str) -> bool:
    """Tell whether one letter more, less, different or swapped with its neighbour parts them.

    Words that share a part (see `_parts`) can still be two slips apart, if they are as long.
    """
    if len(one) != len(other):
        return True
    differing = [
        place for place, pair in enumerate(zip(one, other, strict=True)) if len({*pair}) > 1
    ]
    if len(differing) == 1:
        return True
    first, last = differing[0], differing[-1]
    are_neighbours = len(differing) == last - first + 1 == 2  # noqa: PLR2004 - a swap
    return are_neighbours and one[first] == other[last] and one[last] == other[first]
