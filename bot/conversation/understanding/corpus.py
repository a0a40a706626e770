"""Training messages as the classifier is given them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from bot.content.training_data import Example
from bot.conversation.understanding.normalise import Reading
from bot.conversation.understanding.reader import Reader
from bot.conversation.understanding.spelling import known_words
from bot.conversation.understanding.word_vectors import DIMENSIONS, WordVectors
from bot.errors import ModelError
from bot.messages import Language

LEAST_CLASSES = 3

Labels = npt.NDArray[np.intp]
Document = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Training messages, read.

    Attributes:
        documents: of each message its words and its concepts, separated by one space.
        labels: by message, positions in `classes`.
        known_words: spelling was corrected to them.
        is_vietnamese: by message.
    """

    documents: list[Document]
    labels: Labels
    classes: tuple[str, ...]
    known_words: tuple[str, ...]
    is_vietnamese: npt.NDArray[np.bool_]

    @property
    def meanings(self) -> sparse.csr_matrix:
        """What the words of each English message mean; see `word_vectors`."""
        pooled = np.zeros((len(self.documents), DIMENSIONS), np.float32)
        vectors = WordVectors.load()
        for row in np.flatnonzero(~self.is_vietnamese):
            pooled[row] = vectors.pool(self.documents[row][0].split())
        return sparse.csr_matrix(pooled)

    @property
    def lengths(self) -> npt.NDArray[np.float64]:
        """Words of each message."""
        return np.array([len(words.split()) for words, _ in self.documents], np.float64)


def read_corpus(examples: Sequence[Example], reader: Reader) -> Corpus:
    """Read training messages.

    Raises:
        ModelError: there are too few intents to tell apart.
    """
    classes = tuple(sorted({example.intent for example in examples}))
    if len(classes) < LEAST_CLASSES:
        raise ModelError(f"the training messages name {len(classes)} intents; 3 are the least")
    readings = [reader.read(example.text) for example in examples]
    known = known_words(reading.words for reading in readings)
    reader = reader.with_spelling_of(known)
    column = {name: place for place, name in enumerate(classes)}
    return Corpus(
        documents=[_document_of(reader, reader.corrected(reading)) for reading in readings],
        labels=np.array([column[example.intent] for example in examples]),
        classes=classes,
        known_words=known,
        is_vietnamese=np.array([example.language is Language.VI for example in examples]),
    )


def document_of(reader: Reader, text: str) -> Document:
    """Return the words and the concepts of a message."""
    return _document_of(reader, reader.read(text))


def _document_of(reader: Reader, reading: Reading) -> Document:
    noticed = reader.notice(reading)
    return " ".join(noticed.words), " ".join(noticed.concepts)
