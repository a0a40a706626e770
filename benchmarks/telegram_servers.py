"""Web and worker processes that answer on the emulator, killed and brought back.

They are forked from a process that has everything imported: a start costs a second less, and what
is killed is the same.
"""

import multiprocessing
import os
import random
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from benchmarks.servers import free_port
from benchmarks.telegram_side import KEY, SECRET
from bot import cli
from tests.peers.telegram.emulator import TOKEN

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(
    ["benchmarks.telegram_servers", "bot.commands.serve", "bot.commands.worker"]
)


class Program:
    """One process of ours; killed, it is started again at once."""

    def __init__(self, arguments: list[str], environment: Mapping[str, str], log: Path) -> None:
        self._as = (arguments, dict(environment), log)
        self._process = self._start()
        self.kills = 0

    def kill(self) -> None:
        """`kill -9`, and a new one."""
        self.stop()
        self.kills += 1
        self._process = self._start()

    def stop(self) -> None:
        """End it for good."""
        self._process.kill()
        self._process.join()

    def _start(self) -> ForkServerProcess:
        process = _FORKS.Process(target=_run, args=self._as)
        process.start()
        return process


def _run(arguments: list[str], environment: Mapping[str, str], log: Path) -> None:
    """Be `vneid-bot`, in a process of its own."""
    with log.open("ab") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    os.environ.update(environment)
    sys.argv = ["vneid-bot", *arguments]
    cli.main()


@contextmanager
def programs(
    database_url: str, api_url: str, folder: Path, per_second: float = 30
) -> Iterator[tuple[str, list[Program]]]:
    """Run web and worker; yield the webhook's address and both."""
    port = str(free_port())
    environment = {
        "VNEID_DATABASE_URL": database_url,
        "VNEID_SECRET_KEY": "benchmark" * 4,
        "VNEID_ENCRYPTION_KEY": KEY,
        "VNEID_TELEGRAM_TOKEN": TOKEN,
        "VNEID_TELEGRAM_SECRET": SECRET,
        "VNEID_TELEGRAM_API_URL": api_url,
        "VNEID_TELEGRAM_PER_SECOND": str(per_second),
        "VNEID_LOG_LEVEL": "warning",
    }
    web = ["serve", "--port", port, "--insecure-rest"]
    running = [
        Program(arguments, environment, folder / f"{arguments[0]}.log")
        for arguments in (web, ["worker"])
    ]
    try:
        yield f"http://127.0.0.1:{port}/webhooks/telegram", running
    finally:
        for program in running:
            program.stop()


def next_death(chance: random.Random) -> tuple[int, float, int]:
    """Return after how many messages, and how many seconds then, which program is killed.

    One in five dies while it starts.
    """
    messages = chance.randint(50, 200) if chance.randrange(5) else 0
    return messages, chance.uniform(0, 1 if messages else 4), chance.choice([0, 0, 1])
