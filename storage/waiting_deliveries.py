"""Which conversations have a delivery that is due."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# Whoever queues one sends it at once; one that was tried already waits for nobody else.
_LIST_WAITING = text("""
    SELECT conversation_id FROM deliveries AS next
    WHERE channel = ANY(:channels) AND settled_at IS NULL AND status IN ('queued', 'unknown')
    AND send_at <= CASE WHEN attempts = 0 THEN :before ELSE :now END
    AND NOT EXISTS (
        SELECT FROM deliveries AS earlier
        WHERE earlier.conversation_id = next.conversation_id AND earlier.settled_at IS NULL
        AND earlier.id < next.id
    )
    ORDER BY purpose = ANY(:answers) DESC, send_at LIMIT :limit
""")


async def list_waiting(
    connection: AsyncConnection,
    channels: Sequence[str],
    answers: Sequence[str],
    before: datetime,
    now: datetime,
    limit: int,
) -> tuple[int, ...]:
    """Return conversations whose next delivery is due, those that wait for an answer first.

    Args:
        connection: inside a transaction.
        channels: those that this process can send on.
        answers: purposes of what a citizen waits for.
        before: what was never tried must have been due before.
        now: real time.
        limit: at most so many.
    """
    values = {
        "channels": list(channels),
        "answers": list(answers),
        "before": before,
        "now": now,
        "limit": limit,
    }
    return tuple((await connection.execute(_LIST_WAITING, values)).scalars())
