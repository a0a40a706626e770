"""People who are reminded, and what stops it; whoever changes that locks the person's row."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_FIND_BY_CONVERSATION = text("""
    SELECT id FROM reminder_recipients WHERE conversation_id = :conversation_id ORDER BY id
""")
_FIND_BY_PHONE = text("SELECT id FROM reminder_recipients WHERE phone_index = :phone_index")

# Of a stop the first moment counts: it is the proof.
_MARK_LINKED = text("""
    UPDATE reminder_recipients SET linked_at = coalesce(linked_at, :now) WHERE id = :id
""")
_MARK_OPTED_OUT = text("""
    UPDATE reminder_recipients SET opted_out_at = coalesce(opted_out_at, :now)
    WHERE phone_index = :phone_index RETURNING id
""")
_SUPPRESS = text("""
    UPDATE reminder_recipients SET suppressed = given.code
    FROM unnest(CAST(:ids AS bigint[]), CAST(:codes AS text[])) AS given (id, code)
    WHERE reminder_recipients.id = given.id
""")
_MARK_REFUSED = text("""
    UPDATE reminder_recipients SET opted_out_at = coalesce(opted_out_at, :now)
    WHERE id = ANY(:ids)
""")

_CANCEL_AFTER_LINK = text("""
    UPDATE reminder_deliveries SET status = 'cancelled', reason = 'linked', settled_at = :now
    FROM campaigns
    WHERE recipient_id = :id AND reminder_deliveries.status = 'queued'
        AND campaigns.id = campaign_id AND CAST(campaigns.plan ->> 'ends_on_link' AS boolean)
""")
_CANCEL = text("""
    UPDATE reminder_deliveries SET status = 'cancelled', reason = 'opted_out', settled_at = :now
    WHERE recipient_id = :id AND status = 'queued'
""")


async def find_by_conversation(
    connection: AsyncConnection, conversation_id: int
) -> tuple[int, ...]:
    """Return the recipients that subscribed in a conversation."""
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


async def mark_opted_out(connection: AsyncConnection, phone_index: str, now: datetime) -> int:
    """Keep that a number refuses messages; cancel what is queued and return how many that were."""
    marked = await connection.execute(_MARK_OPTED_OUT, {"phone_index": phone_index, "now": now})
    recipient_id = marked.scalar_one_or_none()
    if recipient_id is None:
        return 0
    return (await connection.execute(_CANCEL, {"id": recipient_id, "now": now})).rowcount


async def mark_refused(connection: AsyncConnection, ids: Sequence[int], now: datetime) -> None:
    """Keep that the provider says that these people refuse messages."""
    await connection.execute(_MARK_REFUSED, {"ids": list(ids), "now": now})


async def suppress(connection: AsyncConnection, codes: Sequence[tuple[int, str]]) -> None:
    """Keep that no message will ever arrive at these recipients, with the provider's code."""
    values = {"ids": [one for one, _ in codes], "codes": [code for _, code in codes]}
    await connection.execute(_SUPPRESS, values)
