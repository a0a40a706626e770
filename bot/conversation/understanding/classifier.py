"""The untrained parts of the model, as scikit-learn names them."""

from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter
from typing import Any, Self, TypeAlias

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC

from bot.conversation.understanding.features import WORD_SIZES, character_grams

Matrix: TypeAlias = Any
"""What scipy and scikit-learn do not type."""

REGULARISATION = 1.0
CONCEPT_WEIGHT = 0.4
"""Length of the vector of concepts beside those of words and of characters."""
SEED = 20240615
TOLERANCES = {"ovr": 0.5, "crammer_singer": 0.3}
"""How far from the best fit training may end: closer takes a fifth longer for no gain."""
SHARES = {"ovr": 1.0, "crammer_singer": 1.5}
"""What margins are multiplied by before they are added: they come out equally wide."""


def new_vectorizer() -> FeatureUnion:
    """Return the vectorizers that `features.Features` repeats without scikit-learn."""
    shared: dict[str, Any] = {"lowercase": False, "sublinear_tf": True}
    whole: dict[str, Any] = {"tokenizer": str.split, "token_pattern": None, **shared}
    of_words, of_concepts = itemgetter(0), itemgetter(1)
    return FeatureUnion(
        [
            ("words", TfidfVectorizer(preprocessor=of_words, ngram_range=WORD_SIZES, **whole)),
            ("characters", TfidfVectorizer(analyzer=_characters, **shared)),
            ("concepts", TfidfVectorizer(preprocessor=of_concepts, **whole)),
        ],
        transformer_weights={"concepts": CONCEPT_WEIGHT},
    )


def _characters(document: tuple[str, str]) -> list[str]:
    return [gram for word in document[0].split() for gram in _grams(word)]


_grams = lru_cache(maxsize=65_536)(character_grams)
"""The same few thousand words make all messages."""


class TwoMachines:
    """Adds the margins of two linear machines, so that serving has one matrix all the same.

    One parts each intent from all the rest, one all intents at once. By cross-validation each is
    surely wrong where the other doubts, and together they rank better than either.

    Attributes:
        coef_, intercept_, classes_: as scikit-learn names them, once fitted.
    """

    coef_: Matrix
    intercept_: Matrix
    classes_: Matrix

    def fit(self, matrix: Matrix, labels: Matrix) -> Self:
        """Find the weights.

        Never in two threads at once: liblinear draws all its random numbers from one place.
        """
        return self.add(fit_machine(kind, matrix, labels) for kind in SHARES)

    def add(self, machines: Iterable[LinearSVC]) -> Self:
        """Take the weights of machines that are fitted, in the order of `SHARES`."""
        shares = list(zip(machines, SHARES.values(), strict=True))
        self.coef_ = sum(one.coef_ * share for one, share in shares)
        self.intercept_ = sum(one.intercept_ * share for one, share in shares)
        self.classes_ = shares[0][0].classes_
        return self

    def decision_function(self, matrix: Matrix) -> Matrix:
        """Return the margins by message and class."""
        return matrix @ self.coef_.T + self.intercept_


def new_classifier() -> TwoMachines:
    """Return the untrained classifier of intents."""
    return TwoMachines()


def fit_machine(kind: str, matrix: Matrix, labels: Matrix) -> LinearSVC:
    """Return one of the two machines, fitted.

    Args:
        kind: a key of `SHARES`.
        matrix: what is known of the messages, a row each.
        labels: their intents, by number.
    """
    tolerance = TOLERANCES[kind]
    machine = LinearSVC(C=REGULARISATION, tol=tolerance, random_state=SEED, multi_class=kind)
    return machine.fit(matrix, labels)


def new_language_classifier() -> LogisticRegression:
    """Return the untrained classifier that tells Vietnamese from English."""
    return LogisticRegression(C=10.0, solver="liblinear", dual=True, tol=0.01, random_state=SEED)
