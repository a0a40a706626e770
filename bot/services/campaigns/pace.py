"""Keeps to the rate that a provider account allows."""

import asyncio
import time


class Pace:
    """Lets through so many messages a second, a tenth of a second's worth at once.

    Args:
        per_second: what the provider takes.
    """

    def __init__(self, per_second: float) -> None:
        self.per_second = per_second
        self._next_at = 0.0

    async def wait_for(self, count: int) -> None:
        """Wait until `count` more messages may begin."""
        now = time.monotonic()
        start = max(self._next_at, now)
        self._next_at = start + count / self.per_second
        if start > now:
            await asyncio.sleep(start - now)
