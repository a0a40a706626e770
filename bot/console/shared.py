"""What many pages ask for at the same moment, made once."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")
MOST = 200


class Shared(Generic[Value]):
    """Keeps what was made for a moment; who asks while it is being made waits for it.

    Args:
        seconds: how long it may be handed out.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._made: dict[Hashable, tuple[float, asyncio.Task[Value]]] = {}

    async def get(self, key: Hashable, make: Callable[[], Awaitable[Value]]) -> Value:
        """Return what is kept under `key`, or make it; what fails is made anew."""
        now = time.monotonic()
        made_at, task = self._made.get(key, (now, None))
        if task is None or now - made_at > self._seconds or _has_failed(task):
            task = asyncio.ensure_future(_run(make))
            if len(self._made) >= MOST:
                self._made.clear()
            self._made[key] = (now, task)
        # Whoever gives up must not take it from the others.
        return await asyncio.shield(task)


async def _run(make: Callable[[], Awaitable[Value]]) -> Value:
    return await make()


def _has_failed(task: "asyncio.Task[Value]") -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)
