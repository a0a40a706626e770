"""Chunks: runs of reminders that one job sends, looked at until nothing is left to do."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# Only so many at once: a pause or a stop takes hold after a few chunks, not after all.
_DEFER_DUE = text("""
    UPDATE reminder_chunks SET deferred = true
    WHERE id IN (
        SELECT reminder_chunks.id FROM reminder_chunks
        JOIN campaigns ON campaigns.id = campaign_id
        WHERE NOT done AND NOT deferred AND due_at <= :now AND campaigns.status <> 'draft'
        ORDER BY due_at, reminder_chunks.id
        LIMIT greatest(0, :most - (SELECT count(*) FROM reminder_chunks WHERE deferred))
        FOR UPDATE OF reminder_chunks SKIP LOCKED
    )
    RETURNING id
""")

# Whatever became of the job, such as an operator who removed it: the chunk is not lost with it.
_FREE_LOST = text("""
    UPDATE reminder_chunks SET deferred = false
    WHERE deferred AND NOT done AND NOT EXISTS (
        SELECT FROM procrastinate_jobs
        WHERE status IN ('todo', 'doing') AND args ->> 'chunk_id' = CAST(reminder_chunks.id AS text)
            AND task_name = :task
    )
""")

_FIND = text("""
    SELECT id, campaign_id, first_id, last_id FROM reminder_chunks WHERE id = :id AND NOT done
""")

_LEFT = text("""
    SELECT min(send_at) FILTER (WHERE status = 'queued'),
        count(*) FILTER (
            WHERE status = 'sending' OR status = 'unknown' AND settled_at IS NULL
        )
    FROM reminder_deliveries
    WHERE id BETWEEN :first_id AND :last_id AND campaign_id = :campaign_id
""")

_GIVE_BACK = text("""
    UPDATE reminder_chunks SET deferred = false, done = :done, due_at = :due_at WHERE id = :id
""")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of reminders; see `storage.models.ReminderChunkRow`."""

    id: int
    campaign_id: int
    first_id: int
    last_id: int


@dataclass(frozen=True, slots=True)
class Left:
    """What a chunk still holds.

    Attributes:
        next_at: when the first queued one is due, business time; None: none is queued.
        doubtful: how many may or may not have been taken by the provider.
    """

    next_at: datetime | None
    doubtful: int


async def take_due(connection: AsyncConnection, now: datetime, most: int) -> tuple[int, ...]:
    """Mark the next chunks as deferred and return them; `most` are deferred at any time."""
    taken = await connection.execute(_DEFER_DUE, {"now": now, "most": most})
    return tuple(sorted(taken.scalars()))


async def free_lost(connection: AsyncConnection, task: str) -> int:
    """Free chunks whose job is gone; return how many."""
    return (await connection.execute(_FREE_LOST, {"task": task})).rowcount


async def find(connection: AsyncConnection, chunk_id: int) -> Chunk | None:
    """Return a chunk; None: nothing is left to do in it."""
    row = (await connection.execute(_FIND, {"id": chunk_id})).one_or_none()
    return Chunk(*row) if row else None


async def find_left(connection: AsyncConnection, chunk: Chunk) -> Left:
    """Return what a chunk still holds."""
    values = {
        "first_id": chunk.first_id,
        "last_id": chunk.last_id,
        "campaign_id": chunk.campaign_id,
    }
    return Left(*(await connection.execute(_LEFT, values)).one())


async def give_back(
    connection: AsyncConnection, chunk_id: int, due_at: datetime, *, done: bool
) -> None:
    """Say that no job is at a chunk any more, and when it is to be looked at again."""
    values = {"id": chunk_id, "due_at": due_at, "done": done}
    await connection.execute(_GIVE_BACK, values)
