"""A worker process that sends reminders only; the soak kills it again and again."""

import asyncio
import os
import signal

from benchmarks.reminders.sender import HttpSender
from benchmarks.reminders.setting import KEY, make_benchmark_clock
from bot.bootstrap import make_reminder_work
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
    senders = Addresses(Cipher(KEY)).in_hands_of(
        {ChannelName.SMS: HttpSender(os.environ["BENCH_PROVIDER_URL"])}
    )
    habits = Habits(
        per_second=float(os.environ.get("BENCH_PER_SECOND", "5000")),
        send_within_seconds=3.0,
        doubt_after_seconds=float(os.environ.get("BENCH_DOUBT_SECONDS", "10")),
    )
    database = Database(url)
    work = make_reminder_work(database, senders[ChannelName.SMS], make_benchmark_clock(), habits)
    await Worker(url, work.tasks, work.ticks, work.queues).run()


if __name__ == "__main__":
    logs.configure("WARNING")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    asyncio.run(main())
