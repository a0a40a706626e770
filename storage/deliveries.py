"""Deliveries: queued in a turn's transaction, claimed by one sender, settled forward only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Text, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncConnection

_AWARE = TIMESTAMP(timezone=True)

_QUEUE = text("""
    INSERT INTO deliveries (
        conversation_id, channel, purpose, body, language, created_at, send_at, useful_until
    )
    SELECT conversations.id, conversations.channel, :purpose, body.value, :language, :now, :now,
        :useful_until
    FROM conversations, jsonb_array_elements(:bodies) WITH ORDINALITY AS body (value, position)
    WHERE conversations.id = :conversation_id
    ORDER BY body.position
    RETURNING id
""").bindparams(bindparam("bodies", type_=JSONB), bindparam("useful_until", type_=_AWARE))

# One that came before and is not settled keeps the later ones back: citizens read in order.
# One that is in doubt keeps the moment since when it is.
_CLAIM_NEXT = text("""
    WITH next AS MATERIALIZED (
        SELECT id, status FROM deliveries
        WHERE conversation_id = :conversation_id AND settled_at IS NULL
        ORDER BY id LIMIT 1
        FOR UPDATE
    )
    UPDATE deliveries SET status = 'sending', attempts = attempts + 1,
        claimed_at = CASE next.status WHEN 'unknown' THEN deliveries.claimed_at ELSE :now END,
        send_at = CASE next.status WHEN 'unknown' THEN :now ELSE deliveries.send_at END
    FROM next, conversations
    WHERE deliveries.id = next.id AND conversations.id = deliveries.conversation_id
    AND next.status IN ('queued', 'unknown') AND send_at <= :now
    AND deliveries.channel = ANY(:channels)
    RETURNING deliveries.id, deliveries.conversation_id, deliveries.channel,
        coalesce(conversations.address, conversations.sender_id), deliveries.purpose,
        deliveries.body, deliveries.language, deliveries.attempts, deliveries.created_at,
        deliveries.useful_until, deliveries.claimed_at, next.status = 'unknown',
        deliveries.is_resent,
        EXISTS (
            SELECT FROM optouts
            WHERE optouts.channel = conversations.channel
            AND optouts.sender_id = conversations.sender_id AND optouts.ended_at IS NULL
        )
""")

# Also while it is queued or in doubt again: the provider's late answer is still true.
_SETTLE = text("""
    UPDATE deliveries
    SET status = :status, provider_id = coalesce(:provider_id, provider_id), error = :error,
        settled_at = :now
    WHERE id = :id AND attempts = :attempts AND settled_at IS NULL
""").bindparams(bindparam("provider_id", type_=Text), bindparam("error", type_=Text))

_GIVE_BACK = text("""
    UPDATE deliveries
    SET status = :status, send_at = :send_at, error = :error, is_resent = is_resent OR :is_resent,
        claimed_at = coalesce(:doubted_at, claimed_at)
    WHERE id = :id AND attempts = :attempts AND status = 'sending' AND settled_at IS NULL
""").bindparams(bindparam("doubted_at", type_=_AWARE))

_DOUBT_ABANDONED = text("""
    UPDATE deliveries
    SET status = 'unknown', send_at = :now, claimed_at = :now, error = 'abandoned'
    WHERE channel = ANY(:channels) AND status = 'sending' AND settled_at IS NULL
    AND greatest(claimed_at, send_at) < :before
""")

_FIND_BODY = text("""
    SELECT body FROM deliveries
    JOIN conversations ON conversations.id = deliveries.conversation_id
    WHERE deliveries.id = :id AND conversations.channel = :channel
    AND conversations.sender_id = :sender_id
""")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that its caller alone may send; see `storage.models.DeliveryRow`.

    Attributes:
        address: sealed, where the channel's addresses are.
        claimed_at: now; of a doubtful one: since when it is.
        is_doubtful: it may have gone out already; to be settled before anything is sent.
        has_opted_out: the citizen wants nothing but answers here.
    """

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
    claimed_at: datetime
    is_doubtful: bool
    is_resent: bool
    has_opted_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDeliveries:
    """Messages to a conversation that are still to be queued; see `storage.models.DeliveryRow`."""

    bodies: Sequence[Mapping[str, Any]]
    purpose: str
    language: str
    created_at: datetime
    useful_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBack:
    """What a claimed delivery becomes that is not settled: `queued`, or `unknown`.

    Attributes:
        doubted_at: its doubt begins anew; None: it goes on.
    """

    status: str
    send_at: datetime
    error: str
    is_resent: bool = False
    doubted_at: datetime | None = None


async def queue(
    connection: AsyncConnection, conversation_id: int, new: NewDeliveries
) -> tuple[int, ...]:
    """Queue messages to a conversation, in order; return their ids."""
    values = {
        "conversation_id": conversation_id,
        "bodies": list(new.bodies),
        "purpose": new.purpose,
        "language": new.language,
        "now": new.created_at,
        "useful_until": new.useful_until,
    }
    return tuple((await connection.execute(_QUEUE, values)).scalars())


async def claim_next(
    connection: AsyncConnection, conversation_id: int, channels: Sequence[str], now: datetime
) -> Claimed | None:
    """Claim what a conversation is to be sent next on these channels.

    None: nothing is due, or another sender is at it.
    """
    values = {"conversation_id": conversation_id, "channels": list(channels), "now": now}
    row = (await connection.execute(_CLAIM_NEXT, values)).one_or_none()
    return Claimed(*row) if row else None


async def settle(
    connection: AsyncConnection,
    claimed: Claimed,
    status: str,
    now: datetime,
    *,
    provider_id: str | None = None,
    error: str | None = None,
) -> bool:
    """Say what became of a claimed delivery; False: a receipt or a later claim came first."""
    values = {
        "id": claimed.id,
        "attempts": claimed.attempts,
        "status": status,
        "now": now,
        "provider_id": provider_id,
        "error": error,
    }
    return (await connection.execute(_SETTLE, values)).rowcount > 0


async def give_back(connection: AsyncConnection, claimed: Claimed, given: GivenBack) -> bool:
    """Leave a claimed delivery to whoever comes later; False: it is not claimed any more."""
    values = {
        "id": claimed.id,
        "attempts": claimed.attempts,
        "status": given.status,
        "send_at": given.send_at,
        "error": given.error,
        "is_resent": given.is_resent,
        "doubted_at": given.doubted_at,
    }
    return (await connection.execute(_GIVE_BACK, values)).rowcount > 0


async def doubt_abandoned(
    connection: AsyncConnection, channels: Sequence[str], before: datetime, now: datetime
) -> int:
    """Doubt what was claimed before by a process that never settled it; return how many."""
    values = {"channels": list(channels), "before": before, "now": now}
    return (await connection.execute(_DOUBT_ABANDONED, values)).rowcount


async def find_body(
    connection: AsyncConnection, channel: str, sender_id: str, delivery_id: int
) -> dict[str, Any] | None:
    """Return what a delivery says; None: that sender was never sent it."""
    values = {"id": delivery_id, "channel": channel, "sender_id": sender_id}
    body: dict[str, Any] | None = (await connection.execute(_FIND_BODY, values)).scalar()
    return body
