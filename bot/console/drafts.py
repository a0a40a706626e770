"""Replies that were begun and not sent: kept for their writer."""

from collections.abc import Callable
from datetime import datetime

from storage import reply_drafts
from storage.database import Database


class Drafts:
    """Keeps what is written but not sent."""

    def __init__(self, database: Database, real_now: Callable[[], datetime]) -> None:
        self._database = database
        self._real_now = real_now

    async def keep(self, staff_id: int, ticket_id: int, text: str) -> None:
        """Keep a text; an empty one is dropped."""
        async with self._database.transaction() as connection:
            await reply_drafts.put(connection, staff_id, ticket_id, text, self._real_now())

    async def find(self, staff_id: int, ticket_id: int) -> str:
        """Return the text; empty: there is none."""
        async with self._database.transaction() as connection:
            return await reply_drafts.find(connection, staff_id, ticket_id)

    async def drop(self, staff_id: int, ticket_id: int) -> None:
        """Forget it."""
        async with self._database.transaction() as connection:
            await reply_drafts.drop(connection, staff_id, ticket_id)
