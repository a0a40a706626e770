"""Training is repeatable, calibrated and says what it needs."""

import numpy as np
import pytest

from bot.content.training_data import Example
from bot.conversation.understanding.folds import fold_numbers
from bot.conversation.understanding.learned import load
from bot.conversation.understanding.training import (
    fit_temperature,
    main,
    out_of_fold_margins,
    read_corpus,
    train,
)
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
    margins = out_of_fold_margins(corpus)

    unseen = (margins.argmax(axis=1) == corpus.labels).mean()
    assert margins.shape == (len(corpus.documents), len(corpus.classes))
    assert unseen < 1.0


def test_the_temperature_makes_confidence_equal_accuracy():
    margins = np.tile([1.0, 0.0], (100, 1))
    labels = np.array([0] * 80 + [1] * 20)

    temperature = fit_temperature(margins, labels)

    assert 1 / (1 + np.exp(-1 / temperature)) == pytest.approx(0.8, abs=0.01)


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
