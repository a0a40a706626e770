"""Rows that are over their time: counted, and removed in batches."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# An open delivery is never removed, nor a conversation that has one; tickets keep theirs, the ticket
# that goes on keeps those merged into it, and reminders still to come keep theirs: a citizen may
# have asked years ahead.
_OLDER: Mapping[str, str] = {
    "conversations": "updated_at < :before AND NOT EXISTS (SELECT FROM deliveries"
    " WHERE conversation_id = conversations.id AND settled_at IS NULL)"
    " AND NOT EXISTS (SELECT FROM tickets WHERE conversation_id = conversations.id)"
    " AND NOT EXISTS (SELECT FROM reminder_subscriptions"
    " WHERE conversation_id = conversations.id AND next_at IS NOT NULL)",
    "events": "at < :before",
    "inbound_messages": "received_at < :before",
    "ticket_transcripts": "kept_at < :before",
    "deliveries": "settled_at < :before",
    "tickets": "status IN ('resolved', 'cancelled', 'merged') AND resolved_at < :before"
    " AND NOT EXISTS (SELECT FROM tickets AS survivor WHERE survivor.id = tickets.merged_into"
    " AND (survivor.resolved_at IS NULL OR survivor.resolved_at >= :before))",
    "console_sms": "sent_at < :before",
    "join_codes": "expires_at < :before",
    "join_tries": "began_at < :before",
    "request_counts": "minute < :before",
}


async def count_older(connection: AsyncConnection, table: str, before: datetime) -> int:
    """Return how many rows of `table` were last written to before."""
    statement = text(f"SELECT count(*) FROM {table} WHERE {_OLDER[table]}")  # noqa: S608 - ours
    found: int = (await connection.execute(statement, {"before": before})).scalar_one()
    return found


async def remove_older(
    connection: AsyncConnection, table: str, before: datetime, limit: int
) -> int:
    """Remove at most `limit` of them, and return how many."""
    statement = text(f"""
        DELETE FROM {table} WHERE ctid = ANY(ARRAY(
            SELECT ctid FROM {table} WHERE {_OLDER[table]} LIMIT :limit
        ))
    """)  # noqa: S608 - the names above
    return (await connection.execute(statement, {"before": before, "limit": limit})).rowcount
