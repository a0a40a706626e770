"""Real Rasa, as the peers' folder brings it: copied, installed once, started and loaded."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

DATABASE_URL = "postgresql://rasa:rasa@127.0.0.1:55432/{name}"
"""The server that the peer's `pg.sh` starts; all candidates use it."""


def copy_peer(peers: Path, folder: Path) -> Path:
    """Copy the peer, which writes beside itself, and return the copy."""
    copy = folder / "rasa"
    shutil.copytree(peers / "rasa", copy, dirs_exist_ok=True, copy_function=_copy)
    for path in [copy, *copy.rglob("*")]:
        path.chmod(path.stat().st_mode | 0o200)
    return copy


def install(peer: Path, environment: Path) -> None:
    """Install Rasa and train its model, unless both are there; about six minutes."""
    print(f"Rasa: {environment} (the first time this takes about six minutes)", flush=True)
    _run(peer, ["./setup.sh"], {"RASA_VENV": str(environment)})


@contextmanager
def postgres(peer: Path, folder: Path) -> Iterator[None]:
    """Run the PostgreSQL that all candidates share; an empty database for each of ours."""
    settings = {"PGDIR": str(folder / "postgres")}
    _run(peer, ["./pg.sh", "start"], settings)
    try:
        for name in ("vneid", "ceiling"):
            for statement in (
                f"DROP DATABASE IF EXISTS {name}",
                f"CREATE DATABASE {name} OWNER rasa",
            ):
                server = ["psql", "-q", "-h", "127.0.0.1", "-p", "55432", "-U", "postgres"]
                _run(peer, [*server, "-c", statement], settings)
        yield
    finally:
        _run(peer, ["./pg.sh", "stop"], settings)


def compare(peer: Path, environment: Path, folder: Path, run: dict[str, str]) -> list[Any]:
    """Load Rasa and the address in `run` in turn; return the rows that the peer prints."""
    settings = {
        "RASA_VENV": str(environment),
        "PGDIR": str(folder / "postgres"),
        "STORE": "pg",
        "PARSE": "0",
        **run,
    }
    output = _run(peer, ["./bench.sh"], settings)
    return [json.loads(line) for line in output.splitlines() if line.startswith("{")]


def _copy(source: str, target: str) -> None:
    if not Path(target).exists():
        shutil.copy2(source, target)


def _run(peer: Path, command: list[str], settings: dict[str, str]) -> str:
    result = subprocess.run(  # noqa: S603 - the peer's own scripts
        command,
        cwd=peer,
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return result.stdout
