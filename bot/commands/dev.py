"""`vneid-bot dev`: what developers need and operators don't."""

import asyncio
import time
from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console

from bot.bootstrap import running_database
from bot.clock import make_clock, real_now
from bot.commands.synthetic import Colleague, Synthetic
from bot.commands.synthetic_rows import rows_of
from bot.content.catalogue import load_catalogue
from bot.services.roles import Role
from bot.settings import load_settings
from storage import schema, staff
from storage.bulk import Loader
from storage.database import Database

app = typer.Typer(no_args_is_help=True)
BATCH = 5_000


@app.callback()
def dev() -> None:
    """Fill a database with synthetic tickets, to try and to measure."""


@app.command()
def seed(
    tickets: Annotated[int, typer.Option(min=1, help="How many; each has about 5 messages.")],
    days: Annotated[int, typer.Option(min=1, help="How far back they reach.")] = 365,
    live: Annotated[float, typer.Option(min=0, max=1, help="Share still worked on.")] = 0.02,
) -> None:
    """Add synthetic tickets with their messages; nobody in them is real.

    For example:  vneid-bot dev seed --tickets 1000000
    """
    settings = load_settings()
    with running_database(settings) as url:
        schema.upgrade(url)
        now = make_clock(settings.clock, settings.clock_speed, real_now()).now()
        began = time.monotonic()
        fill(url, tickets, now, days=days, live=live)
    seconds = time.monotonic() - began
    Console().print(f"{tickets} synthetic tickets added in {seconds:.0f} s", highlight=False)


def fill(url: str, tickets: int, now: datetime, *, days: int, live: float) -> None:
    """Add synthetic tickets to a migrated database."""
    colleagues = asyncio.run(_colleagues(url))
    synthetic = Synthetic(load_catalogue(), now, days=days, live=live, colleagues=colleagues)
    with Loader(url) as loader:
        ticket_id, conversation_id = loader.next_id("tickets"), loader.next_id("conversations")
        for begin in range(0, tickets, BATCH):
            cases = [
                synthetic.draw(ticket_id + at, conversation_id + at, at / tickets)
                for at in range(begin, min(begin + BATCH, tickets))
            ]
            loader.load(rows_of(synthetic, cases))
        loader.finish()


def fill_if_empty(url: str, tickets: int, now: datetime, *, days: int, live: float) -> None:
    """Add synthetic tickets to a database that has none yet."""
    with Loader(url) as loader:
        is_empty = loader.is_empty("tickets")
    if is_empty:
        fill(url, tickets, now, days=days, live=live)


async def _colleagues(url: str) -> list[Colleague]:
    database = Database(url)
    try:
        async with database.transaction() as connection:
            everybody = await staff.list_all(connection)
    finally:
        await database.dispose()
    return [Colleague(one.id, one.name) for one in everybody if one.role == Role.OFFICER]
