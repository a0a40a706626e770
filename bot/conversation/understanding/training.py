"""Trains the model in a process of its own: `python -m bot.conversation.understanding.training`."""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
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
from bot.conversation.understanding.lexicon import load_lexicon
from bot.conversation.understanding.normalise import Normaliser
from bot.errors import BotError, ModelError
from bot.messages import Language

FOLDS = 4
LEAST_CLASSES = 3
REGULARISATION = 1.0
SEED = 20240615

Labels = npt.NDArray[np.intp]
Margins = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Training messages, read.

    Attributes:
        texts: plain words, separated by one space.
        labels: by message, positions in `classes`.
        is_vietnamese: by message.
    """

    texts: list[str]
    labels: Labels
    classes: tuple[str, ...]
    is_vietnamese: npt.NDArray[np.bool_]


def read_corpus(examples: Sequence[Example], normaliser: Normaliser) -> Corpus:
    """Read training messages.

    Raises:
        ModelError: there are too few intents to tell apart.
    """
    classes = tuple(sorted({example.intent for example in examples}))
    if len(classes) < LEAST_CLASSES:
        raise ModelError(f"the training messages name {len(classes)} intents; 3 are the least")
    column = {name: place for place, name in enumerate(classes)}
    return Corpus(
        texts=[" ".join(normaliser.read(example.text).words) for example in examples],
        labels=np.array([column[example.intent] for example in examples]),
        classes=classes,
        is_vietnamese=np.array([example.language is Language.VI for example in examples]),
    )


def new_vectorizer() -> FeatureUnion:
    """Return the vectorizers that `features.Features` repeats without scikit-learn."""
    shared: dict[str, Any] = {"lowercase": False, "sublinear_tf": True}
    words = TfidfVectorizer(
        tokenizer=str.split, token_pattern=None, ngram_range=WORD_SIZES, **shared
    )
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=CHARACTER_SIZES, **shared)
    return FeatureUnion([("words", words), ("characters", characters)])


def new_classifier() -> LinearSVC:
    """Return the untrained classifier of intents."""
    return LinearSVC(C=REGULARISATION, random_state=SEED)


def train(corpus: Corpus, digest: str) -> Learned:
    """Return the model of `corpus`."""
    vectorizer = new_vectorizer()
    matrix = vectorizer.fit_transform(corpus.texts)
    _say(f"{matrix.shape[0]} messages, {len(corpus.classes)} intents, {matrix.shape[1]} n-grams")
    classifier = new_classifier().fit(matrix, corpus.labels)
    languages = LogisticRegression(C=10.0, max_iter=1_000).fit(matrix, corpus.is_vietnamese)
    _say("weights found")
    temperature = fit_temperature(out_of_fold_margins(corpus), corpus.labels)
    _say(f"temperature {temperature:.3f}")
    words, characters = (vectorizer.named_transformers[name] for name in ("words", "characters"))
    return Learned(
        digest=digest,
        classes=corpus.classes,
        words=tuple(words.get_feature_names_out()),
        characters=tuple(characters.get_feature_names_out()),
        idf=np.concatenate([words.idf_, characters.idf_]).astype(np.float32),
        weights=np.vstack([classifier.coef_, languages.coef_]).T.astype(np.float32, order="C"),
        biases=np.concatenate([classifier.intercept_, languages.intercept_]).astype(np.float32),
        temperature=temperature,
    )


def out_of_fold_margins(corpus: Corpus) -> Margins:
    """Return the margins of each message by a model that has not seen it."""
    margins = np.zeros((len(corpus.texts), len(corpus.classes)))
    folds = fold_numbers(corpus.texts, corpus.labels, FOLDS)
    texts = np.array(corpus.texts, dtype=object)
    for fold in range(FOLDS):
        held, kept = folds == fold, folds != fold
        if not held.any():
            continue
        vectorizer = new_vectorizer()
        matrix = vectorizer.fit_transform(texts[kept])
        classifier = new_classifier().fit(matrix, corpus.labels[kept])
        found = classifier.decision_function(vectorizer.transform(texts[held]))
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
        normaliser = Normaliser(load_lexicon(options.intents))
        corpus = read_corpus(training_data.load(options.intents).examples, normaliser)
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
