"""How long rows are kept, and their removal when that is over."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import structlog

from storage import conversations, retention
from storage.database import Database

log = structlog.get_logger()

KEPT: Mapping[str, timedelta] = {
    "conversations": timedelta(days=365),
    "events": timedelta(days=180),
    "inbound_messages": timedelta(days=180),
    "ticket_transcripts": timedelta(days=180),
    "deliveries": timedelta(days=180),
    "console_sms": timedelta(days=30),
    "join_codes": timedelta(hours=1),
    "join_tries": timedelta(days=1),
    "request_counts": timedelta(hours=1),
}
"""By table, counted from the last time a row was written to. Opt-outs are kept for good: they are
the proof, and tell no address."""

FORGOTTEN_AFTER = timedelta(minutes=15)
"""An erased conversation keeps its address so long, for the confirmation and its redeliveries."""
AT_ONCE = 5_000
MOST_BATCHES = 200


class Retention:
    """Removes what is over its time.

    Args:
        real_now: real time, in UTC.
    """

    def __init__(self, database: Database, real_now: Callable[[], datetime]) -> None:
        self._database = database
        self._real_now = real_now

    async def count(self) -> Mapping[str, int]:
        """Return how many rows of each table would be removed."""
        now = self._real_now()
        async with self._database.transaction() as connection:
            return {
                table: await retention.count_older(connection, table, now - kept)
                for table, kept in KEPT.items()
            }

    async def run(self) -> Mapping[str, int]:
        """Remove them, in batches, and return how many went."""
        now = self._real_now()
        removed = {table: await self._remove(table, now - kept) for table, kept in KEPT.items()}
        if any(removed.values()):
            log.info("retention", **removed)
        return removed

    async def forget_erased(self) -> int:
        """Make conversations nobody's whose citizen had them erased; return how many."""
        async with self._database.transaction() as connection:
            before = self._real_now() - FORGOTTEN_AFTER
            return await conversations.forget_addresses(connection, before)

    async def _remove(self, table: str, before: datetime) -> int:
        removed = 0
        for _ in range(MOST_BATCHES):
            async with self._database.transaction() as connection:
                batch = await retention.remove_older(connection, table, before, AT_ONCE)
            removed += batch
            if batch < AT_ONCE:
                break
        return removed
