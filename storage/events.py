"""The events of a conversation: what happened, in order, never changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

_LIST_RECENT = text("""
    SELECT sequence, type, data, at FROM events
    WHERE conversation_id = :conversation_id
    ORDER BY sequence DESC LIMIT :limit
""")

_APPEND = text("""
    WITH place AS (
        UPDATE conversations SET next_sequence = next_sequence + jsonb_array_length(:events)
        WHERE id = :conversation_id
        RETURNING next_sequence - jsonb_array_length(:events) AS first
    )
    INSERT INTO events (conversation_id, sequence, type, data, at)
    SELECT :conversation_id, place.first + event.position - 1, event.type, event.data, event.at
    FROM place, ROWS FROM (
        jsonb_to_recordset(:events) AS (type text, data jsonb, at timestamptz)
    ) WITH ORDINALITY AS event (type, data, at, position)
""").bindparams(bindparam("events", type_=JSONB))


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


async def append(
    connection: AsyncConnection, conversation_id: int, new: Sequence[NewEvent]
) -> None:
    """Add events that belong to no turn; call under the conversation's lock."""
    rows = [{"type": one.type, "data": one.data, "at": one.at.isoformat()} for one in new]
    values = {"conversation_id": conversation_id, "events": rows}
    await connection.execute(_APPEND, values)
