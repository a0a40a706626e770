"""Runs what works until it is told to stop, and then ends it in order."""

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any


def run_until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Run work until it ends, or SIGINT or SIGTERM cancels it: the work alone, nothing beside it.

    A second SIGINT cuts everything. Before and after, both raise KeyboardInterrupt.
    """
    try:
        asyncio.run(_stoppable(work))
    except (KeyboardInterrupt, asyncio.CancelledError):
        pass
    finally:
        # The loop has left it to the system, which would end us in the middle of cleaning up.
        signal.signal(signal.SIGTERM, signal.default_int_handler)


async def _stoppable(work: Coroutine[Any, Any, None]) -> None:
    task = asyncio.create_task(work)
    # Raised as KeyboardInterrupt it would have the loop cancel every task there is.
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    await task
