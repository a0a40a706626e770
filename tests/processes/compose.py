"""docker-compose.yml as docker-compose itself reads it, in the words of this machine.

What stands for a container here: an address of this machine for `web:8080`, a folder for
`/run/secrets`, this machine's programs for those of the images.
"""

import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
IMAGE_PORTS = {"database": "5432"}
"""Ports that images listen on without being told."""


def read_config(*channels: str, **variables: str) -> dict[str, Any]:
    """Return what Debian's `docker-compose config` makes of the file, with those of channels."""
    names = ["docker-compose.yml", *(f"docker-compose.{channel}.yml" for channel in channels)]
    files = [part for name in names for part in ("--file", str(ROOT / name))]
    command = ["docker-compose", *files, "config"]
    environment = {**os.environ, **variables}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    return yaml.safe_load(done.stdout)


def find_postgres() -> Path:
    """The folder of this machine's newest PostgreSQL."""
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[4])
    )
    found = installed[-1] if installed else shutil.which("postgres")
    assert found, "make processes-test installs PostgreSQL"
    return Path(found).parent


def make_secrets(config: Mapping[str, Any], folder: Path) -> None:
    """Make the secrets as docs/runbook.md does."""
    folder.mkdir()
    for name in config["secrets"]:
        (folder / name).write_text(secrets.token_urlsafe(32))
    password = (folder / "postgres_password").read_text()
    (folder / "database_url").write_text(f"postgresql://vneid:{password}@database:5432/vneid\n")


@dataclass(frozen=True)
class Container:
    """One process: its service in the file, and the words of this machine for it."""

    service: str
    definition: Mapping[str, Any]
    port: str
    ports: Mapping[str, tuple[str, str]]
    secrets: Path

    @property
    def command(self) -> list[str]:
        return self._here(self.definition["command"])

    @property
    def health(self) -> list[str]:
        kind, *command = self.definition["healthcheck"]["test"]
        assert kind == "CMD"
        return self._here(command)

    @property
    def environment(self) -> dict[str, str]:
        given = self.definition.get("environment", {})
        return {name: self.in_words_of_here(value) for name, value in given.items()}

    def in_words_of_here(self, text: str) -> str:
        """The text with this machine's addresses and paths."""
        text = text.replace("/run/secrets/", f"{self.secrets}/")
        if self.service in self.ports:
            text = re.sub(rf"\b{self.ports[self.service][0]}\b", self.port, text)
        for name, (inside, here) in self.ports.items():
            text = re.sub(rf"(?:\b{name}|127\.0\.0\.1):{inside}\b", f"127.0.0.1:{here}", text)
        return text

    def _here(self, command: Sequence[str]) -> list[str]:
        program, *arguments = command
        programs = {
            "vneid-bot": [sys.executable, "-m", "bot"],
            "python": [sys.executable],
            "postgres": [str(find_postgres() / "postgres"), "-c", "unix_socket_directories="],
            "pg_isready": [str(find_postgres() / "pg_isready")],
        }
        return [*programs[program], *map(self.in_words_of_here, arguments)]


@dataclass
class Topology:
    """All containers of the file, with `copies` of some services."""

    secrets: Path
    copies: Mapping[str, int] = field(default_factory=dict)
    config: Mapping[str, Any] = field(default_factory=read_config)

    def containers(self) -> dict[str, list[Container]]:
        """Every service's, on free ports of this machine."""
        make_secrets(self.config, self.secrets)
        services = self.config["services"]
        inside = {name: _inside_port(name, one) for name, one in services.items()}
        free = {name: [_free_port() for _ in range(self.copies.get(name, 1))] for name in services}
        ports = {name: (port, free[name][0]) for name, port in inside.items() if port}
        made = {
            name: [Container(name, one, port, ports, self.secrets) for port in free[name]]
            for name, one in services.items()
        }
        url = self.secrets / "database_url"
        url.write_text(made["upgrade"][0].in_words_of_here(url.read_text()))
        return made


def _inside_port(name: str, definition: Mapping[str, Any]) -> str | None:
    published = definition.get("ports", [])
    if not published:
        return IMAGE_PORTS.get(name)
    return str(published[0]).removesuffix("/tcp").rpartition(":")[2]


def _free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return str(probe.getsockname()[1])
