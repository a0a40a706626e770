"""A model is trained once for its messages, and again when they change."""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.conversation.understanding.digest import digest_of
from bot.conversation.understanding.learned import load
from bot.conversation.understanding.model_store import ensure_model
from bot.errors import ModelError


@pytest.fixture
def intents(intents_folder, tmp_path):
    return shutil.copytree(intents_folder, tmp_path / "intents")


def test_a_missing_model_is_trained_and_then_kept(intents, tmp_path, capfd):
    path = ensure_model(intents, tmp_path / "models")
    written_at = path.stat().st_mtime_ns

    assert load(path).digest == path.stem == digest_of(intents)
    assert "training one" in capfd.readouterr().err
    assert ensure_model(intents, tmp_path / "models") == path
    assert path.stat().st_mtime_ns == written_at
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "name", ["vi/all.yml", "en/all.yml", "lexicon.yml", "entities.yml", "concepts.yml"]
)
def test_whatever_shapes_the_model_changes_its_name(name, intents):
    before = digest_of(intents)

    path = intents / name
    path.write_text(path.read_text(encoding="utf-8") + "\n# reviewed\n", encoding="utf-8")

    assert digest_of(intents) != before


def test_two_that_need_the_same_model_both_get_it(intents, tmp_path):
    with ThreadPoolExecutor() as pool:
        paths = list(pool.map(lambda _: ensure_model(intents, tmp_path / "models"), range(2)))

    assert paths[0] == paths[1]
    assert load(paths[0]).classes
    assert [path.suffix for path in (tmp_path / "models").iterdir()] == [".npz"]


def test_training_that_fails_says_why(intents, tmp_path, capfd):
    (intents / "vi" / "all.yml").write_text("version: [", encoding="utf-8")

    with pytest.raises(ModelError, match="output above"):
        ensure_model(intents, tmp_path / "models")
    assert "all.yml" in capfd.readouterr().err


def test_training_that_hangs_is_ended(intents, tmp_path, monkeypatch):
    run = subprocess.run

    def sleep_instead(_command, **options):
        return run([sys.executable, "-c", "import time; time.sleep(60)"], **options)

    monkeypatch.setattr("bot.conversation.understanding.model_store.TIMEOUT_SECONDS", 0.1)
    monkeypatch.setattr(subprocess, "run", sleep_instead)

    with pytest.raises(ModelError, match=r"longer than 0\.1 s"):
        ensure_model(intents, tmp_path / "models")
