"""What the campaign commands share: one transaction at this moment, and how options are read."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import typer
from rich.console import Console

from bot.bootstrap import running_database
from bot.clock import make_clock, real_now
from bot.services.campaigns.drafts import Asked
from bot.services.campaigns.windows import Window
from bot.settings import load_settings
from storage import schema
from storage.database import Connection, Database

T = TypeVar("T")


def decide(by: str, work: Callable[[Connection, Asked], Awaitable[T]]) -> T:
    """Run something in one transaction, at this moment."""
    settings = load_settings()

    async def run(url: str) -> T:
        database = Database(url)
        now = real_now()
        clock = make_clock(settings.clock, settings.clock_speed, now)
        try:
            async with database.transaction() as connection:
                return await work(connection, Asked(by=by, business=clock.now(), real=now))
        finally:
            await database.dispose()

    with running_database(settings) as url:
        schema.upgrade(url)
        return asyncio.run(run(url))


def say(text: str) -> None:
    """Print a line."""
    Console().print(text, highlight=False, markup=False)


def read_steps(text: str) -> tuple[int, ...]:
    """Return the days before a deadline that an option names."""
    try:
        return tuple(int(part) for part in text.split(",") if part.strip())
    except ValueError as error:
        raise typer.BadParameter(f"'{text}': give days such as 7,3,1") from error


def read_window(hours: str, *, on_tet: bool) -> Window:
    """Return the hours that an option names."""
    try:
        opens, closes = (int(part) for part in hours.split("-"))
    except ValueError as error:
        raise typer.BadParameter(f"'{hours}': give hours such as 8-20") from error
    return Window(opens, closes, on_tet)
