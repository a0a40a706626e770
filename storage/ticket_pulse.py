"""What has happened to tickets since somebody last looked; asked for again and again."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_NOW = text("""
    SELECT coalesce((SELECT max(id) FROM ticket_changes), 0),
        coalesce((SELECT max(id) FROM ticket_messages), 0)
""")
_SINCE = text("""
    SELECT ticket_id FROM ticket_changes WHERE id > :change
    UNION SELECT ticket_id FROM ticket_messages WHERE id > :message
""")


@dataclass(frozen=True, slots=True)
class Pulse:
    """How far changes and messages had come."""

    change: int
    message: int


async def feel(connection: AsyncConnection) -> Pulse:
    """Return how far changes and messages have come."""
    return Pulse(*(await connection.execute(_NOW)).one())


async def list_since(connection: AsyncConnection, before: Pulse) -> frozenset[int]:
    """Return the tickets to which something has happened since.

    A change that was numbered before and committed after is not among them: pages look again
    every half minute, and sending checks the version anyway.
    """
    values = {"change": before.change, "message": before.message}
    return frozenset((await connection.execute(_SINCE, values)).scalars())
