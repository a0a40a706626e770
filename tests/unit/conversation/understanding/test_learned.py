"""A model's file is read whole or refused."""

import numpy as np
import pytest

from bot.conversation.understanding import learned as learned_module
from bot.conversation.understanding.learned import load, save
from bot.errors import ModelError


def test_a_model_comes_back_from_its_file_as_it_was(learned, model_file):
    read = load(model_file)

    for names in ("classes", "words", "characters", "concepts", "known_words"):
        assert getattr(read, names) == getattr(learned, names)
    assert (read.digest, read.temperature) == (learned.digest, learned.temperature)
    np.testing.assert_array_equal(read.weights, learned.weights)
    np.testing.assert_array_equal(read.biases, learned.biases)
    np.testing.assert_array_equal(read.idf, learned.idf)
    np.testing.assert_array_equal(read.meanings, learned.meanings)


def test_saving_leaves_nothing_beside_the_file(learned, tmp_path):
    save(learned, tmp_path / "models" / "model.npz")
    save(learned, tmp_path / "models" / "model.npz")

    assert [path.name for path in (tmp_path / "models").iterdir()] == ["model.npz"]


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(ModelError, match="trained again"):
        load(tmp_path / "none.npz")


def test_half_a_file_is_refused(model_file, tmp_path):
    half = tmp_path / "half.npz"
    half.write_bytes(model_file.read_bytes()[:2000])

    with pytest.raises(ModelError, match="trained again"):
        load(half)


def test_a_file_of_another_format_is_refused(model_file, monkeypatch):
    monkeypatch.setattr(learned_module, "FORMAT", 999)

    with pytest.raises(ModelError, match="another format"):
        load(model_file)


def test_a_pickle_is_refused(tmp_path):
    path = tmp_path / "pickle.npz"
    np.savez(path, format=np.array([{"an": "object"}], dtype=object))

    with pytest.raises(ModelError):
        load(path)
