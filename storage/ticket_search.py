"""Finds tickets by what was written in them, without marks and case."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tickets import COLUMNS, Ticket

NEWEST = 2000
"""So many of the newest messages are always looked through."""
MOST_OF_A_WORD = 3000
"""When each word stands in more messages than about this, only some of the older ones are found."""

_MATCHES = "to_tsvector('simple'::regconfig, folded) @@ websearch_to_tsquery('simple', :words)"

_AMONG_NEWEST = text(f"""
    SELECT ticket_id, max(id) AS newest FROM (
        SELECT ticket_id, id, folded FROM ticket_messages ORDER BY id DESC LIMIT {NEWEST}
    ) AS message WHERE {_MATCHES} GROUP BY ticket_id
""")  # noqa: S608 - our own words

_BY_WORDS = text(f"""
    SELECT ticket_id, max(id) AS newest FROM ticket_messages WHERE {_MATCHES}
    GROUP BY ticket_id ORDER BY newest DESC LIMIT :limit
""")  # noqa: S608 - the same

_BY_TRANSCRIPT = text(f"""
    SELECT ticket_id FROM ticket_transcripts WHERE {_MATCHES} ORDER BY ticket_id DESC LIMIT :limit
""")  # noqa: S608 - the same

# The planner can't know how rare a word is, and may walk through all messages for it: the index of
# words is the only way left to it here. PostgreSQL bounds what it reads of words that stand
# everywhere; where one of the words is rare, the search is exact.
_BY_INDEX_ONLY = text("""
    SELECT set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true),
        set_config('gin_fuzzy_search_limit', :most, true)
""")
_AS_BEFORE = text("""
    SELECT set_config('enable_seqscan', 'on', true), set_config('enable_indexscan', 'on', true),
        set_config('gin_fuzzy_search_limit', '0', true)
""")

_LIST = text(f"SELECT {COLUMNS} FROM tickets WHERE id = ANY(:ids)")  # noqa: S608 - the same


async def search(connection: AsyncConnection, words: str, limit: int) -> tuple[Ticket, ...]:
    """Return tickets in which all of the folded `words` stand.

    First those with them in one message, the newest first; then those before which they were said.
    """
    values = {"words": words, "limit": limit}
    hits: list[Row[Any]] = [*(await connection.execute(_AMONG_NEWEST, {"words": words}))]
    await connection.execute(_BY_INDEX_ONLY, {"most": str(MOST_OF_A_WORD)})
    hits += await connection.execute(_BY_WORDS, values)
    newest: dict[int, int] = {}
    for hit in hits:
        newest[hit.ticket_id] = max(hit.newest, newest.get(hit.ticket_id, 0))
    ids = sorted(newest, key=newest.__getitem__, reverse=True)[:limit]
    if len(ids) < limit:
        said_before = (await connection.execute(_BY_TRANSCRIPT, values)).scalars()
        ids += [one for one in said_before if one not in newest][: limit - len(ids)]
    await connection.execute(_AS_BEFORE)
    return await _in_order(connection, ids)


async def _in_order(connection: AsyncConnection, ids: Sequence[int]) -> tuple[Ticket, ...]:
    rows = await connection.execute(_LIST, {"ids": list(ids)})
    found = {row.id: Ticket(**row._mapping) for row in rows}
    return tuple(found[one] for one in ids if one in found)
