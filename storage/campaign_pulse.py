"""Whether anything has happened to imports and campaigns; asked for again and again."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# Small tables alone: whatever is claimed changes the campaign, whatever is imported the audience.
_NOW = text("""
    SELECT md5(concat(
        (SELECT string_agg(concat_ws(' ', id, status, used_segments, plan_digest), ',' ORDER BY id)
            FROM (SELECT * FROM campaigns ORDER BY id DESC LIMIT 200) AS newest),
        (SELECT string_agg(concat_ws(' ', id, rows_read, complete_at), ',' ORDER BY id)
            FROM (SELECT * FROM reminder_audiences ORDER BY id DESC LIMIT 200) AS newest)
    ))
""")


async def feel(connection: AsyncConnection) -> str:
    """Return what changes with them."""
    return str((await connection.execute(_NOW)).scalar_one())
