"""A worker beside a test."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.jobs import Worker

# Longer than jobs under way are given to end.
PATIENCE_SECONDS = 15


@asynccontextmanager
async def working(worker: Worker) -> AsyncIterator[None]:
    """Runs a worker in this loop, and ends it."""
    running = asyncio.create_task(worker.run())
    try:
        yield
    finally:
        # `asyncio.wait_for` of Python 3.11 can swallow a cancellation that comes while it starts.
        while not running.done():
            running.cancel()
            await asyncio.wait([running], timeout=PATIENCE_SECONDS)
    if not running.cancelled():
        running.result()
