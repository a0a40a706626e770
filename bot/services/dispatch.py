"""Sends right after a commit, beside the request that it belongs to."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

log = structlog.get_logger()


class Dispatch:
    """Flushes conversations in the background; a request needn't wait for the provider.

    What is lost with the process stays queued, and a worker sends it.

    Args:
        flush: sends what is due to a conversation.
    """

    def __init__(self, flush: Callable[[int], Awaitable[None]]) -> None:
        self._flush = flush
        self._running: set[asyncio.Task[None]] = set()

    def soon(self, conversation_id: int) -> None:
        """Send what is due to a conversation, after its commit."""
        task = asyncio.create_task(self._run(conversation_id))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def finish(self) -> None:
        """Wait until all that was begun is sent."""
        while self._running:
            await asyncio.wait(self._running)

    async def _run(self, conversation_id: int) -> None:
        try:
            await self._flush(conversation_id)
        except Exception:  # a worker tries again; the citizen's message is stored
            log.exception("flush_failed")
