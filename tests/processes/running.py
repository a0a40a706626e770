"""Containers as processes of this machine: started in order, watched, killed and brought back."""

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from bot.settings import load_settings
from storage.embedded.account import Account, choose_account
from tests.processes.compose import ROOT, Container, Topology, find_postgres

HEALTHY_SECONDS = 400
LOOK_SECONDS = 0.5


class Running:
    """One container's process."""

    def __init__(self, container: Container, folder: Path, account: Account | None = None) -> None:
        self.container = container
        self._folder = folder
        self._account = account
        self._log = folder / f"{container.service}-{container.port}.log"
        self.start()

    def start(self) -> None:
        prefix = self._account.prefix if self._account else ()
        with self._log.open("ab") as output:
            self.process = subprocess.Popen(
                [*prefix, *self.container.command],
                env=self._environment(),
                cwd=self._folder,
                stdout=output,
                stderr=output,
            )

    def kill(self) -> None:
        """`kill -9` of all that runs in the container."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        self.process.kill()
        for child in children:
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
        self.process.wait()
        psutil.wait_procs(children, timeout=10)

    def bring_back(self) -> None:
        """Start it again, as `restart: unless-stopped` does."""
        assert self.container.definition["restart"] == "unless-stopped"
        self.start()

    def wait_until_healthy(self) -> None:
        """Wait for the file's own health check."""
        deadline = time.monotonic() + HEALTHY_SECONDS
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log()
            check = subprocess.run(
                self.container.health,
                env=self._environment(),
                cwd=self._folder,
                capture_output=True,
                check=False,
            )
            if check.returncode == 0:
                return
            time.sleep(LOOK_SECONDS)
        raise AssertionError(f"{self.container.service} is not healthy: {self.log()}")

    def wait_until_done(self) -> None:
        assert self.process.wait(HEALTHY_SECONDS) == 0, self.log()

    def log(self) -> str:
        return self._log.read_text(errors="replace")[-3000:]

    def _environment(self) -> dict[str, str]:
        """The file's environment, and what an image has in itself."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        model = {"VNEID_DATA_DIR": str(load_settings().data_dir.resolve())}
        here = {"PYTHONPATH": str(ROOT), "PGPORT": self.container.port}
        if self.container.service == "database":
            here["PGDATA"] = str(self._folder / "data")
        return {**kept, **model, **here, **self.container.environment}


@contextmanager
def up(topology: Topology, folder: Path) -> Iterator[dict[str, list[Running]]]:
    """Run all services in the order that the file demands; end them all afterwards."""
    containers = topology.containers()
    running: dict[str, list[Running]] = {}
    try:
        for name in _in_order(topology):
            account = None
            if name == "database":
                account = _create_cluster(containers[name][0], folder)
            running[name] = [Running(one, folder, account) for one in containers[name]]
            if name == "upgrade":
                running[name][0].wait_until_done()
                continue
            for one in running[name]:
                one.wait_until_healthy()
        yield running
    finally:
        for one in [one for service in reversed(running.values()) for one in service]:
            if one.process.poll() is None:
                one.kill()


def _in_order(topology: Topology) -> list[str]:
    """Services, each after those that it depends on."""
    waits_for = {
        name: set(one.get("depends_on", ())) for name, one in topology.config["services"].items()
    }
    ordered: list[str] = []
    while len(ordered) < len(waits_for):
        ready = [
            name
            for name, others in waits_for.items()
            if name not in ordered and others <= set(ordered)
        ]
        assert ready, f"services wait for each other: {waits_for}"
        ordered += sorted(ready)
    return ordered


def _create_cluster(container: Container, folder: Path) -> Account:
    """Do what the image of PostgreSQL does at its first start."""
    data, binaries = folder / "data", find_postgres()
    account = choose_account(data, binaries)
    data.mkdir(mode=0o700)
    account.own(data)
    given = container.environment
    # PostgreSQL's account may not look into the folder of the secrets.
    password = folder / "password"
    password.write_text(Path(given["POSTGRES_PASSWORD_FILE"]).read_text())
    account.own(password)
    initdb = [
        str(binaries / "initdb"), f"--pgdata={data}", f"--username={given['POSTGRES_USER']}",
        f"--pwfile={password}", "--auth-host=scram-sha-256", "--auth-local=trust",
    ]  # fmt: skip
    single = [str(binaries / "postgres"), "--single", "-D", str(data), "postgres"]
    for command, words in ((initdb, ""), (single, f"CREATE DATABASE {given['POSTGRES_DB']}\n")):
        subprocess.run(
            [*account.prefix, *command],
            input=words, text=True, check=True, capture_output=True, cwd="/", **account.options,
        )  # fmt: skip
    return account
