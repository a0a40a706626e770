"""Later work, deferred in the transaction of the rows it belongs to."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Text, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncConnection

# Procrastinate's own function. A job whose queueing lock waits already is the same work: not twice.
_DEFER = text("""
    SELECT procrastinate_defer_jobs_v1(ARRAY[
        (:queue, :task, 0, :lock, :key, :arguments, :at)::procrastinate_job_to_defer_v1
    ])
    WHERE NOT EXISTS (
        SELECT FROM procrastinate_jobs WHERE queueing_lock = :key AND status = 'todo'
    )
""").bindparams(
    bindparam("key", type_=Text),
    bindparam("lock", type_=Text),
    bindparam("arguments", type_=JSONB),
    bindparam("at", type_=TIMESTAMP(timezone=True)),
)


async def defer(  # noqa: PLR0913 - each is one property of a job
    connection: AsyncConnection,
    task: str,
    arguments: Mapping[str, Any],
    *,
    queue: str = "default",
    key: str | None = None,
    lock: str | None = None,
    at: datetime | None = None,
) -> None:
    """Have a worker run a task once this transaction is committed.

    Args:
        connection: inside the transaction.
        task: its name in `bot.jobs`.
        arguments: what it is called with, plain JSON.
        queue: `default`, or that of a provider, which runs one job at a time.
        key: of two waiting jobs with one key only the first is kept; None: every one is kept.
        lock: of all jobs with one lock, in all workers, one runs at a time; None: no such limit.
        at: not before, in real time; None: at once.
    """
    values = {
        "queue": queue,
        "task": task,
        "arguments": dict(arguments),
        "key": key,
        "lock": lock,
        "at": at,
    }
    await connection.execute(_DEFER, values)
