"""`vneid-bot content label`: what was not understood or rated down, and what it should mean."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.bootstrap import running_database
from bot.content.catalogue import ROOT, load_catalogue
from bot.content.labelled import add_labelled
from bot.content.meanings import is_said_in_words
from bot.errors import SettingsError
from bot.messages import Language, Outcome
from bot.settings import load_settings
from storage import turns
from storage.database import Database

MISSED = (Outcome.CLARIFY, Outcome.OUT_OF_SCOPE)


def label(
    message: Annotated[str | None, typer.Argument(help="A message of the list: 12-5.")] = None,
    intent: Annotated[str | None, typer.Option(help="What it means, such as faq_hotline.")] = None,
    limit: Annotated[int, typer.Option(help="Length of the list.")] = 50,
    root: Annotated[Path, typer.Option(help="Folder of intents/ and responses/.")] = ROOT,
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """List messages that were missed or rated down; or say what one of them means.

    For example:  vneid-bot content label   then   vneid-bot content label 12-5 --intent faq_hotline
    """
    rows = asyncio.run(_rows(limit if message is None else 10_000))
    if message is None:
        _show(rows, as_json=as_json)
        return
    found = next((row for row in rows if _name(row) == message), None)
    if found is None:
        raise SettingsError(f"no message {message} in the list; see vneid-bot content label")
    if intent not in load_catalogue(root).domain.intents or not is_said_in_words(str(intent)):
        raise SettingsError("say what it means with --intent and a name of intents/domain.yml")
    language = Language(found.details["language"])
    for path in add_labelled(root, language, found.text, str(intent)):
        Console().print(f"changed {path.relative_to(root)}", highlight=False)
    Console().print("Now train and test: vneid-bot nlu train, make test")


async def _rows(limit: int) -> tuple[turns.ToLabel, ...]:
    with running_database(load_settings()) as url:
        database = Database(url)
        async with database.transaction() as connection:
            rows = await turns.list_to_label(connection, MISSED, limit)
        await database.dispose()
    return rows


def _name(row: turns.ToLabel) -> str:
    return f"{row.conversation_id}-{row.sequence}"


def _show(rows: tuple[turns.ToLabel, ...], *, as_json: bool) -> None:
    if as_json:
        for row in rows:
            line = {
                "message": _name(row),
                "text": row.text,
                "outcome": row.outcome,
                "rated_answer": row.rated_answer,
                "reason": row.reason,
            }
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        return
    table = Table(title=f"{len(rows)} messages to label")
    for column in ("message", "text (secrets masked)", "became", "rated down", "because"):
        table.add_column(column)
    for row in rows:
        table.add_row(
            _name(row), row.text[:80], row.outcome, row.rated_answer or "", row.reason or ""
        )
    Console().print(table)
