"""`vneid-bot export`: the project for real Rasa, and the action server it calls."""

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.bootstrap import make_interpreter
from bot.clock import business_day
from bot.content.catalogue import load_catalogue
from bot.conversation.actions.served import make_executor
from bot.conversation.actions.server import make_server, serve
from bot.conversation.rasa_export.connection_files import PORT, TOKEN_VARIABLE
from bot.conversation.rasa_export.pipeline_file import EPOCHS
from bot.conversation.rasa_export.project import export_project
from bot.errors import SettingsError
from bot.knowledge.tense import FIRST_DAY
from bot.settings import load_settings

app = typer.Typer(no_args_is_help=True)

PortOption = Annotated[int, typer.Option(help="Port of the action server.")]
"""Both commands name the same one."""


@app.callback()
def export() -> None:
    """Write the project for real Rasa, and run the action server it calls."""


@app.command()
def rasa(
    folder: Annotated[Path, typer.Argument(help="Folder to write into; new or empty.")],
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day that the answers are true at; today."),
    ] = None,
    epochs: Annotated[int, typer.Option(min=1, help="Rounds of training.")] = EPOCHS,
    port: PortOption = PORT,
) -> None:
    """Write a complete project of Rasa 3.6 with the answers of one day.

    For example:  vneid-bot export rasa --as-of 2024-06-10 vneid-rasa
    """
    day = as_of.date() if as_of else business_day(datetime.now(UTC))
    if day < FIRST_DAY:
        raise typer.BadParameter(f"there are no answers for days before {FIRST_DAY}")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SettingsError(f"{folder} is not an empty folder; name a new one")
    files = export_project(load_catalogue(), day, epochs=epochs, port=port)
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")
    Console().print(f"{len(files)} files, answers of {day}: see {folder / 'README.md'}")


@app.command()
def actions(
    port: PortOption = PORT,
    host: Annotated[
        str, typer.Option(envvar="SANIC_HOST", help="Address to listen on.")
    ] = "127.0.0.1",
    token: Annotated[
        str | None,
        typer.Option(envvar=TOKEN_VARIABLE, help="What Rasa must send; none: a new one."),
    ] = None,
) -> None:
    """Run rasa-sdk's action server with the project's actions.

    For example:  VNEID_ACTION_TOKEN=… vneid-bot export actions --port 5055
    """
    if not token:
        token = secrets.token_urlsafe(24)
        Console(stderr=True).print(f"give Rasa {TOKEN_VARIABLE}={token}", soft_wrap=True)
    catalogue = load_catalogue()
    executor = make_executor(catalogue, make_interpreter(load_settings(), catalogue))
    serve(make_server(executor, token), host, port)
