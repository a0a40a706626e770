"""The errors of this program.

BotError
├── ContentError    a file of intents/ or responses/ can't be used
├── SettingsError   a setting is missing or can't be used
├── ModelError      the understanding model is missing, broken or could not be trained
└── ActionFailed    an action raised or took too long
"""

from pathlib import Path


class BotError(Exception):
    """Something that a person can put right; the message says what to do."""


class ContentError(BotError):
    """A file of intents/ or responses/ can't be used.

    Args:
        path: the file.
        line: counted from 1; None where the whole file is meant.
        problem: what is wrong and what to do.
    """

    def __init__(self, path: Path, line: int | None, problem: str) -> None:
        place = f"{path}:{line}" if line else str(path)
        super().__init__(f"{place}: {problem}")
        self.path = path
        self.line = line
        self.problem = problem


class SettingsError(BotError):
    """A setting is missing or can't be used."""


class ModelError(BotError):
    """The understanding model is missing, broken or could not be trained."""


class ActionFailed(BotError):
    """An action raised or took longer than its time limit."""
