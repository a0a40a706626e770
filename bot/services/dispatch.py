"""Sends right after a commit, beside the request that it belongs to; ends in order."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import TypeVar

import structlog

log = structlog.get_logger()

T = TypeVar("T")

GRACE_SECONDS = 10.0
"""So long a process that stops waits for what is under way."""


async def whole(work: Coroutine[None, None, T]) -> T:
    """Do work that must not be cut: who is cancelled meanwhile waits for its end, for a while."""
    task = asyncio.create_task(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task], timeout=GRACE_SECONDS)
        raise


class Dispatch:
    """Flushes conversations in the background; a request needn't wait for the provider.

    What is lost with the process stays queued, and a worker sends it.

    Args:
        flush: sends what is due to a conversation.
    """

    def __init__(self, flush: Callable[[int], Coroutine[None, None, None]]) -> None:
        self._flush = flush
        self._running: set[asyncio.Task[None]] = set()

    def soon(self, conversation_id: int) -> None:
        """Send what is due to a conversation, after its commit."""
        self.beside(self._flush(conversation_id))

    def beside(self, work: Coroutine[None, None, None]) -> None:
        """Have something done that nobody waits for, until the process stops."""
        task = asyncio.create_task(_logged(work))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def finish(self) -> None:
        """Wait until all that was begun is sent; what takes too long is left to a worker."""
        try:
            async with asyncio.timeout(GRACE_SECONDS):
                while self._running:
                    await asyncio.wait(self._running)
        except TimeoutError:
            log.warning("dispatch_cut", running=len(self._running))


async def _logged(work: Coroutine[None, None, None]) -> None:
    try:
        await work
    except Exception:  # a worker sends it; the citizen's message is stored
        log.exception("dispatch_failed")
