"""Web and worker processes that answer on the emulator, killed and brought back."""

import os
import random
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.telegram_side import KEY, SECRET
from tests.peers.telegram.emulator import TOKEN


class Program:
    """One process of ours; killed, it is started again at once."""

    def __init__(self, arguments: list[str], environment: Mapping[str, str], log: Path) -> None:
        self._command = [sys.executable, "-m", "bot", *arguments]
        self._environment = {**os.environ, **environment}
        self._log = log
        self._process = self._start()
        self.kills = 0

    def kill(self) -> None:
        """`kill -9`, and a new one."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self.kills += 1
        self._process = self._start()

    def stop(self) -> None:
        """End it for good."""
        self._process.kill()
        self._process.wait()

    def _start(self) -> "subprocess.Popen[bytes]":
        with self._log.open("ab") as output:
            return subprocess.Popen(  # noqa: S603 - our own program
                self._command, env=self._environment, stdout=output, stderr=output
            )


@contextmanager
def programs(database_url: str, api_url: str, folder: Path) -> Iterator[tuple[str, list[Program]]]:
    """Run web and worker; yield the webhook's address and both."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    environment = {
        "VNEID_DATABASE_URL": database_url,
        "VNEID_SECRET_KEY": "benchmark" * 4,
        "VNEID_ENCRYPTION_KEY": KEY,
        "VNEID_TELEGRAM_TOKEN": TOKEN,
        "VNEID_TELEGRAM_SECRET": SECRET,
        "VNEID_TELEGRAM_API_URL": api_url,
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


def next_death(chance: random.Random) -> tuple[float, int]:
    """Return after how many seconds which program is killed next."""
    return chance.uniform(5, 20), chance.choice([0, 0, 1])
