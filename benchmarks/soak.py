"""`python -m benchmarks.soak`: web and worker are killed while citizens write on Telegram.

Telegram's part is the peers' emulator. What is printed of a run:

lost      a message without its turn, or an answer that never went out though nothing is in doubt
twice     a message decided twice
order     an answer after a later one
repeated  an update that was handed over again because web was dead
resent    an answer whose process died between claiming it and saying what became of it; it was
          sent, or sent again: the Bot API has nothing to look a message up by
unknown   one that this befell twice
"""

import asyncio
import os
import random
from collections import defaultdict
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import httpx
import psycopg
import typer

from benchmarks.telegram_servers import Program, next_death, programs
from benchmarks.telegram_side import FIRST_CHAT, KEY, Deliverer, question
from storage import schema
from storage.crypto import Cipher
from storage.embedded import EmbeddedPostgres
from tests.conftest import new_database
from tests.peers.telegram.emulator import Emulator, emulating, install_node_packages

CHATS = 100
LONGEST_SETTLING_SECONDS = 240


def main(
    runs: Annotated[int, typer.Option(help="How often all of it is done.")] = 1,
    messages: Annotated[int, typer.Option(help="Messages of one run.")] = 2000,
    seed: Annotated[int, typer.Option(help="Of the first run; the next ones count up.")] = 1,
    peers: Annotated[Path, typer.Option(help="Folder of the peers.", envvar="VNEID_PEERS")] = Path(
        "../shared/peers"
    ),
) -> None:
    """Soak, and end with an error if anything was lost, decided twice or out of order."""
    modules = install_node_packages(Path(os.environ.get("VNEID_DATA_DIR", "var")) / "peers")
    bad = 0
    with TemporaryDirectory() as name, EmbeddedPostgres(Path(name) / "postgres") as postgres:
        server = postgres.start()
        for run in range(seed, seed + runs):
            with (
                new_database(server) as url,
                emulating(peers.resolve(), modules.resolve()) as emulator,
            ):
                schema.upgrade(url)
                figures = asyncio.run(_soak(url, emulator, Path(name), messages, run))
            print(f"seed {run}: " + "  ".join(f"{k} {v}" for k, v in figures.items()), flush=True)
            bad += figures["lost"] + figures["twice"] + figures["order"]
    raise typer.Exit(1 if bad else 0)


async def _soak(
    url: str, emulator: Emulator, folder: Path, messages: int, seed: int
) -> dict[str, int]:
    chance = random.Random(seed)  # noqa: S311 - no secret
    chats = [FIRST_CHAT + place for place in range(min(CHATS, messages))]
    shares = {chat: range(place, messages, len(chats)) for place, chat in enumerate(chats)}
    with programs(url, emulator.address, folder) as (address, running):
        async with httpx.AsyncClient(timeout=30) as client:
            deliverer = Deliverer(address, client)
            killer = asyncio.create_task(_kill(running, chance))
            await asyncio.gather(
                *(_write(deliverer, chat, len(share)) for chat, share in shares.items())
            )
            killer.cancel()
        await _settled(url)
        kills = sum(program.kills for program in running)
    written = {chat: len(share) for chat, share in shares.items()}
    return {"kills": kills, "repeated": deliverer.repeated} | _figures(url, emulator, written)


async def _write(deliverer: Deliverer, chat: int, number: int) -> None:
    for place in range(number):
        await deliverer.hand_over(chat, place)


async def _kill(running: list[Program], chance: random.Random) -> None:
    while True:
        seconds, victim = next_death(chance)
        await asyncio.sleep(seconds)
        running[victim].kill()


async def _settled(url: str) -> None:
    """Wait until nothing is open any more, half a minute longer than a dead sender is believed."""
    for _ in range(LONGEST_SETTLING_SECONDS):
        if not _rows(url, "SELECT 1 FROM deliveries WHERE settled_at IS NULL LIMIT 1"):
            return
        await asyncio.sleep(1)


def _figures(url: str, emulator: Emulator, written: dict[int, int]) -> dict[str, int]:
    cipher = Cipher(KEY)
    chats = {cipher.index(str(chat), "telegram"): chat for chat in written}
    stored = defaultdict(list)
    for name, text in _rows(
        url,
        "SELECT sender_id, text FROM inbound_messages"
        " JOIN conversations ON id = conversation_id ORDER BY sequence",
    ):
        stored[chats[name]].append(text)
    queued: dict[int, list[tuple[str, str, bool]]] = defaultdict(list)
    for name, text, status, is_resent in _rows(
        url,
        "SELECT sender_id, body ->> 'text', status, is_resent FROM deliveries"
        " JOIN conversations ON conversations.id = conversation_id ORDER BY deliveries.id",
    ):
        queued[chats[name]].append((text, status, is_resent))
    seen: dict[int, list[str]] = defaultdict(list)
    for call in emulator.calls("sendMessage"):
        seen[int(call["body"]["chat_id"])].append(call["body"]["text"])
    every = [row for rows in queued.values() for row in rows]
    figures = {"lost": 0, "twice": 0, "order": 0}
    for chat, number in written.items():
        for fault, count in _faults(number, stored[chat], queued[chat], seen[chat]).items():
            figures[fault] += count
    return figures | {
        "resent": sum(is_resent for *_, is_resent in every),
        "unknown": sum(status == "unknown" for _, status, _ in every),
    }


def _faults(
    number: int, stored: list[str], queued: list[tuple[str, str, bool]], seen: list[str]
) -> dict[str, int]:
    """Compare what one chat wrote, what was stored and queued for it, and what it saw."""
    certain = [text for text, status, _ in queued if status == "sent"]
    told = [text for text, _ in groupby(seen)]
    allowed = [text for text, *_ in queued]
    return {
        "lost": max(0, number - len(stored)) + _missing(certain, told),
        "twice": max(0, len(stored) - number),
        "order": _missing(told, allowed) + (len(stored) == number and not _in_order(stored)),
    }


def _in_order(stored: list[str]) -> bool:
    first = [text for text in stored if not text.startswith("/")]
    wanted = [question(place) for place in range(len(stored))]
    return first == [text for text in wanted if not text.startswith("/")]


def _missing(wanted: list[str], found: list[str]) -> int:
    """Return how many of `wanted` do not stand in `found` in the same order."""
    rest = iter(found)
    return sum(all(text != other for other in rest) for text in wanted)


def _rows(url: str, statement: str) -> list[Any]:
    with psycopg.connect(url) as connection:
        return connection.execute(statement).fetchall()  # type: ignore[call-overload, no-any-return]


if __name__ == "__main__":
    typer.run(main)
