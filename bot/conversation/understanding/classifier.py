"""The untrained parts of the model, as scikit-learn names them."""

from operator import itemgetter
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC

from bot.conversation.understanding.features import CHARACTER_SIZES, WORD_SIZES

REGULARISATION = 1.0
CONCEPT_WEIGHT = 0.4
"""Length of the vector of concepts beside those of words and of characters."""
SEED = 20240615
TOLERANCE = 0.1
"""How far from the best fit training may end: the usual 0.0001 doubles its time for no gain."""


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
    return LinearSVC(C=REGULARISATION, tol=TOLERANCE, random_state=SEED)
