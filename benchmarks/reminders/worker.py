"""A worker process that sends reminders only; the soak kills it again and again."""

import asyncio
import os
import signal
from datetime import UTC, datetime

from benchmarks.reminders.sender import HttpSender
from benchmarks.reminders.setting import KEY, make_benchmark_clock
from bot.channels.base import Sender
from bot.channels.sms.console import ConsoleSender
from bot.jobs import Worker
from bot.messages import ChannelName
from bot.observability import logs
from bot.reminder_jobs import make_reminder_work
from bot.services.addresses import Addresses
from bot.services.campaigns.courier import Habits
from storage.crypto import Cipher
from storage.database import Database


async def main() -> None:
    """Work until killed."""
    url = os.environ["BENCH_DATABASE_URL"]
    database = Database(url)
    senders = Addresses(Cipher(KEY)).in_hands_of({ChannelName.SMS: _sender(database)})
    habits = Habits(
        per_second=float(os.environ.get("BENCH_PER_SECOND", "5000")),
        send_within_seconds=3.0,
        doubt_after_seconds=float(os.environ.get("BENCH_DOUBT_SECONDS", "10")),
    )
    clock, sms = make_benchmark_clock(), ChannelName.SMS
    work = make_reminder_work(database, senders[sms], clock, _real_now, habits)
    await Worker(url, work.tasks, work.ticks, work.queues).run()


def _real_now() -> datetime:
    return datetime.now(UTC)


def _sender(database: Database) -> Sender:
    """Return the benchmark's provider, or the program's own local one."""
    if url := os.environ.get("BENCH_PROVIDER_URL"):
        return HttpSender(url)
    return ConsoleSender(database, _real_now)


if __name__ == "__main__":
    logs.configure("WARNING")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    asyncio.run(main())
