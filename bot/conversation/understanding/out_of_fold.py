"""Judges each training message by a model that has not seen it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.pipeline import FeatureUnion

from bot.conversation.folding import fold
from bot.conversation.understanding.classifier import new_classifier, new_vectorizer
from bot.conversation.understanding.corpus import Corpus, Document, Labels
from bot.conversation.understanding.folds import fold_numbers

Margins = npt.NDArray[np.float64]
Chosen = npt.NDArray[np.bool_]
Matrix: TypeAlias = Any
"""A sparse matrix, which scipy does not type."""
Counts = tuple[Matrix, float]

WORKERS = 2


def out_of_fold_margins(corpus: Corpus, folds: int, tell: Callable[[int], None]) -> Margins:
    """Return the margins of each message by a model that has not seen it.

    The list of known words has seen all messages: spelling is not learned again for each fold.

    Args:
        corpus: the messages; the same words, with or without marks, fall into one fold.
        folds: how many models are trained.
        tell: called with the number of folds that are done.
    """
    margins = np.zeros((len(corpus.labels), len(corpus.classes)))
    texts = [fold(words) for words, _ in corpus.documents]
    fold_of = fold_numbers(texts, corpus.labels, folds)
    counts = list(_counts(new_vectorizer(), corpus.documents))
    meanings = corpus.meanings

    def judge(number: int) -> tuple[Chosen, Margins]:
        held = fold_of == number
        if not held.any():
            return held, np.zeros((0, len(corpus.classes)))
        known, unseen = _weighed(counts, ~held, held)
        known = sparse.hstack([known, meanings[~held]], "csr")
        unseen = sparse.hstack([unseen, meanings[held]], "csr")
        return held, _judge(known, unseen, corpus.labels[~held], len(corpus.classes))

    # liblinear lets go of Python's lock: two folds are trained at once.
    with ThreadPoolExecutor(WORKERS) as pool:
        for done, (held, found) in enumerate(pool.map(judge, range(folds)), start=1):
            margins[held] = found
            tell(done)
    return margins


def _judge(known: Matrix, unseen: Matrix, labels: Labels, classes: int) -> Margins:
    classifier = new_classifier().fit(known, labels)
    found = classifier.decision_function(unseen)
    rows = np.full((len(found), classes), found.min())
    rows[:, classifier.classes_] = found
    return rows


def _counts(vectorizer: FeatureUnion, documents: list[Document]) -> Iterator[Counts]:
    """Yield the counts of each kind of n-gram, and its weight: counting is most of the work."""
    for name, part in vectorizer.transformer_list:
        weight = (vectorizer.transformer_weights or {}).get(name, 1.0)
        yield CountVectorizer.fit_transform(part, documents), weight


def _weighed(counts: list[Counts], kept: Chosen, held: Chosen) -> tuple[Matrix, Matrix]:
    """Return what the vectorizer, fitted to the messages `kept`, makes of these and of `held`."""
    known, unseen = [], []
    for part, weight in counts:
        occurs = part[kept].getnnz(axis=0) > 0
        transformer = TfidfTransformer(sublinear_tf=True)
        known.append(transformer.fit_transform(part[kept][:, occurs]) * weight)
        unseen.append(transformer.transform(part[held][:, occurs]) * weight)
    return sparse.hstack(known, "csr"), sparse.hstack(unseen, "csr")
