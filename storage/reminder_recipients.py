"""People who are reminded, and what stops it; whoever changes that locks the person's row."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_FIND_BY_CONVERSATION = text("""
    SELECT id FROM reminder_recipients WHERE conversation_id = :conversation_id
    UNION
    SELECT reminder_recipients.id FROM reminder_recipients
    JOIN conversations ON conversations.sender_id = phone_index AND conversations.channel = 'sms'
    WHERE conversations.id = :conversation_id
    ORDER BY id
""")
_FIND_BY_PHONE = text("SELECT id FROM reminder_recipients WHERE phone_index = :phone_index")

# Of a stop the first moment counts: it is the proof.
_MARK_LINKED = text("""
    UPDATE reminder_recipients SET linked_at = coalesce(linked_at, :now) WHERE id = :id
""")
_FIND_INDEXES = text("""
    SELECT phone_index FROM reminder_recipients WHERE id = ANY(:ids) AND phone IS NOT NULL
""")
# One that the provider may have is waited for: nobody could ask it any more.
_FORGET_ERASED = text("""
    UPDATE reminder_recipients
    SET phone = NULL, phone_index = 'erased-' || reminder_recipients.id, conversation_id = NULL
    FROM conversations
    WHERE channel = 'sms' AND sender_id = phone_index AND phone IS NOT NULL
        AND erased_at <= :before AND updated_at <= erased_at
        AND NOT EXISTS (
            SELECT FROM reminder_deliveries WHERE recipient_id = reminder_recipients.id
                AND (status = 'sending' OR status = 'unknown' AND settled_at IS NULL)
        )
""")
_SUPPRESS = text("""
    UPDATE reminder_recipients SET suppressed = given.code
    FROM unnest(CAST(:ids AS bigint[]), CAST(:codes AS text[])) AS given (id, code)
    WHERE reminder_recipients.id = given.id
""")
_CANCEL_AFTER_LINK = text("""
    UPDATE reminder_deliveries SET status = 'cancelled', reason = 'linked', settled_at = :now
    FROM campaigns
    WHERE recipient_id = :id AND reminder_deliveries.status = 'queued'
        AND campaigns.id = campaign_id AND CAST(campaigns.plan ->> 'ends_on_link' AS boolean)
""")


async def find_by_conversation(
    connection: AsyncConnection, conversation_id: int
) -> tuple[int, ...]:
    """Return who subscribed in a conversation, or is written to by text message in it."""
    values = {"conversation_id": conversation_id}
    return tuple((await connection.execute(_FIND_BY_CONVERSATION, values)).scalars())


async def find_by_phone(connection: AsyncConnection, phone_index: str) -> int | None:
    """Return the recipient with a number."""
    values = {"phone_index": phone_index}
    return (await connection.execute(_FIND_BY_PHONE, values)).scalar_one_or_none()


async def mark_linked(connection: AsyncConnection, recipient_id: int, now: datetime) -> int:
    """Keep that a person has linked; cancel what is queued and return how many that were."""
    values = {"id": recipient_id, "now": now}
    await connection.execute(_MARK_LINKED, values)
    return (await connection.execute(_CANCEL_AFTER_LINK, values)).rowcount


async def suppress(connection: AsyncConnection, codes: Sequence[tuple[int, str]]) -> None:
    """Keep that no message will ever arrive at these recipients, with the provider's code."""
    values = {"ids": [one for one, _ in codes], "codes": [code for _, code in codes]}
    await connection.execute(_SUPPRESS, values)


async def find_indexes(connection: AsyncConnection, ids: Sequence[int]) -> tuple[str, ...]:
    """Return the keyed names of recipients' numbers."""
    return tuple((await connection.execute(_FIND_INDEXES, {"ids": list(ids)})).scalars())


async def forget_erased(connection: AsyncConnection, before: datetime) -> int:
    """Forget the numbers whose text conversations were erased before; return how many.

    Before their conversations lose their names: those tell whose number it is.
    """
    return (await connection.execute(_FORGET_ERASED, {"before": before})).rowcount
