"""Trains the model in a process of its own: `python -m bot.conversation.understanding.training`."""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC

from bot.content import training_data
from bot.content.training_data import Example
from bot.conversation.understanding.digest import digest_of
from bot.conversation.understanding.features import CHARACTER_SIZES, WORD_SIZES
from bot.conversation.understanding.folds import fold_numbers
from bot.conversation.understanding.learned import Learned, save
from bot.conversation.understanding.reader import Reader
from bot.conversation.understanding.spelling import known_words
from bot.errors import BotError, ModelError
from bot.messages import Language

FOLDS = 4
LEAST_CLASSES = 3
REGULARISATION = 1.0
CONCEPT_WEIGHT = 0.7
"""Length of the vector of concepts beside those of words and of characters."""
SEED = 20240615

Labels = npt.NDArray[np.intp]
Margins = npt.NDArray[np.float64]
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


def read_corpus(examples: Sequence[Example], reader: Reader) -> Corpus:
    """Read training messages.

    Raises:
        ModelError: there are too few intents to tell apart.
    """
    classes = tuple(sorted({example.intent for example in examples}))
    if len(classes) < LEAST_CLASSES:
        raise ModelError(f"the training messages name {len(classes)} intents; 3 are the least")
    plain = (" ".join(reader.read(example.text).words) for example in examples)
    known = known_words(plain)
    reader = reader.with_spelling_of(known)
    column = {name: place for place, name in enumerate(classes)}
    return Corpus(
        documents=[_document(reader, example.text) for example in examples],
        labels=np.array([column[example.intent] for example in examples]),
        classes=classes,
        known_words=known,
        is_vietnamese=np.array([example.language is Language.VI for example in examples]),
    )


def _document(reader: Reader, text: str) -> Document:
    noticed = reader.notice(reader.read(text))
    return " ".join(noticed.words), " ".join(noticed.concepts)


def new_vectorizer() -> FeatureUnion:
    """Return the vectorizers that `features.Features` repeats without scikit-learn."""
    shared: dict[str, Any] = {"lowercase": False, "sublinear_tf": True}
    whole: dict[str, Any] = {"tokenizer": str.split, "token_pattern": None, **shared}
    of_words, of_concepts = itemgetter(0), itemgetter(1)
    return FeatureUnion(
        [
            ("words", TfidfVectorizer(preprocessor=of_words, ngram_range=WORD_SIZES, **whole)),
            (
                "characters",
                TfidfVectorizer(
                    preprocessor=of_words,
                    analyzer="char_wb",
                    ngram_range=CHARACTER_SIZES,
                    **shared,
                ),
            ),
            ("concepts", TfidfVectorizer(preprocessor=of_concepts, **whole)),
        ],
        transformer_weights={"concepts": CONCEPT_WEIGHT},
    )


def new_classifier() -> LinearSVC:
    """Return the untrained classifier of intents."""
    return LinearSVC(C=REGULARISATION, random_state=SEED)


def train(corpus: Corpus, digest: str) -> Learned:
    """Return the model of `corpus`."""
    vectorizer = new_vectorizer()
    matrix = vectorizer.fit_transform(corpus.documents)
    _say(f"{matrix.shape[0]} messages, {len(corpus.classes)} intents, {matrix.shape[1]} features")
    classifier = new_classifier().fit(matrix, corpus.labels)
    languages = LogisticRegression(C=10.0, max_iter=1_000).fit(matrix, corpus.is_vietnamese)
    _say("weights found")
    temperature = fit_temperature(out_of_fold_margins(corpus), corpus.labels)
    _say(f"temperature {temperature:.3f}")
    return Learned(
        digest=digest,
        classes=corpus.classes,
        temperature=temperature,
        known_words=corpus.known_words,
        biases=np.concatenate([classifier.intercept_, languages.intercept_]).astype(np.float32),
        **_rows_of(vectorizer, np.vstack([classifier.coef_, languages.coef_]).T),
    )


def _rows_of(vectorizer: FeatureUnion, weights: Margins) -> dict[str, Any]:
    parts = dict(vectorizer.transformer_list)
    names = {name: tuple(part.get_feature_names_out()) for name, part in parts.items()}
    # Serving leaves the vector of concepts whole, so its weights are shortened instead.
    weights[len(weights) - len(names["concepts"]) :] *= CONCEPT_WEIGHT
    return {
        **names,
        "idf": np.concatenate([part.idf_ for part in parts.values()]).astype(np.float32),
        "weights": weights.astype(np.float32, order="C"),
    }


def out_of_fold_margins(corpus: Corpus) -> Margins:
    """Return the margins of each message by a model that has not seen it."""
    margins = np.zeros((len(corpus.labels), len(corpus.classes)))
    folds = fold_numbers([words for words, _ in corpus.documents], corpus.labels, FOLDS)
    for fold in range(FOLDS):
        held, kept = folds == fold, folds != fold
        if not held.any():
            continue
        vectorizer = new_vectorizer()
        matrix = vectorizer.fit_transform(list(compress(corpus.documents, kept)))
        classifier = new_classifier().fit(matrix, corpus.labels[kept])
        unseen = vectorizer.transform(list(compress(corpus.documents, held)))
        found = classifier.decision_function(unseen)
        rows = np.full((held.sum(), len(corpus.classes)), found.min())
        rows[:, classifier.classes_] = found
        margins[held] = rows
        _say(f"calibration {fold + 1} of {FOLDS}")
    return margins


def fit_temperature(margins: Margins, labels: Labels) -> float:
    """Return the temperature at which the probabilities of `margins` are the most likely."""

    def surprise(log_temperature: float) -> float:
        scaled = log_softmax(margins / np.exp(log_temperature), axis=1)
        return float(-scaled[np.arange(len(labels)), labels].mean())

    found = minimize_scalar(surprise, bounds=(-4.0, 2.0), method="bounded")
    return float(np.exp(found.x))


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
