"""The events of a conversation: what happened, in order, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_LIST_RECENT = text("""
    SELECT sequence, type, data, at FROM events
    WHERE conversation_id = :conversation_id
    ORDER BY sequence DESC LIMIT :limit
""")


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event that is still to be stored; `data` must be plain JSON."""

    type: str
    data: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """A stored event."""

    sequence: int
    type: str
    data: dict[str, Any]
    at: datetime


async def list_recent(
    connection: AsyncConnection, conversation_id: int, limit: int
) -> tuple[Event, ...]:
    """The last `limit` events, oldest first."""
    result = await connection.execute(
        _LIST_RECENT, {"conversation_id": conversation_id, "limit": limit}
    )
    rows = [Event(row.sequence, row.type, row.data, row.at) for row in result]
    return tuple(reversed(rows))
