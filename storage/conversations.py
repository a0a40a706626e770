"""Conversations: locked for a turn, erased on request."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Text, bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection

# A conversation that exists is locked without being rewritten. Of two first messages at once, one
# inserts and the other waits for it in ON CONFLICT; both end up with the row as it is after that.
_LOCK = text("""
    WITH existing AS (
        SELECT id, channel, sender_id, state, next_sequence FROM conversations
        WHERE channel = :channel AND sender_id = :sender_id
        FOR UPDATE
    ), created AS (
        INSERT INTO conversations (channel, sender_id, address, state, created_at, updated_at)
        SELECT :channel, :sender_id, :address, '{}', :now, :now
        WHERE NOT EXISTS (SELECT FROM existing)
        ON CONFLICT (channel, sender_id) DO UPDATE SET updated_at = excluded.updated_at
        RETURNING id, channel, sender_id, state, next_sequence
    )
    SELECT * FROM existing
    UNION ALL
    SELECT * FROM created
""").bindparams(bindparam("address", type_=Text))

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

# What is left of a conversation: that its citizen asked for this, in its newest turn.
_FORGET = (
    text("""
        DELETE FROM inbound_messages WHERE conversation_id = :id AND sequence < :newest
    """),
    text("DELETE FROM events WHERE conversation_id = :id AND sequence < :newest"),
    text("DELETE FROM ratings WHERE conversation_id = :id"),
    text("DELETE FROM deliveries WHERE conversation_id = :id"),
    text("UPDATE conversations SET erased_at = :now WHERE id = :id"),
)

# The name goes too: without it nobody can tell that it was this number. Who has written again
# since is not forgotten.
_FORGET_ADDRESSES = text("""
    UPDATE conversations SET address = NULL, sender_id = 'erased-' || id
    WHERE erased_at <= :before AND updated_at <= erased_at AND sender_id <> 'erased-' || id
        AND NOT EXISTS (
            SELECT FROM deliveries
            WHERE deliveries.conversation_id = conversations.id AND settled_at IS NULL
        )
""")

_NEWEST = text("SELECT max(sequence) FROM inbound_messages WHERE conversation_id = :id")


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
    connection: AsyncConnection,
    channel: str,
    sender_id: str,
    now: datetime,
    address: str | None = None,
) -> Conversation:
    """Find or create a conversation, and keep everyone else out until the transaction ends.

    Args:
        connection: inside the transaction.
        channel: names the channel.
        sender_id: the sender's name, or the keyed index of an address.
        now: real time.
        address: sealed; kept with a conversation that is created.
    """
    values = {"channel": channel, "sender_id": sender_id, "now": now, "address": address}
    row = (await connection.execute(_LOCK, values)).one()
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


async def forget(connection: AsyncConnection, conversation_id: int, now: datetime) -> None:
    """Delete all that was said and sent in a conversation before its newest message.

    Its address goes when the confirmation has gone out: `forget_addresses`.
    """
    newest = (await connection.execute(_NEWEST, {"id": conversation_id})).scalar_one()
    for statement in _FORGET:
        values = {"id": conversation_id, "newest": newest, "now": now}
        await connection.execute(statement, values)


async def forget_addresses(connection: AsyncConnection, before: datetime) -> int:
    """Make conversations nobody's that were erased before; return how many.

    What is left is a tombstone: that somebody asked for it, and when.
    """
    return (await connection.execute(_FORGET_ADDRESSES, {"before": before})).rowcount
