"""Rows that are over their time: counted, and removed in batches."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# Audiences that no campaign is at any more. A plan that was left lying ends with its last step.
_OVER = """
    SELECT id FROM reminder_audiences WHERE created_at < :before AND NOT EXISTS (
        SELECT FROM campaigns WHERE audience_id = reminder_audiences.id
            AND coalesce(ended_at, 'infinity') >= :before
            AND (status NOT IN ('draft', 'approved') OR campaigns.created_at >= :before
                OR EXISTS (
                    SELECT FROM campaign_steps
                    WHERE campaign_id = campaigns.id AND useful_until >= :before
                ))
    )
"""

# An open delivery is never removed, nor a conversation that has one; tickets keep theirs, the one
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
    "audience_uploads": f"audience_id IN ({_OVER})",
    "audience_verdicts": f"audience_id IN ({_OVER})",
    "reminder_recipients": "phone IS NOT NULL AND created_at < :before AND NOT EXISTS (SELECT"
    " FROM reminder_audience_members WHERE recipient_id = reminder_recipients.id"
    f" AND audience_id NOT IN ({_OVER}))",
}

# Counts and reports read these rows for good: only the number goes, and its name.
_BLANK: Mapping[str, str] = {
    "reminder_recipients": "UPDATE reminder_recipients SET phone = NULL,"
    " phone_index = 'expired-' || id, conversation_id = NULL",
}


async def count_older(connection: AsyncConnection, table: str, before: datetime) -> int:
    """Return how many rows of `table` were last written to before."""
    statement = text(f"SELECT count(*) FROM {table} WHERE {_OLDER[table]}")  # noqa: S608 - ours
    found: int = (await connection.execute(statement, {"before": before})).scalar_one()
    return found


async def remove_older(
    connection: AsyncConnection, table: str, before: datetime, limit: int
) -> int:
    """Remove at most `limit` of them, or what names a person in them; return how many."""
    statement = text(f"""
        {_BLANK.get(table, f"DELETE FROM {table}")} WHERE ctid = ANY(ARRAY(
            SELECT ctid FROM {table} WHERE {_OLDER[table]} LIMIT :limit
        ))
    """)  # noqa: S608 - the names above
    return (await connection.execute(statement, {"before": before, "limit": limit})).rowcount
