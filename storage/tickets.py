"""Tickets: added, locked with the conversations they belong to, saved."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import Text

LIVE = ("open", "waiting", "snoozed")
"""Statuses of a ticket that somebody still works on or waits for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTicket:
    """A ticket that is still to be stored; see `storage.models.TicketRow`."""

    conversation_id: int
    category: str
    priority: str
    reason: str
    language: str
    channel: str
    contact: str
    opened_sequence: int
    link_check: dict[str, Any]
    answers: list[dict[str, Any]]
    opened_at: datetime
    target: str
    due_at: datetime | None
    warn_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A ticket as it is stored; see `storage.models.TicketRow`."""

    id: int
    conversation_id: int
    version: int
    status: str
    category: str
    priority: str
    reason: str
    language: str
    channel: str
    contact: str
    opened_sequence: int
    reply_conversation_id: int
    link_check: dict[str, Any]
    answers: list[dict[str, Any]]
    tags: list[str]
    assignee_id: int | None
    assignee_name: str | None
    claimed_until: datetime | None
    opened_at: datetime
    updated_at: datetime
    first_replied_at: datetime | None
    resolved_at: datetime | None
    resolution: str | None
    snoozed_until: datetime | None
    target: str
    due_at: datetime | None
    warn_at: datetime | None
    is_warned: bool
    is_escalated: bool
    merged_into: int | None
    rating: int | None
    rated_at: datetime | None

    @property
    def is_live(self) -> bool:
        """Somebody still works on it or waits for it."""
        return self.status in LIVE


COLUMNS = ", ".join(f"tickets.{field.name}" for field in fields(Ticket))

_KEPT = frozenset(
    ["id", "conversation_id", "reason", "channel", "contact", "opened_sequence", "opened_at"]
)
_CHANGED = [field.name for field in fields(Ticket) if field.name not in _KEPT]

_ADD = text(f"""
    INSERT INTO tickets (
        conversation_id, status, category, priority, reason, language, channel, contact,
        opened_sequence, reply_conversation_id, link_check, answers, opened_at, updated_at,
        target, due_at, warn_at
    ) VALUES (
        :conversation_id, 'open', :category, :priority, :reason, :language, :channel, :contact,
        :opened_sequence, :conversation_id, :link_check, :answers, :opened_at, :opened_at,
        :target, :due_at, :warn_at
    ) RETURNING {COLUMNS}
""").bindparams(bindparam("link_check", type_=JSONB), bindparam("answers", type_=JSONB))  # noqa: S608 - our own column names

_SAVE = text(
    f"UPDATE tickets SET {', '.join(f'{name} = :{name}' for name in _CHANGED)} WHERE id = :id"  # noqa: S608 - the same
).bindparams(
    bindparam("link_check", type_=JSONB),
    bindparam("answers", type_=JSONB),
    bindparam("tags", type_=ARRAY(Text)),
)

_FIND = text(f"SELECT {COLUMNS} FROM tickets WHERE id = :id")  # noqa: S608 - the same
_LOCK = text(f"SELECT {COLUMNS} FROM tickets WHERE id = :id FOR UPDATE")  # noqa: S608 - the same
_LOCK_IF_FREE = text(f"SELECT {COLUMNS} FROM tickets WHERE id = :id FOR UPDATE SKIP LOCKED")  # noqa: S608 - the same

_FIND_LATEST = text(f"""
    SELECT {COLUMNS} FROM tickets AS own
    JOIN tickets ON tickets.id = coalesce(own.merged_into, own.id)
    WHERE own.conversation_id = :conversation_id
    ORDER BY own.id DESC LIMIT 1
""")  # noqa: S608 - the same

_LIST_MERGED = text(f"SELECT {COLUMNS} FROM tickets WHERE merged_into = :id ORDER BY id")  # noqa: S608 - the same

_LIST_OWN = text(f"SELECT {COLUMNS} FROM tickets WHERE conversation_id = :id ORDER BY id")  # noqa: S608 - the same

_HAND_OVER = text("""
    UPDATE tickets SET merged_into = nullif(CAST(:heir AS bigint), id)
    WHERE merged_into = :id AND conversation_id = :conversation_id
""")

_FOLLOW_MERGE = text("UPDATE tickets SET merged_into = :into WHERE merged_into = :merged")

_LIST_CONVERSATIONS = text("""
    SELECT DISTINCT conversation_id FROM tickets
    WHERE id = ANY(:ids) OR merged_into = ANY(:ids)
    ORDER BY conversation_id
""")


async def add(connection: AsyncConnection, new: NewTicket) -> Ticket:
    """Store a new ticket; call under the lock of its conversation."""
    return _ticket((await connection.execute(_ADD, asdict(new))).one())


async def save(connection: AsyncConnection, ticket: Ticket) -> None:
    """Store what has changed of a ticket; call under its lock."""
    values = asdict(ticket)
    await connection.execute(_SAVE, {name: values[name] for name in ("id", *_CHANGED)})


async def find(connection: AsyncConnection, ticket_id: int) -> Ticket | None:
    """Return a ticket as it stands, without locking it; None: there is none."""
    row = (await connection.execute(_FIND, {"id": ticket_id})).one_or_none()
    return _ticket(row) if row else None


async def lock(
    connection: AsyncConnection, ticket_id: int, *, waiting: bool = True
) -> Ticket | None:
    """Keep everyone else out of a ticket; None: it is gone, or taken and not waited for.

    Lock its conversations before: a turn has its conversation's lock when it reaches the ticket.
    """
    statement = _LOCK if waiting else _LOCK_IF_FREE
    row = (await connection.execute(statement, {"id": ticket_id})).one_or_none()
    return _ticket(row) if row else None


async def find_latest(connection: AsyncConnection, conversation_id: int) -> Ticket | None:
    """Return the newest ticket of a conversation, or the one it was merged into."""
    values = {"conversation_id": conversation_id}
    row = (await connection.execute(_FIND_LATEST, values)).one_or_none()
    return _ticket(row) if row else None


async def list_merged(connection: AsyncConnection, ticket_id: int) -> tuple[Ticket, ...]:
    """Return the tickets that were merged into this one."""
    rows = await connection.execute(_LIST_MERGED, {"id": ticket_id})
    return tuple(_ticket(row) for row in rows)


async def list_own(connection: AsyncConnection, conversation_id: int) -> tuple[Ticket, ...]:
    """Return all tickets of a conversation, the oldest first."""
    rows = await connection.execute(_LIST_OWN, {"id": conversation_id})
    return tuple(_ticket(row) for row in rows)


async def hand_over(
    connection: AsyncConnection, ticket_id: int, conversation_id: int, heir: int
) -> None:
    """Have what a conversation has merged into a ticket go on in `heir`, itself in no other."""
    values = {"id": ticket_id, "conversation_id": conversation_id, "heir": heir}
    await connection.execute(_HAND_OVER, values)


async def follow_merge(connection: AsyncConnection, merged: int, into: int) -> None:
    """Have what was merged into `merged` go on in `into`, so that one step leads there."""
    await connection.execute(_FOLLOW_MERGE, {"merged": merged, "into": into})


async def list_conversations(
    connection: AsyncConnection, ticket_ids: Sequence[int]
) -> tuple[int, ...]:
    """Return the conversations of tickets and of those merged into them, in locking order."""
    rows = await connection.execute(_LIST_CONVERSATIONS, {"ids": list(ticket_ids)})
    return tuple(rows.scalars())


def _ticket(row: Row[Any]) -> Ticket:
    return Ticket(**row._mapping)
