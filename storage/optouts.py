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

_END = text("""
    UPDATE optouts SET ended_at = :now, ended_by = :by, end_proof = :proof
    FROM conversations
    WHERE conversations.id = :conversation_id AND optouts.channel = conversations.channel
        AND optouts.sender_id = conversations.sender_id AND optouts.ended_at IS NULL
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
    return (await connection.execute(_ADD, values)).rowcount > 0


async def end(connection: AsyncConnection, conversation_id: int, proof: Proof) -> bool:
    """Keep that it wants messages again; False: it had not opted out."""
    values = _bind(conversation_id, proof)
    return (await connection.execute(_END, values)).rowcount > 0


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
