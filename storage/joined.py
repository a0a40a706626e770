"""Conversations that one citizen has joined, on whatever channels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# For statements about a person and not about one conversation of theirs.
OWN = """
    (own.id = :conversation_id OR own.citizen_id = (
        SELECT citizen_id FROM conversations WHERE id = :conversation_id
    ))
"""
"""SQL: `own` is this conversation or one that the same citizen has joined with it."""

_JOIN = text("UPDATE conversations SET citizen_id = :citizen_id WHERE id = ANY(:ids)")
_LEAVE = text("UPDATE conversations SET citizen_id = NULL WHERE id = :id")

# Without a lock: what another conversation has committed is true enough to go on from, and
# whoever waits for nobody can't end in a deadlock.
_LIST_OTHERS = text("""
    SELECT other.id, other.channel, other.state
    FROM conversations AS one JOIN conversations AS other USING (citizen_id)
    WHERE one.id = :id AND other.id <> one.id ORDER BY other.id
""")


@dataclass(frozen=True, slots=True)
class Other:
    """Another conversation of the same citizen, with what its last turn left."""

    id: int
    channel: str
    state: dict[str, Any]


async def join(connection: AsyncConnection, ids: Sequence[int], citizen_id: int) -> None:
    """Keep that conversations are one citizen's; each leaves what it had joined before."""
    await connection.execute(_JOIN, {"ids": list(ids), "citizen_id": citizen_id})


async def leave(connection: AsyncConnection, conversation_id: int) -> None:
    """Keep that a conversation stands by itself; the others stay as they are."""
    await connection.execute(_LEAVE, {"id": conversation_id})


async def list_others(connection: AsyncConnection, conversation_id: int) -> tuple[Other, ...]:
    """Return the other conversations of the same citizen."""
    rows = await connection.execute(_LIST_OTHERS, {"id": conversation_id})
    return tuple(Other(*row) for row in rows)
