"""Claims: what is known of the next reminders under lock, and what was decided about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.reminder_chunks import Chunk
from storage.reminder_subscriptions import ASKED_IN_CHAT

_TIMES = ARRAY(TIMESTAMP(timezone=True))

# The lock on the recipients is the point where a claim and a stop meet: one of them waits, and
# sees what the other has committed. (PostgreSQL reads a row again that it had to wait for.)
_LOCK_NEXT = text("""
    SELECT deliveries.id, deliveries.recipient_id, deliveries.days_before, deliveries.language,
        coalesce(recipients.phone, ''), recipients.linked_at IS NOT NULL,
        recipients.suppressed IS NOT NULL,
        recipients.reminded_on, recipients.reminded_by
    FROM reminder_deliveries AS deliveries
    JOIN reminder_recipients AS recipients ON recipients.id = deliveries.recipient_id
    WHERE deliveries.id BETWEEN :after AND :last_id AND deliveries.campaign_id = :campaign_id
        AND deliveries.status = 'queued' AND deliveries.send_at <= :now
    ORDER BY deliveries.id LIMIT :limit
    FOR UPDATE OF recipients
""")

# A statement of its own, after the locks: it sees everything that was committed before them.
_FIND_BARRED = text(f"""
    SELECT recipients.id,
        EXISTS (
            SELECT FROM optouts
            WHERE channel = 'sms' AND sender_id = recipients.phone_index AND ended_at IS NULL
        ),
        EXISTS (SELECT FROM do_not_call WHERE phone_index = recipients.phone_index),
        EXISTS (
            SELECT FROM reminder_audience_members
            WHERE audience_id = :audience_id AND recipient_id = recipients.id
                AND recipients.phone IS NOT NULL
        ),
        {ASKED_IN_CHAT}
    FROM reminder_recipients AS recipients WHERE recipients.id = ANY(:ids)
""")  # noqa: S608 - constants

_CLAIM = text("""
    WITH given AS (
        SELECT * FROM unnest(CAST(:ids AS bigint[]), CAST(:segments AS smallint[]))
            AS given (id, segments)
    ), claimed AS (
        UPDATE reminder_deliveries AS deliveries
        SET status = 'sending', attempts = attempts + 1, claimed_at = :real_now,
            segments = given.segments, reason = NULL
        FROM given WHERE deliveries.id = given.id AND deliveries.status = 'queued'
        RETURNING deliveries.id, deliveries.recipient_id, deliveries.attempts
    ), marked AS (
        UPDATE reminder_recipients SET reminded_on = :day, reminded_by = claimed.id
        FROM claimed WHERE reminder_recipients.id = claimed.recipient_id
    )
    SELECT id, attempts FROM claimed
""")

_PUT_ASIDE = text("""
    UPDATE reminder_deliveries AS deliveries
    SET status = given.status, reason = given.reason,
        send_at = coalesce(given.send_at, deliveries.send_at),
        settled_at = CASE WHEN given.status = 'cancelled' THEN :real_now END
    FROM unnest(
        CAST(:ids AS bigint[]), CAST(:statuses AS text[]), CAST(:reasons AS text[]), :send_ats
    ) AS given (id, status, reason, send_at)
    WHERE deliveries.id = given.id AND deliveries.status = 'queued'
""").bindparams(bindparam("send_ats", type_=_TIMES))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A queued reminder with its recipient, whose row is locked.

    `phone` is sealed; empty: it is gone, and so is the consent.
    """

    id: int
    recipient_id: int
    days_before: int
    language: str
    phone: str
    is_linked: bool
    is_suppressed: bool
    reminded_on: date | None
    reminded_by: int | None


@dataclass(frozen=True, slots=True)
class Bars:
    """What other tables say of a recipient."""

    has_opted_out: bool
    is_do_not_call: bool
    is_member: bool
    asked_in_chat: bool


@dataclass(frozen=True, slots=True)
class Aside:
    """A reminder that is not sent now: cancelled with a reason, or queued for later."""

    id: int
    status: str
    reason: str | None
    send_at: datetime | None


async def lock_next(
    connection: AsyncConnection, chunk: Chunk, after: int, now: datetime, limit: int
) -> tuple[Waiting, ...]:
    """Lock and return the next reminders of a chunk that are due, from the id `after` on."""
    values = {
        "after": after,
        "last_id": chunk.last_id,
        "campaign_id": chunk.campaign_id,
        "now": now,
        "limit": limit,
    }
    return tuple(Waiting(*row) for row in await connection.execute(_LOCK_NEXT, values))


async def find_bars(
    connection: AsyncConnection, audience_id: int, deadline: str, recipient_ids: Sequence[int]
) -> dict[int, Bars]:
    """Return what other tables say of recipients, by id; call it after the lock."""
    values = {"audience_id": audience_id, "deadline": deadline, "ids": list(recipient_ids)}
    rows = await connection.execute(_FIND_BARRED, values)
    return {recipient: Bars(*bars) for recipient, *bars in rows}


async def claim(
    connection: AsyncConnection, segments: Sequence[tuple[int, int]], real_now: datetime, day: date
) -> dict[int, int]:
    """Claim reminders, given with their segments; return the attempt of each, by id."""
    values = {
        "ids": [one for one, _ in segments],
        "segments": [count for _, count in segments],
        "real_now": real_now,
        "day": day,
    }
    rows = await connection.execute(_CLAIM, values)
    return {row.id: row.attempts for row in rows}


async def put_aside(
    connection: AsyncConnection, asides: Sequence[Aside], real_now: datetime
) -> None:
    """Cancel reminders or let them wait."""
    values = {
        "ids": [one.id for one in asides],
        "statuses": [one.status for one in asides],
        "reasons": [one.reason for one in asides],
        "send_ats": [one.send_at for one in asides],
        "real_now": real_now,
    }
    await connection.execute(_PUT_ASIDE, values)
