"""Deliveries on channels that nobody can push to: citizens, or their programs, fetch them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_FETCHED_AT_ONCE = 50

_TAKE_WAITING = text("""
    WITH taken AS (
        UPDATE deliveries SET status = 'delivered', claimed_at = :now, settled_at = :now,
            attempts = attempts + 1
        WHERE conversation_id = :conversation_id AND status = 'queued' AND send_at <= :now
            AND (useful_until IS NULL OR useful_until >= :now)
        RETURNING id, body
    )
    SELECT body FROM taken ORDER BY id
""")

_LIST_SINCE = text("""
    SELECT deliveries.id, deliveries.body, deliveries.language FROM deliveries
    JOIN conversations ON conversations.id = deliveries.conversation_id
    WHERE conversations.channel = :channel AND conversations.sender_id = :sender_id
        AND deliveries.id > :after AND deliveries.send_at <= now()
        AND (deliveries.useful_until IS NULL OR deliveries.useful_until >= now())
        AND deliveries.status IN ('queued', 'delivered')
    ORDER BY deliveries.id LIMIT :limit
""")

_MARK_SHOWN = text("""
    UPDATE deliveries SET status = 'delivered', claimed_at = now(), settled_at = now(),
        attempts = attempts + 1
    FROM conversations
    WHERE conversations.id = deliveries.conversation_id
        AND conversations.channel = :channel AND conversations.sender_id = :sender_id
        AND deliveries.id <= :up_to AND deliveries.status = 'queued' AND deliveries.send_at <= now()
""")

_FIND_NEWEST = text("""
    SELECT coalesce(max(deliveries.id), 0) FROM deliveries
    JOIN conversations ON conversations.id = deliveries.conversation_id
    WHERE conversations.channel = :channel AND conversations.sender_id = :sender_id
        AND deliveries.send_at <= now()
""")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A message on a channel that citizens fetch from."""

    id: int
    body: dict[str, Any]
    language: str


async def take_waiting(
    connection: AsyncConnection, conversation_id: int, now: datetime
) -> tuple[dict[str, Any], ...]:
    """Return what waits to be fetched, in order, as delivered: the caller's answer carries it."""
    values = {"conversation_id": conversation_id, "now": now}
    return tuple((await connection.execute(_TAKE_WAITING, values)).scalars())


async def list_since(
    connection: AsyncConnection, channel: str, sender_id: str, after: int
) -> tuple[Fetched, ...]:
    """Return what came after a delivery on a channel that citizens fetch from, in order."""
    values = {
        "channel": channel,
        "sender_id": sender_id,
        "after": after,
        "limit": _FETCHED_AT_ONCE,
    }
    return tuple(Fetched(*row) for row in await connection.execute(_LIST_SINCE, values))


async def mark_shown(connection: AsyncConnection, channel: str, sender_id: str, up_to: int) -> int:
    """Note that a citizen has seen what was queued up to a delivery; return how many."""
    values = {"channel": channel, "sender_id": sender_id, "up_to": up_to}
    return (await connection.execute(_MARK_SHOWN, values)).rowcount


async def find_newest(connection: AsyncConnection, channel: str, sender_id: str) -> int:
    """Return the id of the newest delivery to a conversation; 0: there is none."""
    values = {"channel": channel, "sender_id": sender_id}
    return int((await connection.execute(_FIND_NEWEST, values)).scalar_one())
