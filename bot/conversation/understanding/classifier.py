"""The untrained parts of the model, as scikit-learn names them."""

from functools import lru_cache
from operator import itemgetter
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC

from bot.conversation.understanding.features import WORD_SIZES, character_grams

REGULARISATION = 1.0
CONCEPT_WEIGHT = 0.4
"""Length of the vector of concepts beside those of words and of characters."""
SEED = 20240615
TOLERANCE = 0.5
"""How far from the best fit training may end: the usual 0.0001 takes three times as long."""


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


def new_classifier() -> LinearSVC:
    """Return the untrained classifier of intents."""
    return LinearSVC(C=REGULARISATION, tol=TOLERANCE, random_state=SEED)


def new_language_classifier() -> LogisticRegression:
    """Return the untrained classifier that tells Vietnamese from English."""
    return LogisticRegression(C=10.0, solver="liblinear", dual=True, tol=0.01, random_state=SEED)
