"""Ratings: what citizens thought of the answers."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# The reason comes with a second press and must not be lost by a third without one.
_PUT = text("""
    INSERT INTO ratings (
        conversation_id, answer, rating, reason, language, content, rated_at
    ) VALUES (
        :conversation_id, :answer, :rating, :reason, :language, :content, :rated_at
    )
    ON CONFLICT (conversation_id, answer) DO UPDATE SET
        rating = excluded.rating,
        reason = CASE WHEN excluded.rating = ratings.rating
            THEN coalesce(excluded.reason, ratings.reason) ELSE excluded.reason END,
        language = excluded.language, content = excluded.content, rated_at = excluded.rated_at
""")

_COUNT = text("""
    SELECT answer, count(*) FILTER (WHERE rating = 'up') AS ups,
        count(*) FILTER (WHERE rating = 'down') AS downs,
        coalesce(array_agg(reason) FILTER (WHERE reason IS NOT NULL), '{}') AS reasons
    FROM ratings GROUP BY answer ORDER BY downs DESC, answer LIMIT :limit
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One thumb; `answer` names the wording, `content` the version of the content."""

    answer: str
    rating: str
    reason: str | None
    language: str
    content: str
    rated_at: datetime


@dataclass(frozen=True, slots=True)
class RatingCount:
    """How one wording was rated, with the reasons given."""

    answer: str
    ups: int
    downs: int
    reasons: tuple[str, ...]


async def put(connection: AsyncConnection, conversation_id: int, rating: Rating) -> None:
    """Store a rating; the newest of a conversation for a wording counts."""
    values = {
        "conversation_id": conversation_id,
        "answer": rating.answer,
        "rating": rating.rating,
        "reason": rating.reason,
        "language": rating.language,
        "content": rating.content,
        "rated_at": rating.rated_at,
    }
    await connection.execute(_PUT, values)


async def list_counts(connection: AsyncConnection, limit: int) -> tuple[RatingCount, ...]:
    """Return the wordings that were rated, the worst first."""
    rows = await connection.execute(_COUNT, {"limit": limit})
    return tuple(RatingCount(row.answer, row.ups, row.downs, tuple(row.reasons)) for row in rows)
