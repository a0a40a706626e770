"""What reports are made of: the tickets opened in a period, and what went on around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_OPENED = text("""
    SELECT tickets.id, opened_at, first_replied_at, resolved_at, status, channel, category,
        priority, language, reason, rating,
        EXISTS (
            SELECT FROM ticket_changes AS change
            WHERE change.ticket_id = tickets.id AND change.kind = 'escalated'
        )
    FROM tickets WHERE opened_at >= :since AND opened_at < :until ORDER BY opened_at, id
""")
# The ids of a period lie together: between the first and the last of them an index leads to all.
_PAUSES = text("""
    WITH opened AS MATERIALIZED (
        SELECT id FROM tickets WHERE opened_at >= :since AND opened_at < :until
    )
    SELECT pause.ticket_id, pause.started_at, pause.ended_at
    FROM ticket_pauses AS pause JOIN opened ON opened.id = pause.ticket_id
    WHERE pause.ticket_id BETWEEN (SELECT min(id) FROM opened) AND (SELECT max(id) FROM opened)
""")
# Each half is answered by the index alone.
_BACKLOG = text("""
    SELECT (SELECT count(*) FROM tickets WHERE resolved_at >= :since AND opened_at < :since)
        + (SELECT count(*) FROM tickets WHERE resolved_at IS NULL AND opened_at < :since)
""")
_SETTLED = text("""
    SELECT (resolved_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day, count(*) AS settled
    FROM tickets WHERE resolved_at >= :since AND resolved_at < :until GROUP BY day
""")
_HEARD = text("""
    WITH heard AS (
        SELECT conversation_id, count(*) AS messages,
            count(*) FILTER (WHERE outcome = ANY(:missed)) AS missed
        FROM inbound_messages
        WHERE business_at >= :since AND business_at < :until AND text NOT LIKE '/external%'
        GROUP BY conversation_id
    ), handed_over AS (
        SELECT DISTINCT conversation_id FROM tickets
        WHERE opened_at >= :since AND opened_at < :until
    )
    SELECT coalesce(sum(messages), 0)::bigint, coalesce(sum(missed), 0)::bigint, count(*),
        count(handed_over.conversation_id)
    FROM heard LEFT JOIN handed_over USING (conversation_id)
""")
# Messages of a period lie together, which the planner does not reckon with: it would read them all.
_BY_BLOCKS = text("SELECT set_config('enable_seqscan', 'off', true)")
_AS_BEFORE = text("SELECT set_config('enable_seqscan', 'on', true)")
_THUMBS = text("""
    SELECT count(*) FILTER (WHERE rating = 'up'), count(*) FILTER (WHERE rating = 'down')
    FROM ratings WHERE rated_at >= :since AND rated_at < :until
""")


class Opened(NamedTuple):
    """A ticket of the period, of which there are many; see `storage.models.TicketRow`."""

    id: int
    opened_at: datetime
    first_replied_at: datetime | None
    resolved_at: datetime | None
    status: str
    channel: str
    category: str
    priority: str
    language: str
    reason: str
    rating: int | None
    was_late: bool


class Pause(NamedTuple):
    """A time in which a ticket's clock stood still; no end: it still does."""

    ticket_id: int
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Heard:
    """What citizens wrote: messages, those missed, conversations, those that opened a ticket."""

    messages: int
    missed: int
    conversations: int
    with_ticket: int


@dataclass(frozen=True, slots=True)
class Thumbs:
    """What citizens thought of the bot's answers."""

    up: int
    down: int


@dataclass(frozen=True, slots=True)
class Period:
    """From a moment on, until before another; business time."""

    since: datetime
    until: datetime

    def values(self) -> dict[str, datetime]:
        """Return it as statements take it."""
        return {"since": self.since, "until": self.until}


async def list_opened(connection: AsyncConnection, period: Period) -> tuple[Opened, ...]:
    """Return the tickets that were opened in a period, the first first."""
    return tuple(map(Opened._make, await connection.execute(_OPENED, period.values())))


async def list_pauses(connection: AsyncConnection, period: Period) -> tuple[Pause, ...]:
    """Return when the clocks of these tickets stood still."""
    return tuple(map(Pause._make, await connection.execute(_PAUSES, period.values())))


async def count_backlog(connection: AsyncConnection, period: Period) -> int:
    """Return how many tickets were open when the period began."""
    values = {"since": period.since}
    return int((await connection.execute(_BACKLOG, values)).scalar_one())


async def count_settled(connection: AsyncConnection, period: Period) -> Mapping[date, int]:
    """Return how many tickets were settled on each day, whenever they were opened."""
    rows = await connection.execute(_SETTLED, period.values())
    return {row.day: int(row.settled) for row in rows}


async def count_heard(connection: AsyncConnection, period: Period, missed: Sequence[str]) -> Heard:
    """Return what citizens wrote in a period; `missed` are the outcomes that count as such."""
    values = {**period.values(), "missed": list(missed)}
    await connection.execute(_BY_BLOCKS)
    heard = Heard(*(await connection.execute(_HEARD, values)).one())
    await connection.execute(_AS_BEFORE)
    return heard


async def count_thumbs(connection: AsyncConnection, since: datetime, until: datetime) -> Thumbs:
    """Return how answers were rated between two moments of real time."""
    return Thumbs(*(await connection.execute(_THUMBS, {"since": since, "until": until})).one())
