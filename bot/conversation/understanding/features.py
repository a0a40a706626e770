"""Counts the n-grams of a message: what the classifier and the language model see."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bot.conversation.understanding.reader import Noticed

WORD_SIZES = (1, 2)
CHARACTER_SIZES = (2, 5)
"""Smallest and largest n-gram, inside one word with a space at each end."""

Vector = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]


def temperature_for(words: float | Floats, temperature: float, slope: float) -> Floats:
    """Return what margins are divided by before they become probabilities.

    One margin tells more of a long message, where it rests on many n-grams, than of a short one:
    `slope` is below 0.

    Args:
        words: how many a message has, or an array of such numbers.
        temperature: for a message without words.
        slope: power of the number of words by which the temperature changes.
    """
    return np.asarray(temperature * np.power(1.0 + words, slope))


def character_grams(word: str) -> list[str]:
    """Return the character n-grams of one word, each as often as it occurs."""
    padded = f" {word} "
    smallest, largest = CHARACTER_SIZES
    grams = []
    for size in range(smallest, largest + 1):
        if size >= len(padded):
            grams.append(padded)
            break
        grams += [padded[start : start + size] for start in range(len(padded) - size + 1)]
    return grams


@dataclass(frozen=True, slots=True)
class Terms:
    """One kind of n-gram that training has seen.

    Attributes:
        rows: the row of each n-gram in the matrix of weights.
        idf: inverse document frequency by row, counted from `first_row`.
    """

    rows: Mapping[str, int]
    idf: Vector
    first_row: int = 0

    def weigh(self, found: Sequence[int]) -> tuple[Rows, Vector]:
        """Return rows and TF-IDF weights (sublinear, of length 1) of the rows `found`."""
        counts = Counter(found)
        rows = np.fromiter(counts.keys(), np.intp, len(counts))
        often = np.fromiter(counts.values(), np.float32, len(counts))
        weights = (1 + np.log(often)) * self.idf[rows - self.first_row]
        length = np.sqrt(weights @ weights)
        return rows, weights / length if length else weights


class Features:
    """Turns words into rows and weights of the matrix of coefficients.

    Words, characters and concepts are weighed apart, as a union of three vectorizers would.
    """

    def __init__(self, words: Terms, characters: Terms, concepts: Terms) -> None:
        self._words = words
        self._characters = characters
        self._concepts = concepts
        self._of_word = lru_cache(maxsize=16_384)(self._character_rows)

    def weigh(self, noticed: Noticed) -> tuple[Rows, Vector]:
        """Return the rows that a message touches and the weight of each."""
        words = noticed.words
        known = self._words.rows
        grams = [
            *words,
            *map(" ".join, pairwise(words)),
        ]
        seen = [known[gram] for gram in grams if gram in known]
        inside = [row for word in words for row in self._of_word(word)]
        spoken_of = self._concepts.rows
        about = [spoken_of[name] for name in noticed.concepts if name in spoken_of]
        weighed = (
            self._words.weigh(seen),
            self._characters.weigh(inside),
            self._concepts.weigh(about),
        )
        return (
            np.concatenate([rows for rows, _ in weighed]),
            np.concatenate([weights for _, weights in weighed]),
        )

    def names(self) -> dict[int, str]:
        """Return the name of each row: spaces of characters as "_", concepts in <>."""
        names = {row: gram for gram, row in self._words.rows.items()}
        names |= {row: gram.replace(" ", "_") for gram, row in self._characters.rows.items()}
        names |= {row: f"<{name}>" for name, row in self._concepts.rows.items()}
        return names

    def _character_rows(self, word: str) -> tuple[int, ...]:
        known = self._characters.rows
        return tuple(known[gram] for gram in character_grams(word) if gram in known)
