"""How long rows are kept, and their removal when that is over."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import structlog

from storage import erasure, reminder_recipients, retention
from storage.database import Database

log = structlog.get_logger()

KEPT: Mapping[str, timedelta] = {
    "events": timedelta(days=180),
    "inbound_messages": timedelta(days=180),
    "ticket_transcripts": timedelta(days=180),
    "deliveries": timedelta(days=180),
    "conversations": timedelta(days=365),
    "tickets": timedelta(days=730),
    "console_sms": timedelta(days=30),
    "audience_uploads": timedelta(days=180),
    "audience_verdicts": timedelta(days=180),
    "reminder_recipients": timedelta(days=180),
    "join_codes": timedelta(hours=1),
    "join_tries": timedelta(days=1),
    "request_counts": timedelta(hours=1),
}
"""By table, counted from the last time a row was written to; of tickets, from when they were
settled; of people who were reminded, and of their files, from the end of the last campaign that
their audience had. Of these people only the numbers go: reports go on counting the rows. Opt-outs
are kept for good: they are the proof, and tell no address.

Rows go before those that they belong to, so that a count tells what goes: a conversation whose
last ticket goes may go with the next run."""
BUSINESS = frozenset(["events", "tickets"])
"""Tables that know business time; the others know real time."""

FORGOTTEN_AFTER = timedelta(minutes=15)
"""An erased conversation keeps its address so long, for the confirmation and its redeliveries."""
AT_ONCE = 5_000
MOST_BATCHES = 200


class Retention:
    """Removes what is over its time.

    Args:
        database: where they are.
        now: business time.
        real_now: real time, in UTC.
    """

    def __init__(
        self,
        database: Database,
        now: Callable[[], datetime],
        real_now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._now = now
        self._real_now = real_now

    async def count(self) -> Mapping[str, int]:
        """Return how many rows of each table would be removed."""
        async with self._database.transaction() as connection:
            return {
                table: await retention.count_older(connection, table, before)
                for table, before in self._ends().items()
            }

    async def run(self) -> Mapping[str, int]:
        """Remove them, in batches, and return how many went."""
        removed = {
            table: await self._remove(table, before) for table, before in self._ends().items()
        }
        if any(removed.values()):
            log.info("retention", **removed)
        return removed

    async def forget_erased(self) -> int:
        """Make conversations nobody's whose citizen had them erased; return how many."""
        async with self._database.transaction() as connection:
            before = self._real_now() - FORGOTTEN_AFTER
            await reminder_recipients.forget_erased(connection, before)
            return await erasure.forget_addresses(connection, before)

    def _ends(self) -> Mapping[str, datetime]:
        """Return until when the rows that are over were written to, by table."""
        now, real_now = self._now(), self._real_now()
        return {
            table: (now if table in BUSINESS else real_now) - kept for table, kept in KEPT.items()
        }

    async def _remove(self, table: str, before: datetime) -> int:
        removed = 0
        for _ in range(MOST_BATCHES):
            async with self._database.transaction() as connection:
                batch = await retention.remove_older(connection, table, before, AT_ONCE)
            removed += batch
            if batch < AT_ONCE:
                break
        return removed
