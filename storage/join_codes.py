"""One-time codes that join conversations: one a conversation, kept as a keyed name."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_PUT = text("""
    INSERT INTO join_codes (conversation_id, digest, expires_at)
    VALUES (:conversation_id, :digest, :expires_at)
    ON CONFLICT (conversation_id) DO UPDATE
    SET digest = excluded.digest, expires_at = excluded.expires_at
""")
_FIND = text("""
    SELECT conversation_id FROM join_codes WHERE digest = :digest AND expires_at > :now
""")
_USE = text("""
    DELETE FROM join_codes
    WHERE digest = :digest AND expires_at > :now AND conversation_id = :conversation_id
""")


async def put(
    connection: AsyncConnection, conversation_id: int, digest: str, expires_at: datetime
) -> None:
    """Keep the code that a conversation shows from now on."""
    values = {"conversation_id": conversation_id, "digest": digest, "expires_at": expires_at}
    await connection.execute(_PUT, values)


async def find(connection: AsyncConnection, digest: str, now: datetime) -> int | None:
    """Return the conversation that shows a code; None: nobody does, or no longer."""
    found = await connection.execute(_FIND, {"digest": digest, "now": now})
    conversation_id: int | None = found.scalar_one_or_none()
    return conversation_id


async def use(
    connection: AsyncConnection, conversation_id: int, digest: str, now: datetime
) -> bool:
    """Use a code up; False: somebody was faster, or it is over."""
    values = {"conversation_id": conversation_id, "digest": digest, "now": now}
    return (await connection.execute(_USE, values)).rowcount > 0
