"""Opt-outs: kept by address, on every channel, with proof."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

CITIZEN, OFFICER, PROVIDER = "citizen", "officer", "provider"
"""Who can decide."""

_ADD = text("""
    INSERT INTO optouts (channel, sender_id, decided_at, decided_by, proof)
    SELECT channel, sender_id, :now, :by, :proof FROM conversations WHERE id = :conversation_id
    ON CONFLICT (channel, sender_id) WHERE ended_at IS NULL DO NOTHING
""")

_ADD_ADDRESS = text("""
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

_ADD_FOR = text("""
    INSERT INTO optouts (channel, sender_id, decided_at, decided_by, proof)
    VALUES (:channel, :sender_id, :now, :by, :proof)
    ON CONFLICT (channel, sender_id) WHERE ended_at IS NULL DO NOTHING
""")

_END_FOR = text("""
    UPDATE optouts SET ended_at = :now, ended_by = :by, end_proof = :proof
    WHERE channel = :channel AND sender_id = :sender_id AND ended_at IS NULL
""")

_FIND = text("""
    SELECT optouts.decided_at, optouts.decided_by, optouts.proof FROM optouts
    JOIN conversations USING (channel, sender_id)
    WHERE conversations.id = :conversation_id AND optouts.ended_at IS NULL
""")


@dataclass(frozen=True, slots=True)
class Proof:
    """Who decided, when, and what shows it; see `storage.models.OptoutRow`."""

    at: datetime
    by: str
    proof: str


async def add(connection: AsyncConnection, conversation_id: int, proof: Proof) -> bool:
    """Keep that the address of a conversation wants no more messages; False: it is known."""
    values = _bind(conversation_id, proof)
    found = await connection.execute(_FIND_ADDRESS, {"conversation_id": conversation_id})
    if (address := found.one_or_none()) is not None:
        await connection.execute(_LOCK_REMINDED, {"channel": address[0], "sender_id": address[1]})
    return (await connection.execute(_ADD, values)).rowcount > 0


async def add_address(
    connection: AsyncConnection, channel: str, sender_id: str, proof: Proof
) -> bool:
    """Keep that an address, with a conversation or without, wants no more; False: it is known."""
    address = {"channel": channel, "sender_id": sender_id}
    await connection.execute(_LOCK_REMINDED, address)
    values = address | {"now": proof.at, "by": proof.by, "proof": proof.proof}
    return (await connection.execute(_ADD_ADDRESS, values)).rowcount > 0


async def end(connection: AsyncConnection, conversation_id: int, proof: Proof) -> bool:
    """Keep that it wants messages again; False: it had not opted out."""
    values = _bind(conversation_id, proof)
    return (await connection.execute(_END, values)).rowcount > 0


async def add_for(connection: AsyncConnection, channel: str, sender_id: str, proof: Proof) -> bool:
    """Keep the same of an address that may never have written; False: it is known."""
    values = {"channel": channel, "sender_id": sender_id, **_bind(0, proof)}
    return (await connection.execute(_ADD_FOR, values)).rowcount > 0


async def end_for(connection: AsyncConnection, channel: str, sender_id: str, proof: Proof) -> bool:
    """Keep that an address wants messages again; False: it had not opted out."""
    values = {"channel": channel, "sender_id": sender_id, **_bind(0, proof)}
    return (await connection.execute(_END_FOR, values)).rowcount > 0


async def find(connection: AsyncConnection, conversation_id: int) -> Proof | None:
    """Return the opt-out in force; None: messages are welcome."""
    row = (await connection.execute(_FIND, {"conversation_id": conversation_id})).one_or_none()
    return Proof(*row) if row else None


def _bind(conversation_id: int, proof: Proof) -> dict[str, object]:
    return {
        "conversation_id": conversation_id,
        "now": proof.at,
        "by": proof.by,
        "proof": proof.proof,
    }
