"""`python -m benchmarks.soak`: web and worker are killed while citizens write on Telegram.

Telegram's part is the peers' emulator, whose bot may send 500 messages a second. `soak_figures.py`
tells what each figure means. With `--results` a soak that was stopped goes on where it was.
"""

import asyncio
import json
import os
import random
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import httpx
import typer

from benchmarks.rows import read
from benchmarks.soak_figures import VIOLATIONS, count
from benchmarks.telegram_servers import Program, next_death, programs
from benchmarks.telegram_side import FIRST_CHAT, Deliverer
from bot.content.catalogue import ROOT
from bot.conversation.understanding.model_store import ensure_model
from bot.settings import load_settings
from storage import schema
from storage.embedded import EmbeddedPostgres
from tests.peers.telegram.emulator import Emulator, emulating, install_node_packages

CHATS = 400
PER_SECOND = 500
LONGEST_SETTLING_SECONDS = 240
LOOK_EVERY_SECONDS = 5
_UPGRADING = threading.Lock()
"""Alembic keeps what it works on in its module: one at a time."""
_OPEN = "SELECT 1 FROM deliveries WHERE settled_at IS NULL LIMIT 1"

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """What all runs share: the peers, a folder for servers and logs, and what is measured."""

    peers: Path
    modules: Path
    folder: Path
    commit: str


def main(
    runs: Annotated[int, typer.Option(help="How often all of it is done.")] = 1,
    messages: Annotated[int, typer.Option(help="Messages of one run.")] = 2000,
    seed: Annotated[int, typer.Option(help="Of the first run; the next ones count up.")] = 1,
    side_by_side: Annotated[int, typer.Option(help="Runs at once: most of one is waiting.")] = 2,
    results: Annotated[
        Path | None, typer.Option(help="Keep each run's figures here; runs in it are not repeated.")
    ] = None,
    peers: Annotated[Path, typer.Option(help="Folder of the peers.", envvar="VNEID_PEERS")] = Path(
        "../shared/peers"
    ),
) -> None:
    """Soak, and end with an error if anything was lost, decided twice or out of order."""
    done = _read_results(results)
    seeds = [one for one in range(seed, seed + runs) if one not in {run["seed"] for run in done}]
    modules = install_node_packages(Path(os.environ.get("VNEID_DATA_DIR", "var")) / "peers")
    # Trained once; else every process would train.
    ensure_model(ROOT / "intents", load_settings().data_dir / "models")
    with TemporaryDirectory() as name, ThreadPoolExecutor(side_by_side) as threads:
        place = Place(peers.resolve(), modules.resolve(), Path(name), _commit())
        running = [threads.submit(_run, place, one, messages) for one in seeds]
        for finished in as_completed(running):
            if error := finished.exception():
                print(f"a run broke off: {error!r}", flush=True)
                continue
            done.append(finished.result())
            _tell(done[-1], results)
    total, missing = _sum(done), sum(one.exception() is not None for one in running)
    print(f"{len(done)} runs: " + _line(total), flush=True)
    if missing:
        print(f"{missing} broke off: the same command with --results repeats them", flush=True)
    raise typer.Exit(1 if missing or any(total[fault] for fault in VIOLATIONS) else 0)


def _run(place: Place, seed: int, messages: int) -> Figures:
    began = time.monotonic()
    folder = place.folder / str(seed)
    folder.mkdir()
    with (
        EmbeddedPostgres(folder / "postgres") as postgres,
        emulating(place.peers, place.modules) as emulator,
    ):
        url = postgres.start()
        with _UPGRADING:
            schema.upgrade(url)
        figures = asyncio.run(_soak(url, emulator, folder, messages, seed))
    seconds = round(time.monotonic() - began)
    return {"seed": seed, "commit": place.commit, **figures, "seconds": seconds}


async def _soak(url: str, emulator: Emulator, folder: Path, messages: int, seed: int) -> Figures:
    chance = random.Random(seed)  # noqa: S311 - no secret
    chats = [FIRST_CHAT + place for place in range(min(CHATS, messages))]
    written = {chat: len(range(place, messages, len(chats))) for place, chat in enumerate(chats)}
    with programs(url, emulator.address, folder, PER_SECOND) as (address, running):
        async with httpx.AsyncClient(timeout=30) as client:
            deliverer = Deliverer(address, client)
            killer = asyncio.create_task(_kill(running, deliverer, chance))
            await asyncio.gather(*(_write(deliverer, *share) for share in written.items()))
            killer.cancel()
        await _settled(url)
        kills = sum(program.kills for program in running)
    figures = count(url, emulator, written)
    return {"messages": messages, "kills": kills, "repeated": deliverer.repeated, **figures}


async def _write(deliverer: Deliverer, chat: int, number: int) -> None:
    for place in range(number):
        await deliverer.hand_over(chat, place)


async def _kill(running: list[Program], deliverer: Deliverer, chance: random.Random) -> None:
    """Kill after so many messages more, so that a busy machine does not kill what only starts."""
    while True:
        messages, seconds, victim = next_death(chance)
        wanted = deliverer.taken + messages
        while deliverer.taken < wanted:  # noqa: ASYNC110 - looked at a hundred times a second
            await asyncio.sleep(0.01)
        await asyncio.sleep(seconds)
        await asyncio.to_thread(running[victim].kill)


async def _settled(url: str) -> None:
    """Wait until nothing is open any more; a dead sender is believed for a minute."""
    for _ in range(0, LONGEST_SETTLING_SECONDS, LOOK_EVERY_SECONDS):
        if not read(url, _OPEN):
            return
        await asyncio.sleep(LOOK_EVERY_SECONDS)


def _commit() -> str:
    asked = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.check_output(asked, cwd=ROOT, text=True).strip()  # noqa: S603 - our own


def _read_results(results: Path | None) -> list[Figures]:
    if results is None or not results.exists():
        return []
    return [json.loads(line) for line in results.read_text(encoding="utf-8").splitlines()]


def _tell(figures: Figures, results: Path | None) -> None:
    print(_line(figures), flush=True)
    if results is not None:
        with results.open("a", encoding="utf-8") as file:
            file.write(json.dumps(figures) + "\n")


def _sum(runs: Iterable[Figures]) -> Counter[str]:
    total: Counter[str] = Counter()
    for run in runs:
        total.update({name: run[name] for name in run.keys() - {"seed", "commit"}})
    return total


def _line(figures: Figures | Counter[str]) -> str:
    return "  ".join(f"{name} {number}" for name, number in figures.items())


if __name__ == "__main__":
    typer.run(main)
