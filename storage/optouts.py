"""Opt-outs: kept by address, on every channel, with proof."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

CITIZEN, OFFICER, PROVIDER = "citizen", "officer", "provider"
"""Who can decide."""

BLOCKED = "blocked the bot"
"""The proof where a channel tells that the citizen did, without a word of theirs."""

_ADD = text("""
    INSERT INTO optouts (channel, sender_id, decided_at, decided_by, proof)
    VALUES (:channel, :sender_id, :now, :by, :proof)
    ON CONFLICT (channel, sender_id) WHERE ended_at IS NULL DO NOTHING
""")

# Here an opt-out and the claim of a reminder meet: one waits, and sees what the other committed.
_LOCK_REMINDED = text("""
    SELECT FROM reminder_recipients WHERE phone_index = :sender_id AND :channel = 'sms' FOR UPDATE
""")
_FIND_ADDRESS = text("SELECT channel, sender_id FROM conversations WHERE id = :conversation_id")

_END = text("""
    UPDATE optouts SET ended_at = :now, ended_by = :by, end_proof = :proof
    FROM conversations
    WHERE conversations.id = :conversation_id AND optouts.channel = conversations.channel
        AND optouts.sender_id = conversations.sender_id AND optouts.ended_at IS NULL
""")

_END_FOR = text("""
    UPDATE optouts SET ended_at = :now, ended_by = :by, end_proof = :proof
    WHERE channel = :channel AND sender_id = :sender_id AND ended_at IS NULL
""")

# Without words it began, without words it may end: a block, told by the channel or met on sending.
_END_BLOCK = text(f"""
    UPDATE optouts SET ended_at = :now, ended_by = :by, end_proof = :proof
    WHERE channel = :channel AND sender_id = :sender_id AND ended_at IS NULL
        AND (decided_by = '{PROVIDER}' OR decided_by = '{CITIZEN}' AND proof = '{BLOCKED}')
""")  # noqa: S608 - constants

_FIND = text("""
    SELECT optouts.decided_at, optouts.decided_by, optouts.proof FROM optouts
    JOIN conversations USING (channel, sender_id)
    WHERE conversations.id = :conversation_id AND optouts.ended_at IS NULL
""")

# The array is made first, so that both indexes serve.
_LIST_WAYS = text("""
    SELECT own.id, own.channel, own.citizen_id, optouts.decided_at, optouts.decided_by,
        optouts.proof
    FROM conversations AS own LEFT JOIN optouts ON optouts.channel = own.channel
        AND optouts.sender_id = own.sender_id AND optouts.ended_at IS NULL
    WHERE own.id = ANY(:ids) OR own.citizen_id = ANY(ARRAY(
        SELECT citizen_id FROM conversations WHERE id = ANY(:ids) AND citizen_id IS NOT NULL
    ))
    ORDER BY own.id
""")


@dataclass(frozen=True, slots=True)
class Proof:
    """Who decided, when, and what shows it; see `storage.models.OptoutRow`."""

    at: datetime
    by: str
    proof: str


@dataclass(frozen=True, slots=True)
class Way:
    """A conversation in which a citizen can be reached.

    Attributes:
        citizen_id: the same in all that one citizen has joined; None: in no other.
        optout: None: messages are welcome.
    """

    conversation_id: int
    channel: str
    citizen_id: int | None
    optout: Proof | None


async def add(connection: AsyncConnection, conversation_id: int, proof: Proof) -> bool:
    """Keep that the address of a conversation wants no more messages; False: it is known."""
    found = await connection.execute(_FIND_ADDRESS, {"conversation_id": conversation_id})
    address = found.one_or_none()
    if address is None:
        return False
    return await add_address(connection, address.channel, address.sender_id, proof)


async def add_address(
    connection: AsyncConnection, channel: str, sender_id: str, proof: Proof
) -> bool:
    """Keep that an address, with a conversation or without, wants no more; False: it is known.

    What was said in words takes the place of a block, so that unblocking does not end it.
    """
    values = {"channel": channel, "sender_id": sender_id, **_bind(proof)}
    await connection.execute(_LOCK_REMINDED, {"channel": channel, "sender_id": sender_id})
    if proof.by != PROVIDER and (proof.by, proof.proof) != (CITIZEN, BLOCKED):
        await connection.execute(_END_BLOCK, values)
    return (await connection.execute(_ADD, values)).rowcount > 0


async def end(connection: AsyncConnection, conversation_id: int, proof: Proof) -> bool:
    """Keep that it wants messages again; False: it had not opted out."""
    values = {"conversation_id": conversation_id, **_bind(proof)}
    return (await connection.execute(_END, values)).rowcount > 0


async def end_block(
    connection: AsyncConnection, channel: str, sender_id: str, proof: Proof
) -> bool:
    """Keep that an address can be reached again; what it said in words stays as it is."""
    values = {"channel": channel, "sender_id": sender_id, **_bind(proof)}
    return (await connection.execute(_END_BLOCK, values)).rowcount > 0


async def end_for(connection: AsyncConnection, channel: str, sender_id: str, proof: Proof) -> bool:
    """Keep that an address wants messages again; False: it had not opted out."""
    values = {"channel": channel, "sender_id": sender_id, **_bind(proof)}
    return (await connection.execute(_END_FOR, values)).rowcount > 0


async def find(connection: AsyncConnection, conversation_id: int) -> Proof | None:
    """Return the opt-out in force; None: messages are welcome."""
    row = (await connection.execute(_FIND, {"conversation_id": conversation_id})).one_or_none()
    return Proof(*row) if row else None


async def list_ways(
    connection: AsyncConnection, conversation_ids: Sequence[int]
) -> tuple[Way, ...]:
    """Return conversations and those that the same citizens joined with them, the oldest first."""
    rows = await connection.execute(_LIST_WAYS, {"ids": list(conversation_ids)})
    return tuple(Way(row[0], row[1], row[2], Proof(*row[3:]) if row[3] else None) for row in rows)


def _bind(proof: Proof) -> dict[str, object]:
    return {"now": proof.at, "by": proof.by, "proof": proof.proof}
