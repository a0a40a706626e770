"""Judges each training message by a model that has not seen it."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from bot.conversation.folding import fold
from bot.conversation.understanding.classifier import new_classifier
from bot.conversation.understanding.corpus import Corpus, Labels
from bot.conversation.understanding.counting import Chosen, Counted, Matrix
from bot.conversation.understanding.folds import Numbers, fold_numbers

Margins = npt.NDArray[np.float64]


def out_of_fold_margins(
    corpus: Corpus, counted: Counted, folds: int, tell: Callable[[int], None]
) -> Margins:
    """Return the margins of each message by a model that has not seen it.

    The list of known words has seen all messages: spelling is not learned again for each fold.

    Args:
        corpus: the messages; the same words, with or without marks, fall into one fold.
        counted: what was counted in them.
        folds: how many models are trained.
        tell: called with the number of folds that are done.
    """
    margins = np.zeros((len(corpus.labels), len(corpus.classes)))
    fold_of = _folds_of(corpus, folds)
    held_by_fold = [fold_of == number for number in range(folds)]
    for done, held in enumerate(held_by_fold, start=1):
        margins[held] = _margins_of(held, corpus, counted)
        tell(done)
    return margins


def held_out_margins(corpus: Corpus, counted: Counted, folds: int) -> tuple[Chosen, Margins]:
    """Return which messages are in one of `folds`, and their margins by a model of the others."""
    held = _folds_of(corpus, folds) == 0
    return held, _margins_of(held, corpus, counted)


def _folds_of(corpus: Corpus, folds: int) -> Numbers:
    texts = [fold(words) for words, _ in corpus.documents]
    return fold_numbers(texts, corpus.labels, folds)


def _margins_of(held: Chosen, corpus: Corpus, counted: Counted) -> Margins:
    if not held.any():
        return np.zeros((0, len(corpus.classes)))
    known, unseen = counted.weighed(~held, held)
    return _judge(known, unseen, corpus.labels[~held], len(corpus.classes))


def _judge(known: Matrix, unseen: Matrix, labels: Labels, classes: int) -> Margins:
    classifier = new_classifier().fit(known, labels)
    found = classifier.decision_function(unseen)
    rows = np.full((len(found), classes), found.min())
    rows[:, classifier.classes_] = found
    return rows
