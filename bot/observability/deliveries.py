"""What became of deliveries, for Prometheus; read from the rows, so each process tells the same."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from prometheus_client import CollectorRegistry, Gauge

from bot.messages import PUSHED
from bot.services.deliveries import Status
from storage import delivery_counts
from storage.database import Database
from storage.delivery_counts import Count
from storage.errors import StorageError

log = structlog.get_logger()

SETTLED_WITHIN = timedelta(hours=24)
READ_SECONDS = 3.0


class DeliveryFigures:
    """Reads the figures of all processes from the rows they share.

    Args:
        real_now: real time, in UTC.
    """

    def __init__(self, database: Database, real_now: Callable[[], datetime]) -> None:
        self._database = database
        self._real_now = real_now

    def register(self, registry: CollectorRegistry) -> None:
        """Show the figures in a registry, from the next `refresh` on."""
        self._deliveries = Gauge(
            "vneid_deliveries",
            "Messages to citizens: all that are open, and those settled in the last 24 hours.",
            ["channel", "status"],
            registry=registry,
        )
        self._oldest = Gauge(
            "vneid_deliveries_oldest_queued_seconds",
            "How long the oldest message that is due has waited to be sent.",
            ["channel"],
            registry=registry,
        )

    async def refresh(self) -> None:
        """Read them anew; without a database there are none, rather than old ones."""
        self._deliveries.clear()
        self._oldest.clear()
        now = self._real_now()
        try:
            async with asyncio.timeout(READ_SECONDS), self._database.transaction() as connection:
                counts = await delivery_counts.read(connection, now - SETTLED_WITHIN)
        except (StorageError, TimeoutError) as error:
            log.warning("deliveries_not_counted", error=type(error).__name__)
            return
        self._show(counts, now)

    def _show(self, counts: tuple[Count, ...], now: datetime) -> None:
        for channel in PUSHED:
            self._oldest.labels(channel.value).set(0)
            for status in Status:
                self._deliveries.labels(channel.value, status.value).set(0)
        for count in counts:
            self._deliveries.labels(count.channel, count.status).inc(count.deliveries)
            if count.oldest_due is not None and count.channel in PUSHED:
                waited = max(0.0, (now - count.oldest_due).total_seconds())
                self._oldest.labels(count.channel).set(waited)
