"""The circuit breaker: after failures in a row, of whatever process, the portal is left alone."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TypeVar

from bot.portal_client.outcomes import Unavailable
from storage import circuits
from storage.database import Database

T = TypeVar("T")

PORTAL = "portal"
MOST_FAILURES = 10
OPEN_FOR = timedelta(seconds=15)
"""After that calls are let through again; the first failure opens it anew."""
BUSY = "status 429"
"""The portal works, it only wants fewer calls."""


class Circuit:
    """Lets calls through while the portal works."""

    def __init__(self, database: Database, real_now: Callable[[], datetime]) -> None:
        self._database = database
        self._real_now = real_now

    async def call(self, ask: Callable[[], Awaitable[T]]) -> T | Unavailable:
        """Return what the call came to; without calling, how long the portal is left alone."""
        async with self._database.transaction() as connection:
            seen = await circuits.find(connection, PORTAL)
        now = self._real_now()
        if seen and seen.open_until and seen.open_until > now:
            return Unavailable("circuit open", (seen.open_until - now).total_seconds())
        outcome = await ask()
        if isinstance(outcome, Unavailable):
            if outcome.reason != BUSY:
                await self._note_failure()
        elif seen:
            await self._note_success()
        return outcome

    async def _note_failure(self) -> None:
        open_until = self._real_now() + OPEN_FOR
        async with self._database.transaction() as connection:
            await circuits.fail(connection, PORTAL, MOST_FAILURES, open_until)

    async def _note_success(self) -> None:
        async with self._database.transaction() as connection:
            await circuits.succeed(connection, PORTAL)
