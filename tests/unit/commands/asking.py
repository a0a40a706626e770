"""Runs `vneid-bot ask` with a dialogue that is understood by a script."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.commands import ask
from bot.conversation.dialogue import Dialogue
from tests.unit.conversation.scripted import make_dialogue


class Asking:
    """The command, with `dialogue` in place of the one with a trained model."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, dialogue: Dialogue | None = None) -> None:
        known = dialogue or make_dialogue()
        monkeypatch.setattr(ask, "make_dialogue", lambda _settings: known)

    def run(self, *words: str, lines: bytes | None = None) -> Result:
        return CliRunner().invoke(ask.app, list(words), input=lines)

    def one(self, text: str, *words: str) -> dict[str, Any]:
        """Return the answer to one question."""
        finished = self.run(text, "--json", *words)
        assert finished.exit_code == 0, finished.output
        [line] = finished.stdout.splitlines()
        return read_json(line)

    def each(self, *lines: bytes | dict[str, Any]) -> list[dict[str, Any]]:
        """Return the answer to each line."""
        written = (json.dumps(one).encode() if isinstance(one, dict) else one for one in lines)
        finished = self.run("--jsonl", lines=b"\n".join(written) + b"\n")
        assert finished.exception is None, finished.exception
        assert finished.exit_code == 0
        rows = [read_json(line) for line in finished.stdout_bytes.decode().split("\n") if line]
        assert len(rows) == len(lines)
        return rows


def read_json(line: str) -> dict[str, Any]:
    """Read a line as strictly as other languages do."""

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    row = json.loads(line, parse_constant=refuse)
    assert isinstance(row, dict)
    return row
