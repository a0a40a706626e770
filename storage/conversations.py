"""Conversations: found, and locked for a turn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Text, bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection

# A conversation that exists is locked without being rewritten. Of two first messages at once, one
# inserts and the other waits for it in ON CONFLICT; both end up with the row as it is after that.
_LOCK = text("""
    WITH existing AS (
        SELECT id, channel, sender_id, state, next_sequence, owner, ticket_id, citizen_id,
            busy_until
        FROM conversations
        WHERE channel = :channel AND sender_id = :sender_id
        FOR UPDATE
    ), created AS (
        INSERT INTO conversations (channel, sender_id, address, state, created_at, updated_at)
        SELECT :channel, :sender_id, :address, '{}', :now, :now
        WHERE NOT EXISTS (SELECT FROM existing)
        ON CONFLICT (channel, sender_id) DO UPDATE SET updated_at = excluded.updated_at
        RETURNING id, channel, sender_id, state, next_sequence, owner, ticket_id, citizen_id,
            busy_until
    )
    SELECT * FROM existing
    UNION ALL
    SELECT * FROM created
""").bindparams(bindparam("address", type_=Text))

_FIND = text("""
    SELECT id, channel, sender_id, state, next_sequence, owner, ticket_id, citizen_id, busy_until
    FROM conversations
    WHERE channel = :channel AND sender_id = :sender_id
""")

_LOCK_BY_ID = text("""
    SELECT id, channel, sender_id, state, next_sequence, owner, ticket_id, citizen_id, busy_until
    FROM conversations
    WHERE id = :id AND (erased_at IS NULL OR updated_at > erased_at) FOR UPDATE
""")

_HOLD = text("""
    SELECT id FROM conversations WHERE channel = :channel AND sender_id = :sender_id FOR SHARE
""")

_SET_OWNER = text("""
    UPDATE conversations SET owner = :owner, ticket_id = :ticket_id WHERE id = :id
""")

_SET_OWNER_OF_TICKET = text("""
    UPDATE conversations SET owner = :owner WHERE ticket_id = :ticket_id
""")

_LEAVE_TICKET = text("""
    UPDATE conversations SET owner = 'bot', ticket_id = NULL WHERE ticket_id = :ticket_id
""")

_MOVE_TICKET = text("""
    UPDATE conversations SET ticket_id = :into WHERE ticket_id = :ticket_id
""")

_LOCK_ALL = text("""
    SELECT id, channel, sender_id, state, next_sequence, owner, ticket_id, citizen_id, busy_until
    FROM conversations
    WHERE id = ANY(:ids) ORDER BY id FOR UPDATE
""")

_LOCK_ALL_IF_FREE = text("""
    SELECT id, channel, sender_id, state, next_sequence, owner, ticket_id, citizen_id, busy_until
    FROM conversations
    WHERE id = ANY(:ids) ORDER BY id FOR UPDATE SKIP LOCKED
""")

_FIND_CHANNEL = text("SELECT channel FROM conversations WHERE id = :id")

_FIND_ADDRESS = text("SELECT address FROM conversations WHERE id = :id")


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as its turn found it.

    Attributes:
        state: what the last turn left; empty at the first.
        next_sequence: the number the next message gets; its events get the ones after it.
        owner: bot or person; while it is a person the bot is silent.
        ticket_id: the live ticket that new messages join; None: there is none.
        citizen_id: the same in all conversations that one citizen has joined; None: in no other.
        busy_until: how many messages came in of late (`bot.conversation.message_rate`); None: none.
    """

    id: int
    channel: str
    sender_id: str
    state: dict[str, Any]
    next_sequence: int
    owner: str
    ticket_id: int | None
    citizen_id: int | None
    busy_until: datetime | None = None


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
    """Keep everyone else out of a conversation until the transaction ends.

    None: it is gone, or was erased and its citizen has not written since.
    """
    row = (await connection.execute(_LOCK_BY_ID, {"id": conversation_id})).one_or_none()
    return Conversation(*row) if row else None


async def lock_all(
    connection: AsyncConnection, conversation_ids: Sequence[int], *, waiting: bool = True
) -> tuple[Conversation, ...]:
    """Keep everyone else out of several conversations; those that are gone are left out.

    Not waiting: those that somebody else is at are left out too.
    """
    statement = _LOCK_ALL if waiting else _LOCK_ALL_IF_FREE
    rows = await connection.execute(statement, {"ids": list(conversation_ids)})
    return tuple(Conversation(*row) for row in rows)


async def set_owner(
    connection: AsyncConnection, conversation_id: int, owner: str, ticket_id: int | None
) -> None:
    """Say who answers in a conversation, and which ticket its messages join."""
    values = {"id": conversation_id, "owner": owner, "ticket_id": ticket_id}
    await connection.execute(_SET_OWNER, values)


async def set_owner_of_ticket(connection: AsyncConnection, ticket_id: int, owner: str) -> None:
    """Say who answers in the conversations whose messages join a ticket."""
    values = {"ticket_id": ticket_id, "owner": owner}
    await connection.execute(_SET_OWNER_OF_TICKET, values)


async def leave_ticket(connection: AsyncConnection, ticket_id: int) -> None:
    """Give the conversations of a ticket back to the bot; new messages join it no more."""
    await connection.execute(_LEAVE_TICKET, {"ticket_id": ticket_id})


async def move_ticket(connection: AsyncConnection, ticket_id: int, into: int) -> None:
    """Have the messages that would join a ticket join another."""
    await connection.execute(_MOVE_TICKET, {"ticket_id": ticket_id, "into": into})


async def find_address(connection: AsyncConnection, conversation_id: int) -> str | None:
    """Return where messages of a conversation go, sealed; None: they are fetched."""
    result = await connection.execute(_FIND_ADDRESS, {"id": conversation_id})
    address: str | None = result.scalar_one_or_none()
    return address


async def find_channel(connection: AsyncConnection, conversation_id: int) -> str | None:
    """Return the channel of a conversation; None: there is none."""
    channel: str | None = (
        await connection.execute(_FIND_CHANNEL, {"id": conversation_id})
    ).scalar_one_or_none()
    return channel


async def find(connection: AsyncConnection, channel: str, sender_id: str) -> Conversation | None:
    """Return a conversation as it stands, without locking it; None: there is none."""
    result = await connection.execute(_FIND, {"channel": channel, "sender_id": sender_id})
    row = result.one_or_none()
    return Conversation(*row) if row else None


async def hold(connection: AsyncConnection, channel: str, sender_id: str) -> bool:
    """Keep turns out of a conversation while it is read; False: there is none."""
    result = await connection.execute(_HOLD, {"channel": channel, "sender_id": sender_id})
    return result.one_or_none() is not None
