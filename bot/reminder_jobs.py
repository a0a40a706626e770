"""What a worker runs to plan and send reminders."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.channels.base import Sender
from bot.clock import Clock
from bot.jobs import FOR_EVER, Task, Tick
from bot.messages import ChannelName
from bot.services.addresses import Addresses
from bot.services.campaigns.audience.uploads import IMPORT, Uploads
from bot.services.campaigns.courier import Courier, Habits
from bot.services.campaigns.planner import PLAN_STEP, SEND_CHUNK, Planner
from storage.crypto import Cipher
from storage.database import Database

_LOOK_SECONDS = 1.0
LOCAL_PER_SECOND = 10_000.0
"""The local provider takes whatever it is given."""


@dataclass(frozen=True, slots=True)
class Work:
    """Tasks, ticks and the queues of providers."""

    tasks: tuple[Task, ...]
    ticks: tuple[Tick, ...]
    queues: tuple[str, ...]


def make_import_task(
    database: Database, addresses: Addresses, cipher: Cipher, real_now: Callable[[], datetime]
) -> Task:
    """Return what imports the files that officers upload."""
    return Task(IMPORT, Uploads(database, addresses, cipher, real_now).run, FOR_EVER)


def make_reminder_work(
    database: Database,
    sender: Sender | None,
    clock: Clock,
    real_now: Callable[[], datetime],
    habits: Habits,
) -> Work:
    """Return what a worker needs to plan reminders and to send them.

    Args:
        database: with tables.
        sender: of text messages, is handed sealed numbers; None: they are switched off.
        clock: business time.
        real_now: real time, in UTC.
        habits: of the provider account.
    """
    if sender is None:
        return Work((), (), ())
    queue = ChannelName.SMS.value
    planner = Planner(database, clock, queue)
    courier = Courier(database, sender, clock, real_now, habits)
    return Work(
        tasks=(
            Task(PLAN_STEP, planner.plan_step, FOR_EVER),
            Task(SEND_CHUNK, courier.send_chunk, FOR_EVER),
        ),
        ticks=(Tick("advance_campaigns", planner.advance, _LOOK_SECONDS),),
        queues=(queue,),
    )
