"""Later work: what a worker runs, and how often it looks for what was left behind."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog
from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.exceptions import ConnectorException

from storage.urls import write_libpq_url

log = structlog.get_logger()

HEARTBEAT_SECONDS = 1.0
STALLED_AFTER_SECONDS = 4.0
"""A worker silent for so long is dead: its jobs are run again."""
LOOK_SECONDS = 1.0
"""A job that was deferred to a moment starts so late at most; one for now starts at once."""
AGAIN_SECONDS = 1.0
"""After so long jobs that were interrupted go on."""
DEFAULT_QUEUE = "default"
JOBS_AT_ONCE = 8
FOR_EVER = RetryStrategy(wait=5)
"""Until it works: the rows say what is left to do."""


@dataclass(frozen=True, slots=True)
class Task:
    """Work that is deferred by `storage.jobs.defer` under `name`.

    Attributes:
        run: takes the job's arguments by name; run again from the start after a crash.
        retry: what to do when it raises; None: the job fails.
    """

    name: str
    run: Callable[..., Awaitable[None]]
    retry: RetryStrategy | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """Work that is looked for again and again, in real time; harmless when there is none."""

    name: str
    run: Callable[[], Awaitable[object]]
    seconds: float


class Worker:
    """Runs jobs and ticks until it is cancelled; any number of workers share the work.

    Args:
        database_url: where jobs wait.
        queues: those of providers, whose jobs run one at a time.
    """

    def __init__(
        self,
        database_url: str,
        tasks: Sequence[Task],
        ticks: Sequence[Tick],
        queues: Sequence[str] = (),
    ) -> None:
        self._app = App(connector=PsycopgConnector(conninfo=write_libpq_url(database_url)))
        self._ticks = (*ticks, Tick("retry_stalled", self._retry_stalled, STALLED_AFTER_SECONDS))
        self._queues = queues
        for task in tasks:
            self._app.task(name=task.name, retry=task.retry or False)(task.run)

    async def run(self) -> None:
        """Work until cancelled; jobs under way are given time to end."""
        async with self._app.open_async(), asyncio.TaskGroup() as group:
            group.create_task(self._work([DEFAULT_QUEUE], JOBS_AT_ONCE))
            for queue in self._queues:
                group.create_task(self._work([queue], 1))
            for tick in self._ticks:
                group.create_task(_repeat(tick))

    async def _work(self, queues: list[str], concurrency: int) -> None:
        """Do jobs until cancelled: a database that restarts ends procrastinate's worker only."""
        while True:
            try:
                await self._app.run_worker_async(
                    queues=queues,
                    concurrency=concurrency,
                    install_signal_handlers=False,
                    fetch_job_polling_interval=LOOK_SECONDS,
                    update_heartbeat_interval=HEARTBEAT_SECONDS,
                    stalled_worker_timeout=STALLED_AFTER_SECONDS,
                    delete_jobs="successful",
                    shutdown_graceful_timeout=10,
                )
            except ConnectorException as error:
                task = asyncio.current_task()
                if task is not None and task.cancelling():  # the error took its place
                    raise asyncio.CancelledError from error
                log.warning("jobs_interrupted", queues=queues, error=type(error).__name__)
            await asyncio.sleep(AGAIN_SECONDS)

    async def _retry_stalled(self) -> None:
        jobs = self._app.job_manager
        for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
            log.warning("job_retried", task=job.task_name)
            try:
                await jobs.retry_job(job)
            except ConnectorException:  # one of its key waits already; others must not wait for it
                log.warning("job_not_retried", task=job.task_name)


async def _repeat(tick: Tick) -> None:
    while True:
        try:
            await tick.run()
        except Exception:  # the next tick tries again; a worker outlives a database that restarts
            log.exception("tick_failed", tick=tick.name)
        await asyncio.sleep(tick.seconds)
