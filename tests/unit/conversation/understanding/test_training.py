"""Training is repeatable, calibrated and says what it needs."""

import numpy as np
import pytest
from scipy import sparse

from bot.content.training_data import Example
from bot.conversation.understanding.calibration import Calibration, calibrate
from bot.conversation.understanding.classifier import new_classifier, new_vectorizer
from bot.conversation.understanding.corpus import read_corpus
from bot.conversation.understanding.counting import count
from bot.conversation.understanding.folds import fold_numbers
from bot.conversation.understanding.learned import load
from bot.conversation.understanding.out_of_fold import out_of_fold_margins
from bot.conversation.understanding.training import main, train
from bot.errors import ModelError
from bot.messages import Language


def test_training_twice_gives_the_same_model(corpus, learned):
    again = train(corpus, learned.digest)

    np.testing.assert_array_equal(again.weights, learned.weights)
    assert again.temperature == learned.temperature


def test_two_intents_are_too_few(reader):
    examples = [Example("chào", "greet", Language.VI), Example("bye", "goodbye", Language.EN)]

    with pytest.raises(ModelError, match="2 intents"):
        read_corpus(examples, reader)


def test_a_message_is_judged_by_a_model_that_has_not_seen_it(corpus):
    told = []
    margins = out_of_fold_margins(corpus, count(corpus), 4, told.append)

    fold_of = fold_numbers([words for words, _ in corpus.documents], corpus.labels, 4)
    kept = [one for one, fold in zip(corpus.documents, fold_of, strict=True) if fold != 2]
    held = [one for one, fold in zip(corpus.documents, fold_of, strict=True) if fold == 2]
    vectorizer = new_vectorizer().fit(kept)
    meanings = corpus.meanings
    seen = sparse.hstack([vectorizer.transform(kept), meanings[fold_of != 2]])
    unseen = sparse.hstack([vectorizer.transform(held), meanings[fold_of == 2]])
    classifier = new_classifier().fit(seen, corpus.labels[fold_of != 2])
    expected = classifier.decision_function(unseen)
    np.testing.assert_allclose(margins[fold_of == 2], expected, atol=1e-3)
    assert told == [1, 2, 3, 4]


def test_calibration_makes_confidence_equal_accuracy():
    margins = np.tile([1.0, 0.0], (100, 1))
    labels = np.array([0] * 80 + [1] * 20)
    lengths = np.full(100, 5.0)

    chances = calibrate(margins, labels, lengths).probabilities(margins, lengths)

    assert chances[0, 0] == pytest.approx(0.8, abs=0.01)


def test_calibration_trusts_the_margins_of_messages_more_that_are_right_more_often():
    margins = np.tile([1.0, 0.0], (200, 1))
    labels = np.array([0] * 70 + [1] * 30 + [0] * 90 + [1] * 10)
    lengths = np.array([2.0] * 100 + [30.0] * 100)

    found = calibrate(margins, labels, lengths)

    assert found.slope < 0
    chances = found.probabilities(margins, lengths)
    assert chances[0, 0] == pytest.approx(0.7, abs=0.01)
    assert chances[-1, 0] == pytest.approx(0.9, abs=0.01)


def test_without_slope_length_does_not_count():
    chances = Calibration(0.5, 0.0).probabilities(np.array([[1.0, 0.0]] * 2), np.array([1.0, 9.0]))

    assert chances[0, 0] == chances[1, 0]


def test_equal_texts_fall_into_one_fold_and_every_fold_holds_each_label():
    texts = [f"text {number % 20}" for number in range(40)]
    labels = [number % 2 for number in range(40)]

    folds = fold_numbers(texts, labels, 4)

    assert all(folds[number] == folds[number + 20] for number in range(20))
    for label in (0, 1):
        assert set(folds[label::2].tolist()) == {0, 1, 2, 3}


def test_folds_do_not_depend_on_the_order_of_messages():
    texts, labels = [f"text {number}" for number in range(12)], [0, 1] * 6

    forth = fold_numbers(texts, labels, 3)
    back = fold_numbers(texts[::-1], labels[::-1], 3)

    np.testing.assert_array_equal(forth, back[::-1])


def test_the_command_writes_a_model_and_tells_its_progress(intents_folder, tmp_path, capsys):
    assert main([str(intents_folder), str(tmp_path / "model.npz")]) == 0

    assert load(tmp_path / "model.npz").classes == (
        "ask_deadline",
        "ask_linking",
        "greet",
        "out_of_scope",
    )
    assert "trained in" in capsys.readouterr().err


def test_the_command_says_which_file_is_broken(tmp_path, capsys):
    (tmp_path / "lexicon.yml").write_text("version: [", encoding="utf-8")

    assert main([str(tmp_path), str(tmp_path / "model.npz")]) == 1
    assert "lexicon.yml" in capsys.readouterr().err
