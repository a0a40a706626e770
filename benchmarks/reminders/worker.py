"""A worker process that sends reminders only; the soak kills it again and again."""

import asyncio
import os
import signal

from benchmarks.reminders.sender import HttpSender
from benchmarks.reminders.setting import KEY, make_benchmark_clock
from bot.bootstrap import make_reminder_work, real_now
from bot.channels.base import Sender
from bot.channels.sms.console import ConsoleSender
from bot.jobs import Worker
from bot.messages import ChannelName
from bot.observability import logs
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
    work = make_reminder_work(database, senders[ChannelName.SMS], make_benchmark_clock(), habits)
    await Worker(url, work.tasks, work.ticks, work.queues).run()


def _sender(database: Database) -> Sender:
    """Return the benchmark's provider, or the program's own local one."""
    if url := os.environ.get("BENCH_PROVIDER_URL"):
        return HttpSender(url)
    return ConsoleSender(database, real_now)


if __name__ == "__main__":
    logs.configure("WARNING")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    asyncio.run(main())
