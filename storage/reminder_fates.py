"""What became of claimed reminders: settled by who claimed them, by look-up, or by a receipt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.reminder_chunks import Chunk

_TIMES = ARRAY(TIMESTAMP(timezone=True))

# The attempt names the claim: whoever comes late with an older one changes nothing. What the
# provider did not take is not paid for.
_SETTLE = text("""
    WITH settled AS (
        UPDATE reminder_deliveries AS deliveries
        SET status = given.status, reason = given.reason,
            provider_id = coalesce(given.provider_id, deliveries.provider_id),
            send_at = coalesce(given.send_at, deliveries.send_at),
            settled_at = CASE WHEN given.is_final THEN CAST(:now AS timestamptz) END
        FROM unnest(
            CAST(:ids AS bigint[]), CAST(:attempts AS integer[]), CAST(:statuses AS text[]),
            CAST(:reasons AS text[]), CAST(:provider_ids AS text[]), :send_ats,
            CAST(:finals AS boolean[])
        ) AS given (id, attempts, status, reason, provider_id, send_at, is_final)
        WHERE deliveries.id = given.id AND deliveries.attempts = given.attempts
            AND deliveries.status IN ('sending', 'unknown')
        RETURNING deliveries.campaign_id, deliveries.segments, deliveries.status
    ), freed AS (
        SELECT campaign_id, sum(segments) AS segments FROM settled
        WHERE status IN ('queued', 'failed') GROUP BY campaign_id
    ), paid_back AS (
        UPDATE campaigns SET used_segments = used_segments - freed.segments
        FROM freed WHERE campaigns.id = freed.campaign_id
    )
    SELECT count(*) FROM settled
""").bindparams(bindparam("send_ats", type_=_TIMES))

_TAKE_DOUBTFUL = text("""
    UPDATE reminder_deliveries AS deliveries
    SET status = 'unknown', reason = coalesce(deliveries.reason, 'left_behind')
    FROM reminder_recipients AS recipients
    WHERE recipients.id = deliveries.recipient_id
        AND deliveries.id BETWEEN :first_id AND :last_id AND campaign_id = :campaign_id
        AND (status = 'sending' OR status = 'unknown' AND settled_at IS NULL)
        AND claimed_at < :before
    RETURNING deliveries.id, deliveries.recipient_id, deliveries.days_before, deliveries.language,
        recipients.phone, deliveries.attempts, deliveries.claimed_at
""")

# Ranks only rise: a receipt that comes late, twice or out of order changes nothing. One for a
# reminder that waits to be tried again tells that the provider did take it.
_RECEIVE = text("""
    UPDATE reminder_deliveries SET status = :status, reason = :reason, settled_at = :now,
        provider_id = coalesce(provider_id, :provider_id)
    WHERE id = :id AND (status IN ('sending', 'unknown') OR status = 'queued' AND attempts > 0
        OR status = 'sent' AND :status <> 'sent' OR status = 'failed' AND :status = 'delivered')
    RETURNING recipient_id
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of one claim.

    Attributes:
        attempt: which claim of the reminder.
        send_at: when it is to be tried again, business time.
        is_final: nothing more is to be done about it.
    """

    id: int
    attempt: int
    status: str
    reason: str | None = None
    provider_id: str | None = None
    send_at: datetime | None = None
    is_final: bool = True


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A claimed reminder nobody knows the fate of; `phone` is sealed."""

    id: int
    recipient_id: int
    days_before: int
    language: str
    phone: str
    attempt: int
    claimed_at: datetime


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the provider says later: sent, delivered or failed.

    Attributes:
        is_opt_out: the provider says that the person refuses messages.
    """

    delivery_id: int
    status: str
    reason: str | None = None
    provider_id: str | None = None
    is_opt_out: bool = False


async def settle(connection: AsyncConnection, fates: Sequence[Fate], now: datetime) -> int:
    """Say what became of claims; return how many were still open."""
    values = {
        "ids": [fate.id for fate in fates],
        "attempts": [fate.attempt for fate in fates],
        "statuses": [fate.status for fate in fates],
        "reasons": [fate.reason for fate in fates],
        "provider_ids": [fate.provider_id for fate in fates],
        "send_ats": [fate.send_at for fate in fates],
        "finals": [fate.is_final for fate in fates],
        "now": now,
    }
    return int((await connection.execute(_SETTLE, values)).scalar_one())


async def take_doubtful(
    connection: AsyncConnection, chunk: Chunk, before: datetime
) -> tuple[Doubtful, ...]:
    """Mark what was claimed before a moment and never settled as unknown, and return it."""
    values = {
        "first_id": chunk.first_id,
        "last_id": chunk.last_id,
        "campaign_id": chunk.campaign_id,
        "before": before,
    }
    return tuple(Doubtful(*row) for row in await connection.execute(_TAKE_DOUBTFUL, values))


async def receive(connection: AsyncConnection, receipt: Receipt, now: datetime) -> int | None:
    """Move a reminder's status forward; return its recipient, None: nothing was changed."""
    values = {
        "id": receipt.delivery_id,
        "status": receipt.status,
        "reason": receipt.reason,
        "provider_id": receipt.provider_id,
        "now": now,
    }
    return (await connection.execute(_RECEIVE, values)).scalar_one_or_none()
