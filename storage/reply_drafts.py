"""Replies that somebody has begun."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# A ticket may be gone by the time that its page keeps what is written there.
_PUT = text("""
    INSERT INTO reply_drafts (staff_id, ticket_id, text, updated_at)
    SELECT :staff_id, id, :text, :now FROM tickets WHERE id = :ticket_id FOR KEY SHARE
    ON CONFLICT (staff_id, ticket_id)
    DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at
""")
_FIND = text("SELECT text FROM reply_drafts WHERE staff_id = :staff_id AND ticket_id = :ticket_id")
_DROP_ALL = text("DELETE FROM reply_drafts WHERE ticket_id = :ticket_id")
_DROP = text("DELETE FROM reply_drafts WHERE staff_id = :staff_id AND ticket_id = :ticket_id")


async def put(
    connection: AsyncConnection, staff_id: int, ticket_id: int, draft: str, now: datetime
) -> None:
    """Keep a draft; an empty one is dropped, one for a ticket that is gone is not kept."""
    values = {"staff_id": staff_id, "ticket_id": ticket_id}
    if draft.strip():
        await connection.execute(_PUT, values | {"text": draft, "now": now})
    else:
        await connection.execute(_DROP, values)


async def find(connection: AsyncConnection, staff_id: int, ticket_id: int) -> str:
    """Return the draft; empty: there is none."""
    values = {"staff_id": staff_id, "ticket_id": ticket_id}
    found: str | None = (await connection.execute(_FIND, values)).scalar_one_or_none()
    return found or ""


async def drop(connection: AsyncConnection, staff_id: int, ticket_id: int) -> None:
    """Forget a draft."""
    await connection.execute(_DROP, {"staff_id": staff_id, "ticket_id": ticket_id})


async def drop_all(connection: AsyncConnection, ticket_id: int) -> None:
    """Forget what anybody has begun to write in a ticket."""
    await connection.execute(_DROP_ALL, {"ticket_id": ticket_id})
