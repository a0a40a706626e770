"""Checks of the database, the clocks and what waits in it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.observability.checkup import Grade, Result
from storage import schema, vital_signs
from storage.database import Database
from storage.errors import StorageError
from storage.vital_signs import VitalSigns

OLDEST_VERSION = 15
CLOCKS_APART = timedelta(seconds=5)
WAITS_LONG = timedelta(minutes=2)
WORKER_SILENT = timedelta(seconds=30)


class DatabaseChecks:
    """Looks at one database.

    Args:
        real_now: real time, in UTC.
    """

    def __init__(self, database: Database, real_now: Callable[[], datetime]) -> None:
        self._database = database
        self._real_now = real_now

    async def database(self) -> Result:
        """Can it be reached, and is it new enough and migrated?"""
        try:
            await schema.require_current(self._database)
            signs = await self._read()
        except StorageError as error:
            return Result(Grade.BAD, type(error).__name__, str(error))
        if signs.version < OLDEST_VERSION:
            return Result(Grade.BAD, f"PostgreSQL {signs.version}", "Use PostgreSQL 15 or newer.")
        return Result(Grade.GOOD, f"PostgreSQL {signs.version}, tables current")

    async def clock(self) -> Result:
        """Do this machine and the database agree on the time?"""
        apart = abs(self._real_now() - (await self._read()).at)
        found = f"{apart.total_seconds():.1f} s apart from the database"
        if apart > CLOCKS_APART:
            advice = "Set both machines' clocks by NTP: deadlines and signatures depend on them."
            return Result(Grade.BAD, found, advice)
        return Result(Grade.GOOD, found)

    async def queue(self) -> Result:
        """Is what waits being worked on?"""
        signs, now = await self._read(), self._real_now()
        if signs.heartbeat is None or now - signs.heartbeat > WORKER_SILENT:
            advice = "Start `vneid-bot worker`: it sends what a web process left behind."
            return Result(Grade.BAD, "no worker runs", advice)
        found = f"{signs.waiting} deliveries wait, {signs.failed_jobs} jobs failed"
        if signs.oldest is not None and now - signs.oldest > WAITS_LONG:
            return Result(
                Grade.DOUBT, found, "Look for TryLater codes: `delivery_settled` in the log."
            )
        if signs.failed_jobs:
            return Result(Grade.DOUBT, found, "Look for the tasks that failed in the worker's log.")
        return Result(Grade.GOOD, found)

    async def _read(self) -> VitalSigns:
        async with self._database.transaction() as connection:
            return await vital_signs.read(connection)
