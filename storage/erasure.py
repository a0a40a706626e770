"""Conversations that their citizens have erased."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_ERASE = text("""
    DELETE FROM conversations WHERE channel = :channel AND sender_id = :sender_id
""")

# What is left of a conversation: that its citizen asked for this, in its newest turn.
_FORGET = (
    text("""
        DELETE FROM inbound_messages WHERE conversation_id = :id AND sequence < :newest
    """),
    text("DELETE FROM events WHERE conversation_id = :id AND sequence < :newest"),
    text("DELETE FROM ratings WHERE conversation_id = :id"),
    text("DELETE FROM deliveries WHERE conversation_id = :id"),
    text("DELETE FROM join_codes WHERE conversation_id = :id"),
    text("UPDATE conversations SET erased_at = :now, citizen_id = NULL WHERE id = :id"),
    text("DELETE FROM tickets WHERE conversation_id = :id"),
    text("DELETE FROM ticket_messages WHERE conversation_id = :id"),
    text("UPDATE conversations SET owner = 'bot' WHERE id = :id AND ticket_id IS NULL"),
    text("""
        DELETE FROM procrastinate_jobs
        WHERE task_name = 'tell_conversation' AND status = 'todo'
            AND (args ->> 'conversation_id')::bigint = :id
    """),
)

# The name goes too: without it nobody can tell that it was this number. Who has written again
# since is not forgotten.
_FORGET_ADDRESSES = text("""
    UPDATE conversations SET address = NULL, sender_id = 'erased-' || id
    WHERE erased_at <= :before AND updated_at <= erased_at AND sender_id <> 'erased-' || id
        AND NOT EXISTS (
            SELECT FROM deliveries
            WHERE deliveries.conversation_id = conversations.id AND settled_at IS NULL
        )
        AND NOT EXISTS (SELECT FROM reminder_recipients WHERE channel = 'sms'
            AND phone_index = sender_id)
""")

_NEWEST = text("SELECT max(sequence) FROM inbound_messages WHERE conversation_id = :id")


async def erase(connection: AsyncConnection, channel: str, sender_id: str) -> bool:
    """Delete a conversation with its messages and events; False: there was none."""
    result = await connection.execute(_ERASE, {"channel": channel, "sender_id": sender_id})
    return result.rowcount > 0


async def forget(connection: AsyncConnection, conversation_id: int, now: datetime) -> None:
    """Delete all that was said and sent in a conversation before its newest message.

    Its tickets are parted before from those of others (`bot.services.tickets.erasing`), its
    address goes when the confirmation has gone out: `forget_addresses`.
    """
    newest = (await connection.execute(_NEWEST, {"id": conversation_id})).scalar_one()
    for statement in _FORGET:
        values = {"id": conversation_id, "newest": newest, "now": now}
        await connection.execute(statement, values)


async def forget_addresses(connection: AsyncConnection, before: datetime) -> int:
    """Make conversations nobody's that were erased before; return how many.

    What is left is a tombstone: that somebody asked for it, and when.
    """
    return (await connection.execute(_FORGET_ADDRESSES, {"before": before})).rowcount
