"""What the local SMS provider keeps instead of sending it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# A demo's message lost by a power cut is no loss: not waiting for the disk makes a thousand a
# second.
_ADD = text("""
    WITH fast AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
    INSERT INTO console_sms (delivery_id, masked_address, body, sent_at)
    SELECT :delivery_id, :masked_address, :body, :sent_at FROM fast
    ON CONFLICT (delivery_id) DO NOTHING
""")

_FIND = text("SELECT sent_at FROM console_sms WHERE delivery_id = :delivery_id")

_TAKE_UNREPORTED = text("""
    UPDATE console_sms SET reported_at = :now
    WHERE delivery_id IN (
        SELECT delivery_id FROM console_sms WHERE reported_at IS NULL
        ORDER BY delivery_id LIMIT :limit FOR UPDATE SKIP LOCKED
    )
    RETURNING delivery_id
""")

_LIST_NEWEST = text("""
    SELECT delivery_id, masked_address, body, sent_at, reported_at FROM console_sms
    ORDER BY delivery_id DESC LIMIT :limit
""")


@dataclass(frozen=True, slots=True)
class ConsoleSms:
    """A text message; see `storage.models.ConsoleSmsRow`."""

    delivery_id: int
    masked_address: str
    body: str
    sent_at: datetime
    reported_at: datetime | None = None


async def add(connection: AsyncConnection, message: ConsoleSms) -> None:
    """Keep a message; the same delivery again is the same message."""
    values = {
        "delivery_id": message.delivery_id,
        "masked_address": message.masked_address,
        "body": message.body,
        "sent_at": message.sent_at,
    }
    await connection.execute(_ADD, values)


async def exists(connection: AsyncConnection, delivery_id: int) -> bool:
    """Tell whether a delivery was taken."""
    found = await connection.execute(_FIND, {"delivery_id": delivery_id})
    return found.one_or_none() is not None


async def take_unreported(
    connection: AsyncConnection, limit: int, now: datetime
) -> tuple[int, ...]:
    """Return deliveries whose arrival is to be told now; each is returned once."""
    found = await connection.execute(_TAKE_UNREPORTED, {"limit": limit, "now": now})
    return tuple(found.scalars())


async def list_newest(connection: AsyncConnection, limit: int) -> tuple[ConsoleSms, ...]:
    """Return what was sent last, the newest first."""
    rows = await connection.execute(_LIST_NEWEST, {"limit": limit})
    return tuple(ConsoleSms(*row) for row in rows)
