"""Judges each training message by a model that has not seen it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

from bot.conversation.folding import fold
from bot.conversation.understanding.classifier import new_classifier
from bot.conversation.understanding.corpus import Corpus, Labels
from bot.conversation.understanding.counting import Chosen, Counted, Matrix
from bot.conversation.understanding.folds import fold_numbers

Margins = npt.NDArray[np.float64]

WORKERS = 2


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
    texts = [fold(words) for words, _ in corpus.documents]
    fold_of = fold_numbers(texts, corpus.labels, folds)

    def judge(number: int) -> tuple[Chosen, Margins]:
        held = fold_of == number
        if not held.any():
            return held, np.zeros((0, len(corpus.classes)))
        known, unseen = counted.weighed(~held, held)
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
