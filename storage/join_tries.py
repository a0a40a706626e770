"""Wrong codes, counted by name in a window of time that all processes share."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_COUNT = text("""
    INSERT INTO join_tries AS old (name, tries, began_at) VALUES (:name, 1, :now)
    ON CONFLICT (name) DO UPDATE SET
        tries = CASE WHEN old.began_at < :since THEN 1 ELSE old.tries + 1 END,
        began_at = CASE WHEN old.began_at < :since THEN :now ELSE old.began_at END
""")
_FIND = text("SELECT tries FROM join_tries WHERE name = :name AND began_at >= :since")


async def count(connection: AsyncConnection, name: str, now: datetime, since: datetime) -> None:
    """Count a wrong code under a name; a window that began before `since` begins anew."""
    await connection.execute(_COUNT, {"name": name, "now": now, "since": since})


async def find(connection: AsyncConnection, name: str, since: datetime) -> int:
    """Return how many were counted in a window that began at `since` or later."""
    found = await connection.execute(_FIND, {"name": name, "since": since})
    return found.scalar_one_or_none() or 0
