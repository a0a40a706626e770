"""`python -m benchmarks.console`: the console over a million tickets, and officers with live pages.

Pages are fetched over HTTP one after the other, as one officer would; then every officer keeps a
page open, and fetches its list again when it hears of a change.
"""

import asyncio
import json
import random
import statistics
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import httpx
import psutil
import typer

from benchmarks.rows import read
from benchmarks.servers import ours, server
from bot.clock import make_clock, real_now
from bot.commands.dev import fill_if_empty
from bot.content.catalogue import load_catalogue
from bot.conversation.desk_work import make_tickets
from bot.services.addresses import Addresses
from bot.services.keys import make_cipher
from bot.services.roles import Role
from bot.services.sessions import Sessions
from bot.services.staff import Staff, make_credentials
from bot.services.tickets.answering import note
from bot.services.tickets.ticket import Actor, Edit
from bot.settings import Settings
from storage import schema, staff
from storage.crypto import Cipher
from storage.database import Database
from storage.embedded import EmbeddedPostgres

PORT = 8099
KEY = "benchmark" * 4
PEOPLE = {"officer": Role.OFFICER, "officer2": Role.OFFICER, "supervisor": Role.SUPERVISOR}
"""Of this benchmark: `serve` refuses the demo's."""
WORDS = ("can bo", "loi 05", "đăng nhập", "mat khau", "person", "error 05", "dien thoai", "zzz")
SETTLE_SECONDS = 5
CHANGE_EVERY_SECONDS = 2.0
AT_MOST_EVERY_SECONDS = 4.0
"""As console.js waits before it fetches a list again."""


@dataclass
class Figures:
    """What was measured."""

    pages: dict[str, list[float]] = field(default_factory=dict)
    minutes: list[dict[str, float]] = field(default_factory=list)


@dataclass(frozen=True)
class Office:
    """Who measures, and with what."""

    client: httpx.AsyncClient
    database: Database
    actor: Actor


def main(
    folder: Annotated[Path, typer.Option(help="Where everything is put.")] = Path("var/bench"),
    tickets: Annotated[int, typer.Option(help="How many; five messages each.")] = 1_000_000,
    officers: Annotated[int, typer.Option(help="Live pages at once.")] = 200,
    minutes: Annotated[float, typer.Option(help="How long they stay open.")] = 10,
) -> None:
    """Seed, measure, print."""
    folder = folder.resolve()
    postgres = EmbeddedPostgres(folder / "console-postgres")
    url = postgres.start()
    try:
        _prepare(url, tickets)
        command, health, environment = ours(PORT, url, folder)
        with server(command, health, folder / "console.log", environment) as (pid, _):
            figures = asyncio.run(_measure(url, tickets, officers, minutes, pid))
    finally:
        postgres.stop()
    result = _summary(figures, tickets, officers)
    path = folder / f"console-{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    path.write_text(json.dumps(result, indent=2), encoding="utf-8")
    print(json.dumps(result, indent=2))


def _prepare(url: str, tickets: int) -> None:
    schema.upgrade(url)
    asyncio.run(_hire(url))
    began = time.monotonic()
    fill_if_empty(url, tickets, real_now(), days=365, live=0.02)
    [(found,)] = read(url, "SELECT count(*) FROM tickets")
    if found != tickets:
        raise SystemExit(f"The folder has {found} tickets, not {tickets}: give another --folder.")
    print(f"{found} tickets are there after {time.monotonic() - began:.0f} s", flush=True)


async def _hire(url: str) -> None:
    database = Database(url)
    people = Staff(database, make_cipher(Settings(encryption_key=KEY), url), real_now)
    for login, role in PEOPLE.items():
        await people.add(make_credentials(login), f"{login} (benchmark)", role)
    await database.dispose()


async def _measure(url: str, tickets: int, officers: int, minutes: float, pid: int) -> Figures:
    database, figures = Database(url), Figures()
    async with database.transaction() as connection:
        found = await staff.find(connection, "supervisor")
    if found is None:
        raise SystemExit("the staff is missing")
    cookie = await Sessions(database, real_now).begin(found.id, found.login, "benchmark")
    most = 2 * officers + 10
    limits = httpx.Limits(max_connections=most, max_keepalive_connections=most)
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{PORT}",
        headers={"Cookie": f"console={cookie}"},
        limits=limits,
        timeout=30,
    ) as client:
        await _fetch_pages(client, tickets, figures)
        office = Office(client, database, Actor(found.id, found.name))
        await _keep_open(office, (officers, minutes), pid, figures)
    await database.dispose()
    return figures


async def _fetch_pages(client: httpx.AsyncClient, tickets: int, figures: Figures) -> None:
    chance = random.Random(1)  # noqa: S311 - which tickets are looked at
    addresses = {
        "list": [f"/console/inbox?view={view}" for view in ("unassigned", "mine", "all")] * 25,
        "settled": ["/console/inbox?view=settled"] * 25,
        "ticket": [f"/console/tickets/{101 + chance.randrange(tickets)}" for _ in range(100)],
        "search": [f"/console/search?q={word}" for word in WORDS] * 8,
        "reports": ["/console/reports"] * 5,
    }
    for name, wanted in addresses.items():
        for address in wanted:
            began = time.perf_counter()
            response = await client.get(address)
            response.raise_for_status()
            figures.pages.setdefault(name, []).append((time.perf_counter() - began) * 1000)
        took = figures.pages[name]
        print(f"{name}: median {statistics.median(took):.1f}, p95 {_p95(took):.1f} ms", flush=True)


async def _keep_open(office: Office, load: tuple[int, float], pid: int, figures: Figures) -> None:
    """Keep pages open; every few seconds a ticket changes, and every page hears of it."""
    officers, minutes = load
    heard: list[float] = []
    pages = [asyncio.create_task(_live_page(office.client, heard)) for _ in range(officers)]
    await asyncio.sleep(SETTLE_SECONDS)
    changing = asyncio.create_task(_change(office.database, office.actor))
    process, ends = psutil.Process(pid), time.monotonic() + minutes * 60
    while time.monotonic() < ends:
        heard.clear()
        await asyncio.sleep(min(60.0, minutes * 60))
        figures.minutes.append(
            {
                "fetches": len(heard),
                "median_ms": round(statistics.median(heard), 1) if heard else 0.0,
                "p95_ms": round(_p95(heard), 1) if heard else 0.0,
                "memory_mb": round(process.memory_info().rss / 1e6, 1),
            }
        )
        print(figures.minutes[-1], flush=True)
    for task in (changing, *pages):
        task.cancel()
    await asyncio.gather(changing, *pages, return_exceptions=True)


async def _live_page(client: httpx.AsyncClient, heard: list[float]) -> None:
    """Fetch the list a moment after a change; what else changes meanwhile comes with it."""
    waiting: asyncio.Task[None] | None = None
    async with asyncio.TaskGroup() as group, client.stream("GET", "/console/live") as stream:
        async for line in stream.aiter_lines():
            if line.startswith("data: ") and (waiting is None or waiting.done()):
                waiting = group.create_task(_refresh(client, heard))


async def _refresh(client: httpx.AsyncClient, heard: list[float]) -> None:
    await asyncio.sleep(random.random() * AT_MOST_EVERY_SECONDS)  # noqa: S311 - as the page waits
    began = time.perf_counter()
    (await client.get("/console/inbox/list?view=unassigned")).raise_for_status()
    heard.append((time.perf_counter() - began) * 1000)


async def _change(database: Database, actor: Actor) -> None:
    addresses = Addresses(Cipher.throwaway())
    clock = make_clock("", 1.0, real_now())
    desk = make_tickets(database, load_catalogue(), clock, real_now, addresses)
    for at in range(10**9):
        async with desk.work() as work:
            await note(work, Edit(101 + at % 1000, 0, actor), f"note {at}")
        await asyncio.sleep(CHANGE_EVERY_SECONDS)


def _summary(figures: Figures, tickets: int, officers: int) -> dict[str, object]:
    pages = {
        name: {"median_ms": round(statistics.median(took), 1), "p95_ms": round(_p95(took), 1)}
        for name, took in figures.pages.items()
    }
    return {"tickets": tickets, "pages": pages, "officers": officers, "minutes": figures.minutes}


def _p95(took: list[float]) -> float:
    return sorted(took)[int(len(took) * 0.95)]


if __name__ == "__main__":
    typer.run(main)
