"""Requests by name and minute, added up over all processes."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# In the order of names, so that two processes never wait for each other in a ring.
_ADD = text("""
    INSERT INTO request_counts AS counted (name, minute, requests)
    SELECT name, :minute, requests
    FROM unnest(CAST(:names AS text[]), CAST(:requests AS integer[])) AS fresh (name, requests)
    ORDER BY name
    ON CONFLICT (name, minute) DO UPDATE SET requests = counted.requests + excluded.requests
    RETURNING name, requests
""")


async def add(
    connection: AsyncConnection, minute: datetime, requests: Mapping[str, int]
) -> dict[str, int]:
    """Add requests of a minute, and return how many all processes have seen."""
    values = {"minute": minute, "names": list(requests), "requests": list(requests.values())}
    return {row.name: row.requests for row in await connection.execute(_ADD, values)}
