"""Counts requests by address over all processes, without a round trip for any of them."""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import datetime

import structlog

from storage import request_counts
from storage.crypto import Cipher
from storage.database import Database

log = structlog.get_logger()

SHARE_EVERY_SECONDS = 1.0
"""So old is at most what one process knows of the others."""


class RequestCounts:
    """Requests of the running minute.

    Args:
        database: where the processes add up.
        cipher: names addresses, which stand in no row.
        real_now: real time, in UTC.
    """

    def __init__(
        self, database: Database, cipher: Cipher, real_now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._cipher = cipher
        self._real_now = real_now
        self._minute: datetime | None = None
        self._own: Counter[str] = Counter()
        """Counted here, and told to nobody yet."""
        self._shared: dict[str, int] = {}
        """Of all processes, when they were last added up."""

    def count(self, name: str) -> None:
        """Count a request under a name."""
        self._begin_minute()
        self._own[name] += 1

    def total(self, name: str) -> int:
        """Return how many were counted under a name in this minute."""
        self._begin_minute()
        return self._shared.get(name, 0) + self._own[name]

    async def share(self) -> None:
        """Add up with the other processes.

        Raises:
            StorageError: the database is gone; what was counted here still counts here.
        """
        minute = self._begin_minute()
        fresh = {name: requests for name, requests in self._own.items() if requests}
        if not fresh:
            return
        names = {self._cipher.index(name, "request_counts"): name for name in fresh}
        requests = {index: fresh[name] for index, name in names.items()}
        async with self._database.transaction() as connection:
            totals = await request_counts.add(connection, minute, requests)
        if minute == self._minute:
            self._own.subtract(fresh)
            self._shared |= {names[index]: total for index, total in totals.items()}

    async def keep_shared(self) -> None:
        """Add up again and again, until cancelled."""
        while True:
            await asyncio.sleep(SHARE_EVERY_SECONDS)
            try:
                await self.share()
            except Exception as error:  # each process still keeps its own count
                log.warning("requests_not_shared", error=type(error).__name__)

    def _begin_minute(self) -> datetime:
        minute = self._real_now().replace(second=0, microsecond=0)
        if minute != self._minute:
            self._minute, self._own, self._shared = minute, Counter(), {}
        return minute
