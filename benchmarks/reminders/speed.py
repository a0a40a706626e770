"""`python -m benchmarks.reminders.speed`: how fast a campaign is planned and sent, and how evenly.

Planning runs in this process, so that its memory can be told; sending is one worker of its own.
"""

import asyncio
import os
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import text

from benchmarks.reminders.setting import DAY_BEFORE, fill, launch, provider, start
from bot.clock import make_clock
from bot.services.campaigns.planner import Planner
from storage import schema
from storage.database import Database
from storage.embedded import EmbeddedPostgres

_WINDOW = 10_000
_LEFT = text("SELECT EXISTS (SELECT FROM reminder_chunks WHERE NOT done)")
_RATE = text("""
    SELECT count(*) / greatest(0.001, extract(epoch FROM max(settled_at) - min(claimed_at)))
    FROM (
        SELECT claimed_at, settled_at FROM reminder_deliveries WHERE status = 'sent'
        ORDER BY id OFFSET :skip LIMIT :window
    ) AS sent
""")
_SENT = text("""
    SELECT count(*), extract(epoch FROM max(settled_at) - min(claimed_at))
    FROM reminder_deliveries WHERE status = 'sent'
""")


def main(
    recipients: Annotated[int, typer.Option(help="Synthetic people.")] = 1_000_000,
    folder: Annotated[Path, typer.Option(help="Where everything is put.")] = Path("var/bench"),
    over_http: Annotated[
        bool, typer.Option(help="Send over HTTP, to a process of its own.")
    ] = False,
) -> None:
    """Plan and send one step of a campaign, and print how fast that was."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with EmbeddedPostgres(folder / f"reminders-{time.time_ns()}") as server:
        url = server.start()
        if over_http:
            with provider(folder / "provider.log", 0.0, 1) as address:
                asyncio.run(_measure(url, recipients, folder, address))
        else:
            asyncio.run(_measure(url, recipients, folder, ""))


async def _measure(url: str, recipients: int, folder: Path, provider_url: str) -> None:
    schema.upgrade(url)
    database, began = Database(url), datetime.now(UTC)
    clock = make_clock(f"{DAY_BEFORE}@{began.isoformat()}", 1.0, began)
    await fill(database, recipients)
    campaign_id = await launch(database, clock)
    before, started = _megabytes(), time.monotonic()
    await Planner(database, clock, "sms").plan_step(campaign_id, 1)
    planned = time.monotonic() - started
    table = Table(title=f"{recipients:,} recipients, load {os.getloadavg()[0]:.1f}")
    table.add_column("what")
    table.add_column("measured", justify="right")
    table.add_row("planned", f"{planned:.1f} s ({recipients / planned:,.0f}/s)")
    table.add_row("memory of the planner", f"{_megabytes():.0f} MB (before it {before:.0f})")
    settings = {
        "BENCH_DATABASE_URL": url,
        "BENCH_PROVIDER_URL": provider_url,
        "BENCH_STARTED_AT": began.isoformat(),
    }
    with (folder / "worker.log").open("ab") as log:
        command = [sys.executable, "-m", "benchmarks.reminders.worker"]
        worker = start(command, log.fileno(), settings)
        try:
            await _wait(database)
        finally:
            worker.terminate()
            used = (await asyncio.to_thread(os.wait4, worker.pid, 0))[2]
    for row in await _rates(database, recipients):
        table.add_row(*row)
    seconds = used.ru_utime + used.ru_stime
    table.add_row("CPU of the worker", f"{seconds / recipients * 1000:.2f} ms a reminder")
    table.add_row("memory of the worker", f"{used.ru_maxrss / 1024:.0f} MB")
    Console(width=90).print(table)
    await database.dispose()


async def _wait(database: Database) -> None:
    while True:
        await asyncio.sleep(2)
        async with database.transaction() as connection:
            if not (await connection.execute(_LEFT)).scalar_one():
                return


async def _rates(database: Database, recipients: int) -> list[tuple[str, str]]:
    window = min(_WINDOW, recipients)
    async with database.transaction() as connection:
        sent, seconds = (await connection.execute(_SENT)).one()
        first = await connection.execute(_RATE, {"skip": 0, "window": window})
        last = await connection.execute(_RATE, {"skip": recipients - window, "window": window})
        return [
            ("sent by one worker", f"{sent:,} in {seconds:.0f} s ({float(sent / seconds):,.0f}/s)"),
            (f"the first {window:,}", f"{first.scalar_one():,.0f}/s"),
            (f"the last {window:,}", f"{last.scalar_one():,.0f}/s"),
        ]


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    typer.run(main)
