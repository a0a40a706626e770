"""What training found, and the file that keeps it."""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from bot.conversation.understanding.features import Vector
from bot.errors import ModelError

FORMAT = 5
"""Raised when the arrays of the file change; an older file is trained again."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Learned:
    """The arrays of a model.

    Attributes:
        digest: of the training messages and the code that read them.
        classes: intents, in the order of the columns.
        words, characters, concepts: n-grams and names, in the order of the rows.
        idf: by row.
        weights: rows × (classes, then one column that tells Vietnamese from English).
        biases: by column.
        meanings: dimensions of `word_vectors` × classes.
        known_words: spelling is corrected to them; the most frequent first.
        temperature, slope: see `features.temperature_for`.
    """

    digest: str
    classes: tuple[str, ...]
    words: tuple[str, ...]
    characters: tuple[str, ...]
    concepts: tuple[str, ...]
    idf: Vector
    weights: Floats
    biases: Vector
    meanings: Floats
    temperature: float
    slope: float
    known_words: tuple[str, ...]


def save(learned: Learned, path: Path) -> None:
    """Write a model so that a reader finds either none or all of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".npz", delete=False) as file:
        np.savez(
            file,
            format=np.array(FORMAT),
            digest=_packed([learned.digest]),
            classes=_packed(learned.classes),
            words=_packed(learned.words),
            characters=_packed(learned.characters),
            concepts=_packed(learned.concepts),
            idf=learned.idf,
            weights=learned.weights,
            biases=learned.biases,
            meanings=learned.meanings,
            temperature=np.array([learned.temperature, learned.slope]),
            known_words=_packed(learned.known_words),
        )
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)


def load(path: Path) -> Learned:
    """Read a model; nothing in the file is ever executed.

    Raises:
        ModelError: the file is missing, broken or of another format.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            if int(arrays["format"]) != FORMAT:
                raise ModelError(f"{path} is of another format; delete it, it is trained again")
            temperature, slope = arrays["temperature"].tolist()
            return Learned(
                digest=_unpacked(arrays["digest"])[0],
                classes=_unpacked(arrays["classes"]),
                words=_unpacked(arrays["words"]),
                characters=_unpacked(arrays["characters"]),
                concepts=_unpacked(arrays["concepts"]),
                idf=arrays["idf"],
                weights=arrays["weights"],
                biases=arrays["biases"],
                meanings=arrays["meanings"],
                temperature=temperature,
                slope=slope,
                known_words=_unpacked(arrays["known_words"]),
            )
    except (OSError, KeyError, ValueError, BadZipFile) as error:
        raise ModelError(
            f"{path} can't be read ({error}); delete it, it is trained again"
        ) from error


def _packed(texts: Sequence[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), np.uint8)


def _unpacked(packed: npt.NDArray[np.uint8]) -> tuple[str, ...]:
    text = packed.tobytes().decode()
    return tuple(text.split("\n")) if text else ()
