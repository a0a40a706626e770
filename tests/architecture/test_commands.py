"""Every command explains itself by an example."""

import importlib

import pytest
import typer
from typer.testing import CliRunner

from bot.cli import COMMANDS

RUNNER = CliRunner()


def subcommands(name: str) -> list[tuple[str, ...]]:
    """Return the command's own words, and those of each command below it."""
    app = importlib.import_module(f"bot.commands.{name}").app
    command = typer.main.get_command(app)
    below = getattr(command, "commands", {})
    return [(name, word) for word in below] or [(name,)]


ALL_COMMANDS = [words for name in COMMANDS for words in subcommands(name)]


@pytest.mark.parametrize("words", ALL_COMMANDS, ids=" ".join)
def test_help_of_every_command_gives_an_example(words: tuple[str, ...]):
    app = importlib.import_module(f"bot.commands.{words[0]}").app
    shown = RUNNER.invoke(app, [*words[1:], "--help"])
    assert shown.exit_code == 0, shown.output
    assert "For example:" in shown.output
    assert f"vneid-bot {' '.join(words)}" in " ".join(shown.output.split())
