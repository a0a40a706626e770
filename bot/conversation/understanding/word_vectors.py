"""Knows which English words mean nearly the same, also those that no training message holds."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Self

import numpy as np

from bot.conversation.understanding.features import Vector

FOLDER = Path(__file__).with_name("english")
"""Made by `benchmarks/word_vectors.py`; its README says from what."""
TABLE = (FOLDER / "words.txt", FOLDER / "vectors.npy")
DIMENSIONS = 64


class WordVectors:
    """A table: a file of words, one a line, and a file of their vectors, one a row."""

    def __init__(self, words: Path, vectors: Path) -> None:
        listed = words.read_text(encoding="ascii").split("\n")
        self._row = {word: row for row, word in enumerate(listed)}
        self._vectors = np.asarray(np.load(vectors, mmap_mode="r"))

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> Self:
        """Return the project's table: it is mapped into memory once."""
        return cls(*TABLE)

    def pool(self, words: Sequence[str]) -> Vector:
        """Return the direction that the known of `words` share, of length 1.

        A row is the longer the rarer its word is. Of no known word all is 0.
        """
        rows = [self._row[word] for word in words if word in self._row]
        total = self._vectors[rows].sum(axis=0, dtype=np.float32)
        length = np.sqrt(total @ total)
        return np.asarray(total / length if length else total)
