"""`vneid-bot reminders`: bring people to be reminded in from a file."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
from rich.table import Table

from bot.bootstrap import running_database
from bot.clock import real_now
from bot.messages import Language
from bot.services.addresses import Addresses
from bot.services.campaigns.asked import Asked, note_act
from bot.services.campaigns.audience.importing import Import, Wanted, add_do_not_call
from bot.services.campaigns.audience.table import open_table
from bot.services.campaigns.audience.verdicts import TAKEN, RowVerdict, explain
from bot.services.campaigns.officers import require_officer
from bot.services.keys import make_cipher
from bot.services.roles import Permission
from bot.settings import Settings, load_settings
from storage import schema
from storage.database import Database
from storage.reminder_audiences import Audience

app = typer.Typer(no_args_is_help=True)


@app.callback()
def reminders() -> None:
    """Bring people to be reminded in from a file."""


@app.command("import")
def import_file(  # noqa: PLR0913, PLR0917 - options of a command
    file: Annotated[Path, typer.Argument(help="CSV file with a heading; any usual encoding.")],
    name: Annotated[str, typer.Option(help="Name of the audience; the same again goes on.")],
    legal_basis: Annotated[str, typer.Option(help="What allows these people to be reminded.")],
    by: Annotated[str, typer.Option(help="Login of the officer who imports.")],
    language: Annotated[Language, typer.Option(help="Of rows that name none.")] = Language.VI,
    phone_column: Annotated[str | None, typer.Option(help="Heading of the numbers.")] = None,
    barred: Annotated[
        Path | None,
        typer.Option("--do-not-call", help="CSV file of the do-not-call list, added first."),
    ] = None,
    words: Annotated[Language, typer.Option(help="Of the verdicts.")] = Language.EN,
    verdicts: Annotated[Path | None, typer.Option(help="Where the verdicts are written.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Import an audience; every row is judged, and the verdicts are written beside the file.

    For example:  vneid-bot reminders import people.csv --name june --by officer --legal-basis
    "Decision 12/2024, clause 3"
    """
    settings = load_settings()
    out = verdicts or file.with_name(f"{file.stem}.verdicts.csv")
    wanted = Wanted(
        path=file,
        verdicts=out,
        name=name,
        legal_basis=legal_basis,
        by=by.strip().lower(),
        language=language,
        words=words,
        phone_column=phone_column,
    )
    with running_database(settings) as url:
        schema.upgrade(url)
        audience = asyncio.run(_import(settings, url, wanted, barred, quiet=as_json))
    _show(audience, out, words, as_json=as_json)


async def _import(
    settings: Settings, url: str, wanted: Wanted, barred: Path | None, *, quiet: bool
) -> Audience:
    database, addresses = Database(url), Addresses(make_cipher(settings, url))
    table = open_table(wanted.path, wanted.phone_column)
    console = Console(stderr=True, quiet=quiet)
    console.print(
        f"{wanted.path.name}: {table.encoding}, columns separated by {table.separator!r}, "
        f"numbers in “{table.heading[table.phone_at]}”",
        highlight=False,
    )
    try:
        await _note(database, wanted)
        if barred is not None:
            added = await add_do_not_call(database, addresses, barred, real_now())
            console.print(f"do-not-call list: {added:,} new numbers", highlight=False)
        columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=console) as bar:
            task = bar.add_task("rows", total=sum(1 for _ in table.rows()))
            work = Import(
                database, addresses, real_now, lambda read: bar.update(task, completed=read)
            )
            return await work.run(wanted)
    finally:
        await database.dispose()


async def _note(database: Database, wanted: Wanted) -> None:
    """Let only staff import, and keep in the audit log that they did."""
    now = real_now()
    async with database.transaction() as connection:
        staff_id = await require_officer(connection, wanted.by, Permission.REMIND)
        asked = Asked(by=wanted.by, business=now, real=now, staff_id=staff_id)
        subject = f"audience {wanted.name}"
        await note_act(
            connection, asked, "audience.import", subject, legal_basis=wanted.legal_basis
        )


def _show(audience: Audience, out: Path, words: Language, *, as_json: bool) -> None:
    taken = sum(audience.verdicts.get(verdict, 0) for verdict in TAKEN)
    counted = sum(audience.verdicts.values())
    if as_json:
        whole: dict[str, Any] = {
            "audience": audience.name,
            "rows": audience.rows_read,
            "people": taken,
            "verdicts": dict(audience.verdicts),
            "verdict_file": str(out),
        }
        sys.stdout.write(json.dumps(whole, ensure_ascii=False) + "\n")
        return
    table = Table(title=f"{audience.name}: {audience.rows_read:,} rows")
    for column in ("verdict", "rows", "meaning"):
        table.add_column(column, justify="right" if column == "rows" else "left")
    for verdict in RowVerdict:
        if count := audience.verdicts.get(verdict, 0):
            table.add_row(verdict.value, f"{count:,}", explain(verdict, words))
    console = Console()
    console.print(table)
    is_whole = counted == audience.rows_read
    console.print(
        f"{taken:,} people in the audience + {counted - taken:,} left out = {counted:,} rows"
        f"{', every row of the file' if is_whole else ' – the count is wrong'}",
        highlight=False,
    )
    console.print(f"verdicts: {out}", highlight=False)
    if not is_whole:
        raise typer.Exit(1)
