"""Evaluates the model of another commit, built from a copy of that commit in a temporary folder."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bot.errors import ModelError

TIMEOUT_SECONDS = 900
_MAIN = "from bot.cli import main; main()"


def evaluate_commit(repository: Path, commit: str, tests: Path) -> dict[str, Any]:
    """Return the report of `commit` on the messages of `tests`, as JSON.

    The other commit's own code and training messages are used; only the test set is ours.

    Raises:
        ModelError: git doesn't know the commit, or its evaluation failed.
    """
    name = ["git", "rev-parse", "--verify", "--end-of-options", f"{commit}^{{commit}}"]
    found = _run(name, repository).strip()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        _run(["git", "worktree", "add", "--detach", str(copy), found], repository)
        try:
            return _evaluate(copy, tests.resolve(), Path(folder) / "data")
        finally:
            _run(["git", "worktree", "remove", "--force", str(copy)], repository)


def _evaluate(copy: Path, tests: Path, data: Path) -> dict[str, Any]:
    command = [sys.executable, "-c", _MAIN, "nlu", "evaluate", "--tests", str(tests), "--json"]
    settings = {**os.environ, "VNEID_DATA_DIR": str(data), "PYTHONPATH": str(copy)}
    report: dict[str, Any] = json.loads(_run(command, copy, settings))
    return report


def _run(command: list[str], folder: Path, settings: dict[str, str] | None = None) -> str:
    try:
        # The words are ours or a commit's name given by the developer: no shell.
        done = subprocess.run(  # noqa: S603
            command,
            cwd=folder,
            env=settings,
            capture_output=True,
            text=True,
            check=True,
            timeout=TIMEOUT_SECONDS,
        )
    except subprocess.CalledProcessError as error:
        raise ModelError(f"{' '.join(command[:4])} failed: {error.stderr.strip()}") from error
    except (subprocess.TimeoutExpired, OSError) as error:
        raise ModelError(f"{' '.join(command[:4])} failed: {error}") from error
    return done.stdout
