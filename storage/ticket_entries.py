"""What was written in a ticket, what happened to it, and when its clock stood still."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Text, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

_ADD_MESSAGE = text("""
    INSERT INTO ticket_messages (
        ticket_id, version, kind, text, folded, author_id, author_name, delivery_id,
        conversation_id, at
    ) VALUES (
        :ticket_id, :version, :kind, :text, :folded, :author_id, :author_name, :delivery_id,
        nullif(:conversation_id, (SELECT conversation_id FROM tickets WHERE id = :ticket_id)), :at
    )
""").bindparams(
    bindparam("author_id", type_=BigInteger),
    bindparam("author_name", type_=Text),
    bindparam("delivery_id", type_=BigInteger),
    bindparam("conversation_id", type_=BigInteger),
)

_TURN_OVER = text("""
    WITH moved AS (
        UPDATE ticket_messages SET ticket_id = :into, conversation_id = NULL
        WHERE ticket_id = :ticket_id AND conversation_id = :conversation_id
        RETURNING kind, at
    )
    SELECT min(at) FROM moved WHERE kind = 'officer'
""")

# Left by a merge that was taken back, or that was followed by another.
_TURN_OVER_REST = text("""
    UPDATE ticket_messages AS message SET ticket_id = own.id, conversation_id = NULL
    FROM tickets AS own
    WHERE message.ticket_id = :ticket_id AND own.id = (
        SELECT max(id) FROM tickets WHERE conversation_id = message.conversation_id
    )
""")

_ADD_CHANGE = text("""
    INSERT INTO ticket_changes (ticket_id, version, kind, actor_id, actor_name, details, at)
    VALUES (:ticket_id, :version, :kind, :actor_id, :actor_name, :details, :at)
""").bindparams(
    bindparam("actor_id", type_=BigInteger),
    bindparam("actor_name", type_=Text),
    bindparam("details", type_=JSONB),
)

_WITH_MERGED = "SELECT id FROM tickets WHERE id = :ticket_id OR merged_into = :ticket_id"

_LIST_MESSAGES = text(f"""
    SELECT message.id, message.ticket_id, message.version, message.kind, message.text,
        message.author_id, message.author_name, message.delivery_id, message.at,
        deliveries.status, deliveries.error
    FROM ticket_messages AS message
    LEFT JOIN deliveries ON deliveries.id = message.delivery_id
    WHERE message.ticket_id IN ({_WITH_MERGED})
    ORDER BY message.at DESC, message.id DESC LIMIT :limit
""")  # noqa: S608 - our own words

_LIST_CHANGES = text(f"""
    SELECT id, ticket_id, version, kind, actor_id, actor_name, details, at FROM ticket_changes
    WHERE ticket_id IN ({_WITH_MERGED})
    ORDER BY at DESC, id DESC LIMIT :limit
""")  # noqa: S608 - the same

_BEGIN_PAUSE = text("""
    INSERT INTO ticket_pauses (ticket_id, started_at, reason)
    VALUES (:ticket_id, :at, :reason)
    ON CONFLICT (ticket_id, started_at) DO UPDATE SET ended_at = NULL, reason = excluded.reason
""")

_END_PAUSE = text("""
    UPDATE ticket_pauses SET ended_at = :at WHERE ticket_id = :ticket_id AND ended_at IS NULL
""")

_LIST_PAUSES = text("""
    SELECT started_at, ended_at, reason FROM ticket_pauses
    WHERE ticket_id = :ticket_id ORDER BY started_at
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """Something that is still to be stored; see `storage.models.TicketMessageRow`."""

    conversation_id: int
    kind: str
    text: str
    folded: str
    at: datetime
    author_id: int | None = None
    author_name: str | None = None
    delivery_id: int | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """Something written in a ticket, or in one merged into it.

    Attributes:
        delivery_status: what became of an officer's reply; see `bot.services.deliveries.Status`.
        delivery_error: why it did not arrive.
    """

    id: int
    ticket_id: int
    version: int
    kind: str
    text: str
    author_id: int | None
    author_name: str | None
    delivery_id: int | None
    at: datetime
    delivery_status: str | None
    delivery_error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewChange:
    """Something that happened; see `storage.models.TicketChangeRow`."""

    kind: str
    at: datetime
    actor_id: int | None = None
    actor_name: str | None = None
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to a ticket, or to one merged into it."""

    id: int
    ticket_id: int
    version: int
    kind: str
    actor_id: int | None
    actor_name: str | None
    details: dict[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which a ticket's clock stood still; no end: it still does."""

    started_at: datetime
    ended_at: datetime | None
    reason: str


async def add_message(
    connection: AsyncConnection, ticket_id: int, version: int, new: NewMessage
) -> None:
    """Write something in a ticket."""
    values = {"ticket_id": ticket_id, "version": version, **asdict(new)}
    await connection.execute(_ADD_MESSAGE, values)


async def turn_over(
    connection: AsyncConnection, ticket_id: int, conversation_id: int, into: int
) -> datetime | None:
    """Move what another conversation wrote in a ticket, and was answered there, to its own.

    Returns:
        When an officer first answered it there; None: nobody did.
    """
    values = {"ticket_id": ticket_id, "conversation_id": conversation_id, "into": into}
    replied_at: datetime | None = (await connection.execute(_TURN_OVER, values)).scalar_one()
    return replied_at


async def turn_over_rest(connection: AsyncConnection, ticket_id: int) -> None:
    """Move what other conversations wrote in a ticket to the newest that each of them has."""
    await connection.execute(_TURN_OVER_REST, {"ticket_id": ticket_id})


async def add_change(
    connection: AsyncConnection, ticket_id: int, version: int, new: NewChange
) -> None:
    """Keep that something happened."""
    values = {"ticket_id": ticket_id, "version": version, **asdict(new)}
    await connection.execute(_ADD_CHANGE, values)


async def list_messages(
    connection: AsyncConnection, ticket_id: int, limit: int
) -> Sequence[Message]:
    """Return the newest `limit` messages of a ticket and of those merged into it, in order."""
    rows = await connection.execute(_LIST_MESSAGES, {"ticket_id": ticket_id, "limit": limit})
    return [Message(*row) for row in rows][::-1]


async def list_changes(connection: AsyncConnection, ticket_id: int, limit: int) -> Sequence[Change]:
    """Return the newest `limit` changes of a ticket and of those merged into it, in order."""
    rows = await connection.execute(_LIST_CHANGES, {"ticket_id": ticket_id, "limit": limit})
    return [Change(*row) for row in rows][::-1]


async def begin_pause(
    connection: AsyncConnection, ticket_id: int, reason: str, at: datetime
) -> None:
    """Keep that the clock stands still from now on."""
    values = {"ticket_id": ticket_id, "reason": reason, "at": at}
    await connection.execute(_BEGIN_PAUSE, values)


async def end_pause(connection: AsyncConnection, ticket_id: int, at: datetime) -> None:
    """Keep that the clock runs again; harmless where it does."""
    await connection.execute(_END_PAUSE, {"ticket_id": ticket_id, "at": at})


async def list_pauses(connection: AsyncConnection, ticket_id: int) -> Sequence[Pause]:
    """Return all times in which the clock stood still, in order."""
    rows = await connection.execute(_LIST_PAUSES, {"ticket_id": ticket_id})
    return [Pause(*row) for row in rows]
