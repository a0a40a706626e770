"""`vneid-bot retention`: remove what is over its time."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.bootstrap import running_database
from bot.clock import Clock, make_clock, real_now
from bot.services.retention import KEPT, Retention
from bot.settings import load_settings
from storage import schema
from storage.database import Database

app = typer.Typer(no_args_is_help=True)


@app.callback()
def retention() -> None:
    """Remove what is over its time; a worker does the same every hour."""


@app.command()
def run(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count.")] = False,
) -> None:
    """Remove rows that are older than their table's time.

    For example:  vneid-bot retention run --dry-run
    """
    settings = load_settings()
    clock = make_clock(settings.clock, settings.clock_speed, real_now())
    with running_database(settings) as url:
        schema.upgrade(url)
        counts = asyncio.run(_run(url, clock, dry_run=dry_run))
    table = Table("table", "kept for", "would go" if dry_run else "removed")
    for name, kept in KEPT.items():
        table.add_row(name, _spelt(kept), str(counts[name]))
    Console().print(table)


async def _run(url: str, clock: Clock, *, dry_run: bool) -> Mapping[str, int]:
    database = Database(url)
    try:
        work = Retention(database, clock.now, real_now)
        return await (work.count() if dry_run else work.run())
    finally:
        await database.dispose()


def _spelt(kept: timedelta) -> str:
    return f"{kept.days} days" if kept.days > 1 else f"{kept // timedelta(hours=1)} h"
