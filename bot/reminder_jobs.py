"""What a worker runs to plan and send reminders."""

from dataclasses import dataclass

from procrastinate import RetryStrategy

from bot.jobs import Task, Tick
from bot.services.campaigns.courier import Courier
from bot.services.campaigns.planner import PLAN_STEP, SEND_CHUNK, Planner

_FOR_EVER = RetryStrategy(wait=5)
"""Until it works: the rows say what is left to do."""
_LOOK_SECONDS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Tasks, ticks and the queues of providers."""

    tasks: tuple[Task, ...]
    ticks: tuple[Tick, ...]
    queues: tuple[str, ...]


def make_reminder_work(planner: Planner, courier: Courier) -> Work:
    """Return what a worker needs for a planner and the courier of its queue."""
    return Work(
        tasks=(
            Task(PLAN_STEP, planner.plan_step, _FOR_EVER),
            Task(SEND_CHUNK, courier.send_chunk, _FOR_EVER),
        ),
        ticks=(Tick("advance_campaigns", planner.advance, _LOOK_SECONDS),),
        queues=(planner.queue,),
    )
