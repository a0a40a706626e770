"""The served scores are those that scikit-learn would give."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from scipy.special import softmax

from bot.conversation.understanding.classifier import new_classifier, new_vectorizer
from bot.conversation.understanding.features import character_grams, temperature_for
from bot.conversation.understanding.model import MEANING, Model
from bot.conversation.understanding.reader import Noticed
from bot.conversation.understanding.word_vectors import WordVectors

KNOWN_AND_UNKNOWN = "han chuyen vneid tai khoan lien ket a 15/6 2024 link the deadline zzz qx"
WORDS = st.lists(st.sampled_from(KNOWN_AND_UNKNOWN.split()), max_size=12).map(" ".join)
CONCEPTS = st.lists(st.sampled_from(["deadline", "link", "deadline+link", "moon"])).map(" ".join)


def noticed(words, concepts):
    return Noticed(words.split(), concepts.split())


@pytest.fixture(scope="module")
def reference(corpus):
    vectorizer = new_vectorizer()
    matrix = sparse.hstack([vectorizer.fit_transform(corpus.documents), corpus.meanings], "csr")
    return vectorizer, new_classifier().fit(matrix, corpus.labels)


@pytest.fixture(scope="module")
def model(learned):
    return Model(learned)


def test_margins_are_those_of_scikit_learn_on_every_training_message(reference, model, corpus):
    vectorizer, classifier = reference

    both = sparse.hstack([vectorizer.transform(corpus.documents), corpus.meanings])
    expected = classifier.decision_function(both)
    served = np.array([model.score(noticed(*one)).margins for one in corpus.documents])

    np.testing.assert_allclose(served, expected, atol=1e-5)


@given(words=WORDS, concepts=CONCEPTS)
def test_scores_are_those_of_scikit_learn_on_any_words(words, concepts, reference, model, learned):
    vectorizer, classifier = reference

    scores = model.score(noticed(words, concepts))
    english = words.split() if scores.vietnamese < 0 else []
    meaning = WordVectors.load().pool(english)[None]
    both = sparse.hstack([vectorizer.transform([(words, concepts)]), meaning])
    margins = classifier.decision_function(both)[0]
    heat = temperature_for(len(words.split()), learned.temperature, learned.slope)

    np.testing.assert_allclose(scores.margins, margins, atol=1e-5)
    np.testing.assert_allclose(scores.probabilities, softmax(margins / heat), atol=1e-4)


def test_a_message_of_unknown_words_still_has_probabilities_that_sum_to_one(model):
    assert model.score(noticed("日本語", "")).probabilities.sum() == pytest.approx(1)


@pytest.mark.parametrize(
    ("word", "grams"),
    [
        ("a", [" a", "a ", " a "]),
        ("toi", [" t", "to", "oi", "i ", " to", "toi", "oi ", " toi", "toi ", " toi "]),
    ],
)
def test_character_grams_stay_inside_a_word_and_its_borders(word, grams):
    assert character_grams(word) == grams


def test_the_reasons_add_up_to_the_difference_of_margins(model, learned):
    message = noticed("han chot lien ket la khi nao", "deadline link deadline+link")
    margins = model.score(message).margins

    reasons = model.reasons(message, 0, 1)

    difference = margins[0] - margins[1] - (learned.biases[0] - learned.biases[1])
    assert sum(weight for _, weight in reasons) == pytest.approx(float(difference), abs=1e-4)
    assert [weight for _, weight in reasons] == sorted((w for _, w in reasons), reverse=True)


def test_the_meaning_of_words_counts_in_english_alone(model):
    def of_meaning(words):
        return dict(model.reasons(noticed(words, ""), 0, 1))[MEANING]

    assert of_meaning("until when must I move my account to the app") != 0
    assert of_meaning("han chot chuyen tai khoan la khi nao") == 0
