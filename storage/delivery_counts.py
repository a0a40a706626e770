"""How many deliveries there are, and how long the oldest one waits."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# Two ways in, each with an index of its own: the open ones, and those that were settled lately.
_COUNT = text("""
    SELECT channel, status, count(*), min(send_at) FILTER (WHERE status = 'queued')
    FROM deliveries WHERE settled_at IS NULL GROUP BY channel, status
    UNION ALL
    SELECT channel, status, count(*), NULL
    FROM deliveries WHERE settled_at >= :since GROUP BY channel, status
""")


@dataclass(frozen=True, slots=True)
class Count:
    """Deliveries of one channel and status.

    Attributes:
        oldest_due: since when the first queued one waits, or is to wait; None: none is queued.
    """

    channel: str
    status: str
    deliveries: int
    oldest_due: datetime | None


async def read(connection: AsyncConnection, since: datetime) -> tuple[Count, ...]:
    """Count those that are open, and those that were settled since."""
    rows = await connection.execute(_COUNT, {"since": since})
    return tuple(Count(*row) for row in rows)
