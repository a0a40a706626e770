"""What the campaign commands share: one transaction at this moment, and how options are read."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import typer
from rich.console import Console

from bot.bootstrap import running_database
from bot.clock import make_clock, real_now
from bot.services.addresses import Addresses
from bot.services.campaigns.asked import Asked
from bot.services.campaigns.officers import require_officer
from bot.services.campaigns.windows import Window
from bot.services.keys import make_cipher
from bot.services.roles import Permission
from bot.settings import load_settings
from storage import schema
from storage.crypto import Cipher
from storage.database import Connection, Database

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class By:
    """Who decides: the login of a member of staff whose role allows it."""

    login: str
    permission: Permission = Permission.REMIND


def look(work: Callable[[Connection, datetime], Awaitable[T]]) -> T:
    """Read something, at a moment of business time."""

    async def unnamed(connection: Connection, asked: Asked, _: Addresses) -> T:
        return await work(connection, asked.business)

    return _run(None, unnamed, needs_key=False)


def decide(by: By, work: Callable[[Connection, Asked], Awaitable[T]]) -> T:
    """Run something in one transaction, at this moment, for a member of staff."""

    async def without_addresses(connection: Connection, asked: Asked, _: Addresses) -> T:
        return await work(connection, asked)

    return _run(by, without_addresses, needs_key=False)


def send(by: By, work: Callable[[Connection, Asked, Addresses], Awaitable[T]]) -> T:
    """Run something that seals addresses, likewise."""
    return _run(by, work, needs_key=True)


def _run(
    by: By | None,
    work: Callable[[Connection, Asked, Addresses], Awaitable[T]],
    *,
    needs_key: bool,
) -> T:
    settings = load_settings()

    async def run(url: str) -> T:
        database = Database(url)
        now = real_now()
        clock = make_clock(settings.clock, settings.clock_speed, now)
        cipher = make_cipher(settings, url) if needs_key else Cipher.throwaway()
        try:
            async with database.transaction() as connection:
                staff_id = None
                if by is not None:
                    staff_id = await require_officer(connection, by.login, by.permission)
                login = by.login.strip().lower() if by else ""
                asked = Asked(by=login, business=clock.now(), real=now, staff_id=staff_id)
                return await work(connection, asked, Addresses(cipher))
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
