"""The queue: which tickets wait for an officer, in which order, and what the clock has reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tickets import COLUMNS, Ticket

# Tickets at risk come first, the one that is due first before the others, however urgent those
# are: only finitely many can be due before a ticket, so each one's turn comes.
ORDER = """
    CASE WHEN tickets.warn_at <= :now THEN 0 ELSE 1 END,
    CASE WHEN tickets.warn_at <= :now THEN tickets.due_at END,
    CASE tickets.priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 ELSE 2 END,
    tickets.opened_at, tickets.id
"""
FREE = """
    tickets.status = 'open'
    AND (tickets.assignee_id IS NULL OR tickets.claimed_until < :real_now)
"""

_LIST_FREE = text(f"SELECT tickets.id FROM tickets WHERE {FREE} ORDER BY {ORDER} LIMIT :limit")  # noqa: S608 - our own words

_KEY = """
    (tickets.warn_at <= :now) IS NOT TRUE AS is_calm,
    CASE WHEN tickets.warn_at <= :now THEN tickets.due_at ELSE '-infinity' END AS due,
    CASE tickets.priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 ELSE 2 END AS rank,
    tickets.opened_at, tickets.id
"""
"""The same order, as columns that can be compared."""

_COUNT_AHEAD = text(f"""
    WITH own AS MATERIALIZED (SELECT {_KEY} FROM tickets WHERE tickets.id = :id AND {FREE})
    SELECT (
        SELECT count(*) FROM (SELECT {_KEY} FROM tickets WHERE {FREE}) AS other
        WHERE (other.is_calm, other.due, other.rank, other.opened_at, other.id)
            < (own.is_calm, own.due, own.rank, own.opened_at, own.id)
    ) FROM own
""")  # noqa: S608 - the same

_COUNT = text(f"""
    SELECT count(*) FILTER (WHERE {FREE}) AS free,
        count(*) FILTER (WHERE assignee_id = :assignee_id AND status = 'open') AS own,
        count(*) FILTER (WHERE status = 'open') AS open,
        count(*) FILTER (WHERE status = 'waiting') AS waiting,
        count(*) FILTER (WHERE status = 'snoozed') AS snoozed,
        count(*) FILTER (WHERE is_escalated) AS escalated
    FROM tickets WHERE status IN ('open', 'waiting', 'snoozed')
""")  # noqa: S608 - the same

_COUNT_OWN = text(
    "SELECT count(*) FROM tickets WHERE assignee_id = :assignee_id AND status = 'open'"
)

_LIST_REACHED = text("""
    SELECT id FROM tickets
    WHERE status IN ('open', 'waiting', 'snoozed') AND (
        (warn_at <= :now AND NOT is_warned) OR (due_at <= :now AND NOT is_escalated)
        OR (status = 'snoozed' AND snoozed_until <= :now)
    )
    ORDER BY due_at LIMIT :limit
""")

_LIST_RUNNING = text("""
    SELECT id FROM tickets
    WHERE status IN ('open', 'snoozed') AND id > :after ORDER BY id LIMIT :limit
""")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many live tickets there are of each kind; `own` are those of the officer who asks."""

    free: int
    own: int
    open: int
    waiting: int
    snoozed: int
    escalated: int


@dataclass(frozen=True, slots=True)
class Moment:
    """Now: in business time, and in real time."""

    business: datetime
    real: datetime


async def list_free(connection: AsyncConnection, now: Moment, limit: int) -> tuple[int, ...]:
    """Return the tickets that anyone may take, the first of the queue first."""
    values = {"now": now.business, "real_now": now.real, "limit": limit}
    return tuple((await connection.execute(_LIST_FREE, values)).scalars())


async def count_ahead(connection: AsyncConnection, ticket_id: int, now: Moment) -> int | None:
    """Return how many tickets come before this one; None: it does not wait in the queue."""
    values = {"id": ticket_id, "now": now.business, "real_now": now.real}
    place = (await connection.execute(_COUNT_AHEAD, values)).scalar_one_or_none()
    return None if place is None else int(place)


async def count(connection: AsyncConnection, assignee_id: int, now: Moment) -> Counts:
    """Return how many live tickets there are."""
    values = {"assignee_id": assignee_id, "real_now": now.real}
    return Counts(*(await connection.execute(_COUNT, values)).one())


async def count_own(connection: AsyncConnection, assignee_id: int) -> int:
    """Return how many open tickets are an officer's."""
    return int((await connection.execute(_COUNT_OWN, {"assignee_id": assignee_id})).scalar_one())


async def list_reached(connection: AsyncConnection, now: datetime, limit: int) -> tuple[int, ...]:
    """Return tickets that are to be warned of, escalated or woken."""
    values = {"now": now, "limit": limit}
    return tuple((await connection.execute(_LIST_REACHED, values)).scalars())


async def list_running(connection: AsyncConnection, after: int, limit: int) -> tuple[int, ...]:
    """Return the tickets whose clock runs, by id, from the one after `after` on."""
    values = {"after": after, "limit": limit}
    return tuple((await connection.execute(_LIST_RUNNING, values)).scalars())


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which tickets to list; None and False: whatever it is."""

    statuses: Sequence[str]
    assignee_id: int | None = None
    is_free: bool = False
    is_escalated: bool = False
    priority: str | None = None
    category: str | None = None
    channel: str | None = None
    language: str | None = None
    tag: str | None = None

    def conditions(self) -> str:
        """Return the conditions that are asked for; only these, so that each gets its own plan."""
        asked = {
            "tickets.status = ANY(:statuses)": True,
            "tickets.assignee_id = :assignee_id": self.assignee_id is not None,
            FREE: self.is_free,
            "tickets.is_escalated": self.is_escalated,
            "tickets.priority = :priority": self.priority is not None,
            "tickets.category = :category": self.category is not None,
            "tickets.channel = :channel": self.channel is not None,
            "tickets.language = :language": self.language is not None,
            "tickets.tags @> ARRAY[:tag]": self.tag is not None,
        }
        return " AND ".join(f"({condition})" for condition, counts in asked.items() if counts)


async def list_tickets(
    connection: AsyncConnection, wanted: Filter, now: Moment, limit: int, offset: int
) -> tuple[Ticket, ...]:
    """Return live tickets in the order of the queue, or settled ones, the newest first."""
    is_live = "open" in wanted.statuses or "waiting" in wanted.statuses
    order = ORDER if is_live or "snoozed" in wanted.statuses else "tickets.id DESC"
    # Only the page is read whole: the order of the queue is found in the index alone.
    statement = text(
        f"SELECT {COLUMNS} FROM tickets WHERE tickets.id IN ("  # noqa: S608 - our own words
        f"SELECT tickets.id FROM tickets WHERE {wanted.conditions()}"
        f" ORDER BY {order} LIMIT :limit OFFSET :offset"
        f") ORDER BY {order}"
    )
    values = {
        "statuses": list(wanted.statuses),
        "assignee_id": wanted.assignee_id,
        "priority": wanted.priority,
        "category": wanted.category,
        "channel": wanted.channel,
        "language": wanted.language,
        "tag": wanted.tag,
        "now": now.business,
        "real_now": now.real,
        "limit": limit,
        "offset": offset,
    }
    bound = {name: values[name] for name in statement._bindparams}
    return tuple(Ticket(**row._mapping) for row in await connection.execute(statement, bound))
