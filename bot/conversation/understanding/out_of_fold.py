"""Judges each training message by a model that has not seen it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

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
Counts = tuple[sparse.csr_matrix, float]

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

    def judge(number: int) -> tuple[Chosen, Margins]:
        held = fold_of == number
        return held, _judge(counts, corpus.labels, held, len(corpus.classes))

    # liblinear lets go of Python's lock: two folds are trained at once.
    with ThreadPoolExecutor(WORKERS) as pool:
        for done, (held, found) in enumerate(pool.map(judge, range(folds)), start=1):
            margins[held] = found
            tell(done)
    return margins


def _judge(counts: list[Counts], labels: Labels, held: Chosen, classes: int) -> Margins:
    if not held.any():
        return np.zeros((0, classes))
    matrix, unseen = _weighed(counts, ~held, held)
    classifier = new_classifier().fit(matrix, labels[~held])
    found = classifier.decision_function(unseen)
    rows = np.full((len(found), classes), found.min())
    rows[:, classifier.classes_] = found
    return rows


def _counts(vectorizer: FeatureUnion, documents: list[Document]) -> Iterator[Counts]:
    """Yield the counts of each kind of n-gram, and its weight: counting is most of the work."""
    for name, part in vectorizer.transformer_list:
        weight = (vectorizer.transformer_weights or {}).get(name, 1.0)
        yield CountVectorizer.fit_transform(part, documents), weight


def _weighed(counts: list[Counts], kept: Chosen, held: Chosen) -> tuple[Any, Any]:
    """Return what the vectorizer, fitted to the messages `kept`, makes of these and of `held`."""
    known, unseen = [], []
    for part, weight in counts:
        occurs = part[kept].getnnz(axis=0) > 0
        transformer = TfidfTransformer(sublinear_tf=True)
        known.append(transformer.fit_transform(part[kept][:, occurs]) * weight)
        unseen.append(transformer.transform(part[held][:, occurs]) * weight)
    return sparse.hstack(known, "csr"), sparse.hstack(unseen, "csr")
