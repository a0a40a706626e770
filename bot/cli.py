"""The `vneid-bot` command: finds the subcommand's module by name and runs it.

A module is loaded only when its command is called, so that `vneid-bot --help` is instant.
"""

import importlib
import sys
from typing import Any

import typer
from rich.console import Console
from typer.core import TyperCommand, TyperGroup

from bot.errors import BotError
from storage.errors import StorageError

COMMANDS = {
    "ask": "Answer one question, or one JSON line for each on standard input.",
    "chat": "Talk with the bot in the terminal.",
    "explain": "Show why a reply was given, and rebuild it.",
    "content": "Check and extend what the bot understands and says.",
    "nlu": "Measure how well messages are understood.",
    "tickets": "Look at the support desk's queue and its tickets.",
    "export": "Write the project for real Rasa, and run the actions it calls.",
    "staff": "Add, reset and list those who work in the console.",
    "dev": "Fill a database with synthetic tickets, to try and to measure.",
    "db": "Create or upgrade the database's tables.",
    "optouts": "Refuse or allow messages for a citizen who asked an officer.",
    "doctor": "Check the installation, and say what to do.",
    "retention": "Remove what is over its time.",
    "reminders": "Bring people to be reminded in from a file.",
    "campaigns": "Draft, approve, run and report reminder campaigns.",
    "serve": "Run the web server: chat page, console, REST channel, health.",
    "telegram": "Tell Telegram about the bot, or fetch its messages.",
    "worker": "Do what is left for later: polls, deliveries.",
    "portal": "Start the simulated portal, a program of its own.",
    "demo": "Run everything on this machine, database included.",
}
"""What each command does; its module in `bot.commands` has the same name."""


class LazyGroup(TyperGroup):
    """A group that lists its commands without importing them."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return all command names, in the order they are shown."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a stand-in that carries the name and the line of help."""
        text = COMMANDS.get(cmd_name)
        return None if text is None else TyperCommand(name=cmd_name, help=text)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the real command, loaded from its module."""
        name, command, rest = super().resolve_command(ctx, args)
        if command is None or name not in COMMANDS:
            return name, command, rest
        module = importlib.import_module(f"bot.commands.{name}")
        return name, typer.main.get_command(module.app), rest


app = typer.Typer(cls=LazyGroup, no_args_is_help=True, add_completion=False)


@app.callback()
def root() -> None:
    """Answers questions about moving Portal accounts to VNeID.

    Start with:  vneid-bot demo   or   vneid-bot ask "hạn chuyển sang VNeID là ngày nào?"
    """


def main() -> None:
    """Run the command line; an error that a person can put right ends it with one line."""
    try:
        app()
    except (BotError, StorageError) as error:
        Console(stderr=True).print(
            f"vneid-bot: {error}", style="red", highlight=False, markup=False
        )
        sys.exit(1)
