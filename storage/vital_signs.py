"""What a look at the database tells about an installation."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_READ = text("""
    SELECT clock_timestamp() AS at,
        current_setting('server_version_num')::int / 10000 AS version,
        (SELECT count(*) FROM deliveries WHERE settled_at IS NULL AND send_at <= now()) AS waiting,
        (SELECT min(send_at) FROM deliveries WHERE settled_at IS NULL) AS oldest,
        (SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed') AS failed_jobs,
        (SELECT max(last_heartbeat) FROM procrastinate_workers) AS heartbeat
""")


@dataclass(frozen=True, slots=True)
class VitalSigns:
    """The database's clock and major version, and what waits.

    Attributes:
        waiting: deliveries that are due.
        oldest: since when the first of them waits; None: none does.
        heartbeat: a worker's last; None: no worker runs.
    """

    at: datetime
    version: int
    waiting: int
    oldest: datetime | None
    failed_jobs: int
    heartbeat: datetime | None


async def read(connection: AsyncConnection) -> VitalSigns:
    """Read them all at once."""
    return VitalSigns(*(await connection.execute(_READ)).one())
