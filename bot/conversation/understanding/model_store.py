"""Keeps the model that fits the training messages, and trains it when it is missing."""

import subprocess
import sys
from pathlib import Path

from bot.conversation.understanding.digest import digest_of
from bot.errors import ModelError

TIMEOUT_SECONDS = 300


def ensure_model(intents: Path, models: Path) -> Path:
    """Return the file of the model that fits `intents`; train it first where there is none.

    Training runs in a process of its own, so that this one never loads scikit-learn. Two at once
    train the same model twice, and the second replaces the first.

    Args:
        intents: folder of training messages and lexicon.
        models: folder that models are kept in; made when missing.

    Raises:
        ModelError: the model could not be trained.
    """
    path = models / f"{digest_of(intents)}.npz"
    if not path.exists():
        sys.stderr.write(f"No model fits {intents} yet: training one, about 10 seconds.\n")
        _train(intents, path)
    return path


def _train(intents: Path, path: Path) -> None:
    module = "bot.conversation.understanding.training"
    command = [sys.executable, "-m", module, str(intents), str(path)]
    try:
        # The words are ours: no shell, no text of a citizen.
        subprocess.run(command, check=True, stdout=sys.stderr, timeout=TIMEOUT_SECONDS)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise ModelError(f"training took longer than {TIMEOUT_SECONDS} s and was ended") from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise ModelError(f"training failed ({error}); its output above says why") from error
