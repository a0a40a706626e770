"""Counts the n-grams of all training messages once, for every model that is fitted to some."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from bot.conversation.understanding.classifier import new_vectorizer
from bot.conversation.understanding.corpus import Corpus

Chosen = npt.NDArray[np.bool_]
Matrix: TypeAlias = Any
"""A sparse matrix, which scipy does not type."""


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of n-gram.

    Attributes:
        counts: how often each occurs, by message.
        names: of the columns.
        weight: length of the part's vector beside those of the others.
    """

    counts: Matrix
    names: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted in a corpus: n-grams by their kind, and the meanings beside them."""

    parts: dict[str, Part]
    meanings: Matrix

    def weighed(self, kept: Chosen, held: Chosen) -> tuple[Matrix, Matrix]:
        """Return what the vectorizer, fitted to the messages `kept`, makes of these and `held`."""
        known, unseen = [], []
        for part in self.parts.values():
            counts = part.counts[kept]
            occurs = counts.getnnz(axis=0) > 0
            transformer = _transformer()
            known.append(transformer.fit_transform(counts[:, occurs]) * part.weight)
            unseen.append(transformer.transform(part.counts[held][:, occurs]) * part.weight)
        known.append(self.meanings[kept])
        unseen.append(self.meanings[held])
        return sparse.hstack(known, "csr"), sparse.hstack(unseen, "csr")

    def all_weighed(self) -> tuple[Matrix, npt.NDArray[np.float32]]:
        """Return what the vectorizer makes of all messages, meanings last, and its IDF."""
        weighed, idf = [], []
        for part in self.parts.values():
            transformer = _transformer()
            weighed.append(transformer.fit_transform(part.counts) * part.weight)
            idf.append(transformer.idf_)
        matrix = sparse.hstack([*weighed, self.meanings], "csr")
        return matrix, np.concatenate(idf).astype(np.float32)


def count(corpus: Corpus) -> Counted:
    """Count the n-grams of all messages: it takes longer than to weigh them."""
    vectorizer = new_vectorizer()
    weights = vectorizer.transformer_weights or {}
    parts = {
        name: _count(part, corpus.documents, weights.get(name, 1.0))
        for name, part in vectorizer.transformer_list
    }
    return Counted(parts, corpus.meanings)


def _count(vectorizer: CountVectorizer, documents: Sequence[Any], weight: float) -> Part:
    counts = CountVectorizer.fit_transform(vectorizer, documents)
    return Part(counts, tuple(vectorizer.get_feature_names_out()), weight)


def _transformer() -> TfidfTransformer:
    return TfidfTransformer(sublinear_tf=True)
