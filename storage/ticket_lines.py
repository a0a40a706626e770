"""What a list shows beside a ticket: the last thing that was written in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# What opened a ticket stands in its conversation, not among its messages.
_LIST = text("""
    SELECT tickets.id, coalesce(newest.kind, 'citizen'), coalesce(newest.text, opening.text, '')
    FROM tickets
    LEFT JOIN LATERAL (
        SELECT kind, text FROM ticket_messages AS message
        WHERE message.ticket_id = tickets.id AND kind <> 'note'
        ORDER BY message.id DESC LIMIT 1
    ) AS newest ON true
    LEFT JOIN inbound_messages AS opening ON newest.text IS NULL
        AND opening.conversation_id = tickets.conversation_id
        AND opening.sequence = tickets.opened_sequence
    WHERE tickets.id = ANY(:ids)
""")


@dataclass(frozen=True, slots=True)
class Line:
    """The last message of a ticket, and whose it is: citizen, bot, officer or news."""

    kind: str
    text: str


async def list_lines(connection: AsyncConnection, ticket_ids: Sequence[int]) -> dict[int, Line]:
    """Return the last message of each ticket."""
    rows = await connection.execute(_LIST, {"ids": list(ticket_ids)})
    return {ticket_id: Line(kind, said) for ticket_id, kind, said in rows}
