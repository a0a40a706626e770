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

    def interrupt() -> None:
        for one in asyncio.all_tasks() if task.cancelling() else [task]:
            one.cancel()

    # Raised as KeyboardInterrupt they would have the loop cancel every task there is; and SIGINT is
    # ignored, unless it is asked for, by what a script starts in the background.
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, task.cancel)
    loop.add_signal_handler(signal.SIGINT, interrupt)
    await task
