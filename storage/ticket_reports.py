"""What reports are made of: the tickets opened in a period, and what went on around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

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
_PAUSES = text("""
    SELECT pause.ticket_id, pause.started_at, pause.ended_at
    FROM ticket_pauses AS pause JOIN tickets ON tickets.id = pause.ticket_id
    WHERE tickets.opened_at >= :since AND tickets.opened_at < :until
""")
# Each half is answered by the index alone.
_BACKLOG = text("""
    SELECT (SELECT count(*) FROM tickets WHERE resolved_at >= :since AND opened_at < :since)
        + (SELECT count(*) FROM tickets WHERE resolved_at IS NULL AND opened_at < :since)
""")
_SETTLED = text("""
    SELECT resolved_at FROM tickets WHERE resolved_at >= :since AND resolved_at < :until
""")
_HEARD = text("""
    WITH heard AS (
        SELECT conversation_id, outcome FROM inbound_messages
        WHERE business_at >= :since AND business_at < :until AND text NOT LIKE '/external%'
    ), handed_over AS (
        SELECT DISTINCT conversation_id FROM tickets
        WHERE opened_at >= :since AND opened_at < :until
    )
    SELECT count(*), count(*) FILTER (WHERE outcome = ANY(:missed)),
        count(DISTINCT heard.conversation_id), count(DISTINCT handed_over.conversation_id)
    FROM heard LEFT JOIN handed_over ON handed_over.conversation_id = heard.conversation_id
""")
_THUMBS = text("""
    SELECT count(*) FILTER (WHERE rating = 'up'), count(*) FILTER (WHERE rating = 'down')
    FROM ratings WHERE rated_at >= :since AND rated_at < :until
""")


@dataclass(frozen=True, slots=True)
class Opened:
    """A ticket of the period; see `storage.models.TicketRow`."""

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


@dataclass(frozen=True, slots=True)
class Pause:
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
    return tuple(Opened(*row) for row in await connection.execute(_OPENED, period.values()))


async def list_pauses(connection: AsyncConnection, period: Period) -> tuple[Pause, ...]:
    """Return when the clocks of these tickets stood still."""
    return tuple(Pause(*row) for row in await connection.execute(_PAUSES, period.values()))


async def count_backlog(connection: AsyncConnection, period: Period) -> int:
    """Return how many tickets were open when the period began."""
    values = {"since": period.since}
    return int((await connection.execute(_BACKLOG, values)).scalar_one())


async def list_settled(connection: AsyncConnection, period: Period) -> Sequence[datetime]:
    """Return when tickets were settled in a period, whenever they were opened."""
    return list((await connection.execute(_SETTLED, period.values())).scalars())


async def count_heard(connection: AsyncConnection, period: Period, missed: Sequence[str]) -> Heard:
    """Return what citizens wrote in a period; `missed` are the outcomes that count as such."""
    values = {**period.values(), "missed": list(missed)}
    return Heard(*(await connection.execute(_HEARD, values)).one())


async def count_thumbs(connection: AsyncConnection, since: datetime, until: datetime) -> Thumbs:
    """Return how answers were rated between two moments of real time."""
    return Thumbs(*(await connection.execute(_THUMBS, {"since": since, "until": until})).one())
