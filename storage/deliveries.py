"""Deliveries: queued in a turn's transaction, claimed by one sender, settled forward only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncConnection

_AWARE = TIMESTAMP(timezone=True)
_FETCHED_AT_ONCE = 50

_QUEUE = text("""
    INSERT INTO deliveries (
        conversation_id, channel, purpose, body, language, created_at, send_at, useful_until
    )
    SELECT conversations.id, conversations.channel, :purpose, body.value, :language, :now, :now,
        :useful_until
    FROM conversations, jsonb_array_elements(:bodies) WITH ORDINALITY AS body (value, position)
    WHERE conversations.id = :conversation_id
    ORDER BY body.position
""").bindparams(bindparam("bodies", type_=JSONB), bindparam("useful_until", type_=_AWARE))

# One that came before and is not settled keeps the later ones back: citizens read in order.
_CLAIM_NEXT = text("""
    UPDATE deliveries SET status = 'sending', claimed_at = :now, attempts = attempts + 1
    FROM conversations
    WHERE conversations.id = deliveries.conversation_id AND deliveries.id = (
        SELECT id FROM deliveries
        WHERE conversation_id = :conversation_id AND status IN ('queued', 'sending')
        ORDER BY id LIMIT 1
        FOR UPDATE
    )
    AND deliveries.status = 'queued' AND send_at <= :now
    RETURNING deliveries.id, deliveries.conversation_id, deliveries.channel,
        conversations.sender_id, deliveries.purpose, deliveries.body, deliveries.language,
        deliveries.attempts, deliveries.created_at, deliveries.useful_until
""")

_SETTLE = text("""
    UPDATE deliveries
    SET status = :status, provider_id = coalesce(:provider_id, provider_id), error = :error,
        settled_at = :now
    WHERE id = :id AND status = 'sending'
""")

_TRY_LATER = text("""
    UPDATE deliveries SET status = 'queued', send_at = :send_at, error = :error
    WHERE id = :id AND status = 'sending'
""")

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

_LIST_WAITING = text("""
    SELECT DISTINCT conversation_id FROM deliveries
    WHERE channel = ANY(:channels) AND status = 'queued' AND send_at <= :before
    LIMIT :limit
""")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that its caller alone may send; see `storage.models.DeliveryRow`."""

    id: int
    conversation_id: int
    channel: str
    address: str
    purpose: str
    body: dict[str, Any]
    language: str
    attempts: int
    created_at: datetime
    useful_until: datetime | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A message on a channel that citizens fetch from."""

    id: int
    body: dict[str, Any]
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDeliveries:
    """Messages to a conversation that are still to be queued; see `storage.models.DeliveryRow`."""

    bodies: Sequence[Mapping[str, Any]]
    purpose: str
    language: str
    created_at: datetime
    useful_until: datetime | None = None


async def queue(connection: AsyncConnection, conversation_id: int, new: NewDeliveries) -> None:
    """Queue messages to a conversation, in order."""
    values = {
        "conversation_id": conversation_id,
        "bodies": list(new.bodies),
        "purpose": new.purpose,
        "language": new.language,
        "now": new.created_at,
        "useful_until": new.useful_until,
    }
    await connection.execute(_QUEUE, values)


async def claim_next(
    connection: AsyncConnection, conversation_id: int, now: datetime
) -> Claimed | None:
    """Claim what a conversation is to be sent next; None: nothing, or another sender is at it."""
    values = {"conversation_id": conversation_id, "now": now}
    row = (await connection.execute(_CLAIM_NEXT, values)).one_or_none()
    return Claimed(*row) if row else None


async def settle(
    connection: AsyncConnection,
    delivery_id: int,
    status: str,
    now: datetime,
    *,
    provider_id: str | None = None,
    error: str | None = None,
) -> bool:
    """Say what became of a claimed delivery; False: it is not claimed any more."""
    values = {
        "id": delivery_id,
        "status": status,
        "now": now,
        "provider_id": provider_id,
        "error": error,
    }
    return (await connection.execute(_SETTLE, values)).rowcount > 0


async def try_later(
    connection: AsyncConnection, delivery_id: int, send_at: datetime, error: str
) -> bool:
    """Give a claimed delivery back, to be sent at `send_at`; False: it is not claimed any more."""
    values = {"id": delivery_id, "send_at": send_at, "error": error}
    return (await connection.execute(_TRY_LATER, values)).rowcount > 0


async def list_waiting(
    connection: AsyncConnection, channels: Sequence[str], before: datetime, limit: int
) -> tuple[int, ...]:
    """Return conversations with deliveries that should have gone out before."""
    values = {"channels": list(channels), "before": before, "limit": limit}
    return tuple((await connection.execute(_LIST_WAITING, values)).scalars())


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
