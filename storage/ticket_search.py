"""Finds tickets by what was written in them, without marks and case."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tickets import COLUMNS, Ticket

# The newest hits only: a word that stands everywhere is found by walking back from the newest
# message, a rare one by its index; the planner knows which is cheaper.
_SEARCH = text(f"""
    WITH hits AS (
        SELECT ticket_id, max(id) AS newest FROM (
            SELECT ticket_id, id FROM ticket_messages
            WHERE to_tsvector('simple'::regconfig, folded) @@ websearch_to_tsquery('simple', :words)
            ORDER BY id DESC LIMIT :most
        ) AS newest_hits GROUP BY ticket_id
    )
    SELECT {COLUMNS} FROM hits JOIN tickets ON tickets.id = hits.ticket_id
    ORDER BY hits.newest DESC LIMIT :limit
""")  # noqa: S608 - our own column names

HITS_A_TICKET = 10
"""So many messages of one ticket may hold the words before it hides older tickets."""


async def search(connection: AsyncConnection, words: str, limit: int) -> tuple[Ticket, ...]:
    """Return tickets in which all of the folded `words` stand in one message, newest first."""
    values = {"words": words, "most": limit * HITS_A_TICKET, "limit": limit}
    return tuple(Ticket(**row._mapping) for row in await connection.execute(_SEARCH, values))
