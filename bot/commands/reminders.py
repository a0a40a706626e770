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
from bot.services.campaigns.audience.importing import Import, Wanted, add_do_not_call
from bot.services.campaigns.audience.table import open_table
from bot.services.campaigns.audience.verdicts import EXPLANATIONS, TAKEN, RowVerdict
from bot.services.keys import make_cipher
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
    by: Annotated[str, typer.Option(help="The officer who imports.")],
    language: Annotated[Language, typer.Option(help="Of rows that name none.")] = Language.VI,
    phone_column: Annotated[str | None, typer.Option(help="Heading of the numbers.")] = None,
    barred: Annotated[
        Path | None,
        typer.Option("--do-not-call", help="CSV file of the do-not-call list, added first."),
    ] = None,
    verdicts: Annotated[Path | None, typer.Option(help="Where the verdicts are written.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Import an audience; every row is judged, and the verdicts are written beside the file.

    For example:  vneid-bot reminders import people.csv --name june --by "Lan" --legal-basis
    "Decision 12/2024, clause 3"
    """
    settings = load_settings()
    out = verdicts or file.with_name(f"{file.stem}.verdicts.csv")
    wanted = Wanted(
        path=file,
        verdicts=out,
        name=name,
        legal_basis=legal_basis,
        by=by,
        language=language,
        phone_column=phone_column,
    )
    with running_database(settings) as url:
        schema.upgrade(url)
        audience = asyncio.run(_import(settings, url, wanted, barred, quiet=as_json))
    _show(audience, out, as_json=as_json)


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


def _show(audience: Audience, out: Path, *, as_json: bool) -> None:
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
            table.add_row(verdict.value, f"{count:,}", EXPLANATIONS[verdict])
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
