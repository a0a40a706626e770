"""Conversations: locked for a turn, erased on request."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# A conversation that exists is locked without being rewritten. Of two first messages at once, one
# inserts and the other waits for it in ON CONFLICT; both end up with the row as it is after that.
_LOCK = text("""
    WITH existing AS (
        SELECT id, channel, sender_id, state, next_sequence FROM conversations
        WHERE channel = :channel AND sender_id = :sender_id
        FOR UPDATE
    ), created AS (
        INSERT INTO conversations (channel, sender_id, state, created_at, updated_at)
        SELECT :channel, :sender_id, '{}', :now, :now
        WHERE NOT EXISTS (SELECT FROM existing)
        ON CONFLICT (channel, sender_id) DO UPDATE SET updated_at = excluded.updated_at
        RETURNING id, channel, sender_id, state, next_sequence
    )
    SELECT * FROM existing
    UNION ALL
    SELECT * FROM created
""")

_FIND = text("""
    SELECT id, channel, sender_id, state, next_sequence FROM conversations
    WHERE channel = :channel AND sender_id = :sender_id
""")

_LOCK_BY_ID = text("""
    SELECT id, channel, sender_id, state, next_sequence FROM conversations
    WHERE id = :id FOR UPDATE
""")

_HOLD = text("""
    SELECT id FROM conversations WHERE channel = :channel AND sender_id = :sender_id FOR SHARE
""")

_ERASE = text("""
    DELETE FROM conversations WHERE channel = :channel AND sender_id = :sender_id
""")


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as its turn found it.

    Attributes:
        state: what the last turn left; empty at the first.
        next_sequence: the number the next message gets; its events get the ones after it.
    """

    id: int
    channel: str
    sender_id: str
    state: dict[str, Any]
    next_sequence: int


async def lock(
    connection: AsyncConnection, channel: str, sender_id: str, now: datetime
) -> Conversation:
    """Find or create a conversation, and keep everyone else out until the transaction ends."""
    result = await connection.execute(
        _LOCK, {"channel": channel, "sender_id": sender_id, "now": now}
    )
    row = result.one()
    return Conversation(*row)


async def lock_by_id(connection: AsyncConnection, conversation_id: int) -> Conversation | None:
    """Keep everyone else out of a conversation until the transaction ends; None: it is gone."""
    row = (await connection.execute(_LOCK_BY_ID, {"id": conversation_id})).one_or_none()
    return Conversation(*row) if row else None


async def find(connection: AsyncConnection, channel: str, sender_id: str) -> Conversation | None:
    """Return a conversation as it stands, without locking it; None: there is none."""
    result = await connection.execute(_FIND, {"channel": channel, "sender_id": sender_id})
    row = result.one_or_none()
    return Conversation(*row) if row else None


async def hold(connection: AsyncConnection, channel: str, sender_id: str) -> bool:
    """Keep turns out of a conversation while it is read; False: there is none."""
    result = await connection.execute(_HOLD, {"channel": channel, "sender_id": sender_id})
    return result.one_or_none() is not None


async def erase(connection: AsyncConnection, channel: str, sender_id: str) -> bool:
    """Delete a conversation with its messages and events; False: there was none."""
    result = await connection.execute(_ERASE, {"channel": channel, "sender_id": sender_id})
    return result.rowcount > 0
