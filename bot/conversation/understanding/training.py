"""Trains the model in a process of its own: `python -m bot.conversation.understanding.training`."""

import argparse
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion

from bot.content import training_data
from bot.conversation.understanding.calibration import calibrate
from bot.conversation.understanding.classifier import (
    CONCEPT_WEIGHT,
    new_classifier,
    new_vectorizer,
)
from bot.conversation.understanding.corpus import Corpus, read_corpus
from bot.conversation.understanding.digest import digest_of
from bot.conversation.understanding.learned import Learned, save
from bot.conversation.understanding.out_of_fold import out_of_fold_margins
from bot.conversation.understanding.reader import Reader
from bot.conversation.understanding.word_vectors import DIMENSIONS
from bot.errors import BotError

FOLDS = 3


def train(corpus: Corpus, digest: str) -> Learned:
    """Return the model of `corpus`."""
    vectorizer = new_vectorizer()
    matrix = vectorizer.fit_transform(corpus.documents)
    _say(f"{matrix.shape[0]} messages, {len(corpus.classes)} intents, {matrix.shape[1]} features")
    # liblinear lets go of Python's lock: the final weights are found beside those of the folds.
    with ThreadPoolExecutor(1) as beside:
        both = sparse.hstack([matrix, corpus.meanings], "csr")
        fitting = beside.submit(new_classifier().fit, both, corpus.labels)
        margins = out_of_fold_margins(
            corpus, FOLDS, lambda done: _say(f"calibration {done} of {FOLDS}")
        )
        classifier = fitting.result()
    languages = LogisticRegression(C=10.0, max_iter=1_000).fit(matrix, corpus.is_vietnamese)
    _say("weights found")
    calibration = calibrate(margins, corpus.labels, corpus.lengths)
    _say(f"temperature {calibration.temperature:.3f}, by length {calibration.slope:+.3f}")
    return Learned(
        digest=digest,
        classes=corpus.classes,
        temperature=calibration.temperature,
        slope=calibration.slope,
        known_words=corpus.known_words,
        biases=np.concatenate([classifier.intercept_, languages.intercept_]).astype(np.float32),
        meanings=classifier.coef_[:, -DIMENSIONS:].T.astype(np.float32, order="C"),
        **_rows_of(vectorizer, np.vstack([classifier.coef_[:, :-DIMENSIONS], languages.coef_]).T),
    )


def _rows_of(vectorizer: FeatureUnion, weights: npt.NDArray[np.float64]) -> dict[str, Any]:
    parts = dict(vectorizer.transformer_list)
    names = {name: tuple(part.get_feature_names_out()) for name, part in parts.items()}
    # Serving leaves the vector of concepts whole, so its weights are shortened instead.
    weights[len(weights) - len(names["concepts"]) :] *= CONCEPT_WEIGHT
    return {
        **names,
        "idf": np.concatenate([part.idf_ for part in parts.values()]).astype(np.float32),
        "weights": weights.astype(np.float32, order="C"),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Train the messages of a folder and write the model."""
    parser = argparse.ArgumentParser(prog="training", description=main.__doc__)
    parser.add_argument("intents", type=Path, help="folder of training messages and lexicon")
    parser.add_argument("model", type=Path, help="file to write (.npz)")
    options = parser.parse_args(arguments)
    began = time.perf_counter()
    try:
        reader = Reader.load(options.intents)
        corpus = read_corpus(training_data.load(options.intents).examples, reader)
        save(train(corpus, digest_of(options.intents)), options.model)
    except BotError as error:
        _say(str(error))
        return 1
    _say(f"trained in {time.perf_counter() - began:.1f} s")
    return 0


def _say(line: str) -> None:
    sys.stderr.write(f"training: {line}\n")


if __name__ == "__main__":
    sys.exit(main())
