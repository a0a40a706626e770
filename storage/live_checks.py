"""Live checks: begun in a turn, moved on by a job, cancelled by a word."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Text, bindparam, text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncConnection

_AWARE = TIMESTAMP(timezone=True)

_BEGIN = text("""
    INSERT INTO live_checks (conversation_id, consent_id, number, started_at, next_at)
    VALUES (:conversation_id, :consent_id, :number, :now, :now)
    RETURNING id
""")

_FIND = text("""
    SELECT id, conversation_id, consent_id, number, status, step, secret, user_code, address,
        interval_seconds, failures, looks, started_at, next_at, expires_at, outcome, result
    FROM live_checks WHERE id = :id
""")

_MOVE = text("""
    UPDATE live_checks SET
        step = step + 1, status = :status, secret = :secret, user_code = :user_code,
        address = :address, interval_seconds = :interval_seconds, failures = :failures,
        looks = :looks, next_at = :next_at, expires_at = :expires_at, outcome = :outcome,
        result = :result, ended_at = CASE WHEN :outcome IS NULL THEN NULL
            ELSE coalesce(ended_at, :now) END
    WHERE id = :id AND step = :step
""").bindparams(
    *(bindparam(name, type_=Text) for name in ("secret", "user_code", "address", "outcome")),
    bindparam("result", type_=Text),
    bindparam("expires_at", type_=_AWARE),
    bindparam("now", type_=_AWARE),
)

# Whoever is at work on it finds the step gone, and gives back what it holds.
_CANCEL = text("""
    UPDATE live_checks SET
        step = step + 1, result = NULL, next_at = :now,
        ended_at = coalesce(ended_at, :now),
        outcome = CASE WHEN status IN ('told', 'closed') THEN outcome ELSE 'withdrawn' END,
        status = CASE WHEN status = 'closed' THEN status ELSE 'told' END
    WHERE conversation_id = :conversation_id AND (status <> 'closed' OR result IS NOT NULL)
    RETURNING id
""")

# A conversation that was erased counts from one again.
_RELEASE_NUMBERS = text("""
    UPDATE live_checks SET number = -id WHERE conversation_id = :conversation_id AND number > 0
""")

_LIST_OVERDUE = text("""
    SELECT id FROM live_checks WHERE status <> 'closed' AND next_at <= :before
    ORDER BY next_at LIMIT :limit
""")

_FORGET_RESULTS = text("""
    UPDATE live_checks SET result = NULL
    WHERE result IS NOT NULL AND ended_at < :before AND status IN ('told', 'closed')
""")


@dataclass(frozen=True, slots=True)
class LiveCheck:
    """A live check as its step found it; see `storage.models.LiveCheckRow`."""

    id: int
    conversation_id: int
    consent_id: int
    number: int
    status: str
    step: int
    secret: str | None
    user_code: str | None
    address: str | None
    interval_seconds: int
    failures: int
    looks: int
    started_at: datetime
    next_at: datetime
    expires_at: datetime | None
    outcome: str | None
    result: str | None


async def begin(
    connection: AsyncConnection, conversation_id: int, consent_id: int, number: int, now: datetime
) -> int:
    """Keep a new check, and return its id."""
    values = {
        "conversation_id": conversation_id,
        "consent_id": consent_id,
        "number": number,
        "now": now,
    }
    return int((await connection.execute(_BEGIN, values)).scalar_one())


async def find(connection: AsyncConnection, check_id: int) -> LiveCheck | None:
    """Return a check; None: its conversation was erased."""
    row = (await connection.execute(_FIND, {"id": check_id})).one_or_none()
    return LiveCheck(*row) if row else None


async def move(connection: AsyncConnection, to: LiveCheck, now: datetime) -> bool:
    """Store a check one step on; False: somebody else has moved it, or it is gone."""
    values = {
        name: getattr(to, name)
        for name in LiveCheck.__slots__
        if name not in {"conversation_id", "consent_id", "number", "started_at"}
    }
    return (await connection.execute(_MOVE, {**values, "now": now})).rowcount > 0


async def cancel(
    connection: AsyncConnection, conversation_id: int, now: datetime
) -> tuple[int, ...]:
    """End a conversation's checks and forget what they found; return those to clear up."""
    values = {"conversation_id": conversation_id, "now": now}
    return tuple((await connection.execute(_CANCEL, values)).scalars())


async def release_numbers(connection: AsyncConnection, conversation_id: int) -> None:
    """Let a conversation that has forgotten its checks count them from one again."""
    await connection.execute(_RELEASE_NUMBERS, {"conversation_id": conversation_id})


async def list_overdue(
    connection: AsyncConnection, before: datetime, limit: int
) -> tuple[int, ...]:
    """Return checks whose next step should have been taken before."""
    return tuple(
        (await connection.execute(_LIST_OVERDUE, {"before": before, "limit": limit})).scalars()
    )


async def forget_results(connection: AsyncConnection, ended_before: datetime) -> int:
    """Delete what was found by checks that ended before; return how many."""
    return (await connection.execute(_FORGET_RESULTS, {"before": ended_before})).rowcount
