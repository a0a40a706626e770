"""The table says which English words mean nearly the same."""

import numpy as np
import pytest

from bot.conversation.understanding.word_vectors import DIMENSIONS, TABLE, WordVectors


@pytest.fixture(scope="module")
def vectors():
    return WordVectors.load()


def test_the_table_has_a_vector_for_each_word_and_no_word_twice():
    words = TABLE[0].read_text(encoding="ascii").split("\n")

    assert len(set(words)) == len(words)
    assert np.load(TABLE[1]).shape == (len(words), DIMENSIONS)


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [("mobile", "cellphone", "marriage"), ("husband", "spouse", "invoice")],
)
def test_words_of_like_meaning_are_nearer(vectors, word, near, far):
    def likeness(other):
        return vectors.pool([word]) @ vectors.pool([other])

    assert likeness(near) > likeness(far)


def test_a_message_is_as_long_as_one_word(vectors):
    assert np.linalg.norm(vectors.pool(["lost", "phone"])) == pytest.approx(1, abs=1e-5)


def test_unknown_words_change_nothing(vectors):
    known = vectors.pool(["lost", "phone"])

    np.testing.assert_array_equal(vectors.pool(["lost", "qzxv", "phone"]), known)


@pytest.mark.parametrize("words", [(), ["qzxv"]])
def test_nothing_known_is_nothing(vectors, words):
    assert not vectors.pool(words).any()


def test_the_table_is_mapped_not_read(vectors):
    assert isinstance(vectors._vectors.base, np.memmap)
