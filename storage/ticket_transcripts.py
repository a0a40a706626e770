"""What was said before a ticket was opened: kept once more without marks, to be found by."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_ADD = text("""
    INSERT INTO ticket_transcripts (ticket_id, folded, kept_at)
    VALUES (:ticket_id, :folded, :kept_at)
""")


async def add(connection: AsyncConnection, ticket_id: int, folded: str, kept_at: datetime) -> None:
    """Keep the words of a ticket's transcript; `kept_at` is real time."""
    values = {"ticket_id": ticket_id, "folded": folded, "kept_at": kept_at}
    await connection.execute(_ADD, values)
