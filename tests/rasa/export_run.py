"""Makes the export by the command line, and has real Rasa check and learn it."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tests.rasa.servers import free_port

QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "VNEID_ACTION_TOKEN": "not-used-while-training",
}
MODEL = "model"


@dataclass
class Export:
    """A folder with the export; seconds by what was done."""

    program: Path
    folder: Path
    port: int
    seconds: dict[str, float] = field(default_factory=dict)

    def validate(self) -> subprocess.CompletedProcess[str]:
        return self._rasa("validate", "data", "validate", "--domain", "domain")

    def train(self) -> Path:
        """Train once, and return the model."""
        model = self.folder / "models" / f"{MODEL}.tar.gz"
        if not model.exists():
            options = ["--skip-validation", "--fixed-model-name", MODEL]
            done = self._rasa("train", "train", "--domain", "domain", *options)
            assert done.returncode == 0, done.stdout + done.stderr
        return model

    def test_stories(self) -> subprocess.CompletedProcess[str]:
        stories = ["--stories", "tests/test_stories.yml", "--fail-on-prediction-errors"]
        return self._rasa("test", "test", "core", "--model", str(self.train()), *stories)

    def _rasa(self, step: str, *words: str) -> subprocess.CompletedProcess[str]:
        started = time.perf_counter()
        done = subprocess.run(
            [self.program, *words],
            cwd=self.folder,
            env=os.environ | QUIET,
            capture_output=True,
            text=True,
            check=False,
        )
        self.seconds[step] = time.perf_counter() - started
        return done


def make_export(program: Path, folder: Path, day: date, epochs: int) -> Export:
    export = Export(program, folder, free_port())
    ours = Path(sys.executable).with_name("vneid-bot")
    started = time.perf_counter()
    options = ["--as-of", day.isoformat(), "--epochs", str(epochs), "--port", str(export.port)]
    subprocess.run([ours, "export", "rasa", *options, folder], check=True, capture_output=True)
    export.seconds["export"] = time.perf_counter() - started
    return export
