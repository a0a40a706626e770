"""`make soak-reminders`: kills workers at random, and proves that nobody was written to twice.

While it runs, some people opt out and some link their accounts.
"""

import asyncio
import os
import random
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import text

from benchmarks.reminders.setting import (
    DAY_BEFORE,
    KEY,
    fill,
    launch,
    provider,
    start,
    synthetic_phone,
)
from bot.clock import make_clock
from bot.messages import ChannelName
from bot.services.addresses import Addresses
from bot.services.campaigns.stopping import cancel_for_link
from storage import optouts, reminder_recipients, schema
from storage.crypto import Cipher
from storage.database import Database
from storage.embedded import EmbeddedPostgres
from storage.optouts import Proof

_SETTLED = ("sent", "delivered")
_LONGEST_RUN_SECONDS = 7200


def main(  # noqa: PLR0913, PLR0917 - options of a command
    recipients: Annotated[int, typer.Option(help="Synthetic people.")] = 200_000,
    kills: Annotated[int, typer.Option(help="How often a worker is killed with kill -9.")] = 50,
    workers: Annotated[int, typer.Option(help="Workers at once.")] = 1,
    seed: Annotated[int, typer.Option(help="Of all that is random.")] = 1,
    faults: Annotated[float, typer.Option(help="Share of each kind of failure.")] = 0.002,
    folder: Annotated[Path, typer.Option(help="Where everything is put.")] = Path("var/soak"),
    database_url: Annotated[
        str | None, typer.Option(help="An empty PostgreSQL database; none: an embedded one.")
    ] = None,
) -> None:
    """Run a campaign through kills; exit code 1 when one person was treated wrongly."""
    folder.mkdir(parents=True, exist_ok=True)
    run = Soak(recipients, kills, workers, seed, folder.resolve())
    with provider(run.folder / "provider.log", faults, seed) as provider_url:
        if database_url is not None:
            is_right = asyncio.run(run.go(database_url, provider_url))
        else:
            with EmbeddedPostgres(run.folder / f"postgres-{time.time_ns()}") as server:
                is_right = asyncio.run(run.go(server.start(), provider_url))
    raise typer.Exit(0 if is_right else 1)


class Soak:
    """One run."""

    def __init__(self, people: int, kills: int, workers: int, seed: int, folder: Path) -> None:
        self._people, self._kills, self._workers = people, kills, workers
        self._random = random.Random(seed)  # noqa: S311 - when to kill
        self.folder = folder
        self._settings: dict[str, str] = {}
        self._stops: Counter[str] = Counter()
        self._stopped_at: dict[str, datetime] = {}
        self._console = Console(width=100)

    async def go(self, database_url: str, provider_url: str) -> bool:
        """Run the campaign and judge what came of it."""
        schema.upgrade(database_url)
        database = Database(database_url)
        began = datetime.now(UTC)
        self._settings = {
            "BENCH_DATABASE_URL": database_url,
            "BENCH_PROVIDER_URL": provider_url,
            "BENCH_STARTED_AT": began.isoformat(),
        }
        await fill(database, self._people)
        campaign_id = await launch(
            database, make_clock(f"{DAY_BEFORE}@{began.isoformat()}", 1.0, began)
        )
        started = time.monotonic()
        await self._kill_and_stop(database, campaign_id)
        seconds = time.monotonic() - started
        is_right = await self._judge(database, provider_url, seconds)
        await database.dispose()
        return is_right

    async def _kill_and_stop(self, database: Database, campaign_id: int) -> None:
        children = [self._start() for _ in range(self._workers)]
        killed, next_kill = 0, time.monotonic() + self._pause()
        deadline = time.monotonic() + _LONGEST_RUN_SECONDS
        try:
            while time.monotonic() < deadline and not await _is_finished(database, campaign_id):
                await self._stop_somebody(database)
                if killed < self._kills and time.monotonic() >= next_kill:
                    victim = self._random.randrange(len(children))
                    children[victim].kill()
                    children[victim].wait()
                    children[victim] = self._start()
                    killed, next_kill = killed + 1, time.monotonic() + self._pause()
                await asyncio.sleep(0.05)
        finally:
            for child in children:
                child.kill()
                child.wait()
        self._stops["kills"] = killed

    def _start(self) -> subprocess.Popen[bytes]:
        with (self.folder / "worker.log").open("ab") as log:
            command = [sys.executable, "-m", "benchmarks.reminders.worker"]
            return start(command, log.fileno(), self._settings)

    def _pause(self) -> float:
        """Long enough for a worker to be at work, at whatever it is then."""
        return self._random.uniform(3.0, 9.0)

    async def _stop_somebody(self, database: Database) -> None:
        now = datetime.now(UTC)
        phone = synthetic_phone(self._random.randrange(self._people))
        index = Addresses(Cipher(KEY)).know(ChannelName.SMS, phone).sender_id
        async with database.transaction() as connection:
            if self._random.random() < 0.5:  # noqa: PLR2004 - one half
                proof = Proof(now, "citizen", "TC")
                await optouts.add_address(connection, "sms", index, proof)
                self._stops["opt-outs"] += 1
            else:
                found = await reminder_recipients.find_by_phone(connection, index)
                if found is not None:
                    await cancel_for_link(connection, found, now)
                    self._stops["links"] += 1
        self._stopped_at.setdefault(index, datetime.now(UTC))

    async def _judge(self, database: Database, provider_url: str, seconds: float) -> bool:
        async with httpx.AsyncClient(timeout=60) as client:
            log: dict[str, Any] = (await client.get(f"{provider_url}/log")).json()
        taken = set(log["taken"])
        async with database.transaction() as connection:
            rows = (await connection.execute(text(_ROWS))).all()
        fates = Counter((row.status, row.reason) for row in rows)
        wrong = {
            "people without a reminder": self._people - len({row.recipient_id for row in rows}),
            "taken more than once": len(log["more_than_once"]),
            "sent, but not at the provider": sum(
                row.status in _SETTLED and row.id not in taken for row in rows
            ),
            "at the provider, but not sent": sum(
                row.id in taken and row.status not in _SETTLED for row in rows
            ),
            "not settled": sum(row.status in ("queued", "sending", "unknown") for row in rows),
            "cancelled or failed without a reason": sum(
                row.status in ("cancelled", "failed") and not row.reason for row in rows
            ),
            "claimed after a committed stop": sum(
                row.status in _SETTLED and row.claimed_at > self._stopped_at[row.phone_index]
                for row in rows
                if row.phone_index in self._stopped_at
            ),
        }
        self._show(fates, wrong, seconds, len(taken))
        return not any(wrong.values())

    def _show(self, fates: Counter[Any], wrong: dict[str, int], seconds: float, taken: int) -> None:
        table = Table(title=f"{self._people:,} people, {self._workers} worker(s)")
        table.add_column("what became of them")
        table.add_column("people", justify="right")
        for (status, reason), count in sorted(fates.items(), key=lambda one: -one[1]):
            table.add_row(f"{status} {reason or ''}", f"{count:,}")
        table.add_section()
        for what, count in wrong.items():
            table.add_row(what, str(count), style="red" if count else "green")
        self._console.print(table)
        self._console.print(
            f"{taken:,} at the provider in {seconds:.0f} s ({taken / seconds:.0f}/s), "
            f"{dict(self._stops)}, load {os.getloadavg()[0]:.1f}"
        )


_ROWS = """
    SELECT deliveries.id, recipient_id, status, reason, claimed_at, phone_index
    FROM reminder_deliveries AS deliveries
    JOIN reminder_recipients AS recipients ON recipients.id = recipient_id
"""


async def _is_finished(database: Database, campaign_id: int) -> bool:
    async with database.transaction() as connection:
        found = await connection.execute(
            text("SELECT status = 'finished' FROM campaigns WHERE id = :id"), {"id": campaign_id}
        )
        return bool(found.scalar_one())


if __name__ == "__main__":
    typer.run(main)
