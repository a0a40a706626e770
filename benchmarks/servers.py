"""Starts the programs that are measured, and waits until they answer."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

READY_SECONDS = 60


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def server(
    command: list[str], health: str, log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[tuple[int, float]]:
    """Run a server; yield its process id and the seconds it took until `health` answered."""
    started = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own command
            command, stdout=output, stderr=output, env={**os.environ, **(environment or {})}
        )
    try:
        _wait(process, health, log)
        yield process.pid, time.perf_counter() - started
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def ours(port: int, database_url: str, folder: Path) -> tuple[list[str], str, dict[str, str]]:
    """Return command, health address and environment of our web server."""
    command = [str(Path(sys.executable).parent / "vneid-bot"), "serve", "--port", str(port)]
    environment = {
        "VNEID_DATABASE_URL": database_url,
        "VNEID_DATA_DIR": str(folder / "data"),
        "VNEID_SECRET_KEY": "benchmark" * 4,
        "VNEID_ENCRYPTION_KEY": "benchmark" * 4,
        "VNEID_LOG_LEVEL": "warning",
    }
    return [*command, "--insecure-rest"], f"http://127.0.0.1:{port}/readyz", environment


def ceiling(port: int, database_url: str) -> tuple[list[str], str, dict[str, str]]:
    """Return the same of the raw ceiling: uvicorn and one insert."""
    command = [sys.executable, "-m", "uvicorn", "benchmarks.ceiling:app", "--port", str(port)]
    environment = {"CEILING_DATABASE_URL": database_url}
    quiet = ["--log-level", "warning", "--no-access-log"]
    return [*command, *quiet], f"http://127.0.0.1:{port}/health", environment


def _wait(process: "subprocess.Popen[bytes]", health: str, log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit(f"the server ended at once:\n{log.read_text()[-2000:]}")
        try:
            with urllib.request.urlopen(health, timeout=2):  # noqa: S310 - loopback
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.02)
    raise SystemExit(f"no answer from {health}:\n{log.read_text()[-2000:]}")
