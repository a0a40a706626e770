"""`python -m benchmarks.round_trip`: a citizen's message and its answer on Telegram's emulator."""

import asyncio
import os
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import httpx
import typer

from benchmarks.telegram_servers import programs
from benchmarks.telegram_side import FIRST_CHAT, Deliverer
from storage import schema
from storage.embedded import EmbeddedPostgres
from tests.conftest import new_database
from tests.peers.telegram.emulator import Emulator, emulating, install_node_packages

WARM_UP = 40


def main(
    rate: Annotated[int, typer.Option(help="Messages a second, each of another citizen.")] = 20,
    seconds: Annotated[int, typer.Option(help="Length of the run.")] = 15,
    peers: Annotated[Path, typer.Option(help="Folder of the peers.", envvar="VNEID_PEERS")] = Path(
        "../shared/peers"
    ),
) -> None:
    """Measure, and print the median, p95 and p99 in milliseconds."""
    modules = install_node_packages(Path(os.environ.get("VNEID_DATA_DIR", "var")) / "peers")
    with (
        TemporaryDirectory() as name,
        EmbeddedPostgres(Path(name) / "postgres") as postgres,
        new_database(postgres.start()) as url,
        emulating(peers.resolve(), modules.resolve()) as emulator,
    ):
        schema.upgrade(url)
        times = asyncio.run(_measure(url, emulator, Path(name), rate, seconds))
    cuts = statistics.quantiles(times, n=100)
    print(
        f"{len(times)} messages at {rate} a second: median {cuts[49]:.0f} ms, "
        f"p95 {cuts[94]:.0f} ms, p99 {cuts[98]:.0f} ms"
    )


async def _measure(
    url: str, emulator: Emulator, folder: Path, rate: int, seconds: int
) -> list[float]:
    with programs(url, emulator.address, folder) as (address, _):
        async with httpx.AsyncClient(timeout=30) as client:
            deliverer = Deliverer(address, client)
            await deliverer.hand_over(FIRST_CHAT, 0)  # waits until the server is there
            sending = set()
            for number in range(1, WARM_UP + rate * seconds):
                sending.add(asyncio.create_task(deliverer.hand_over(FIRST_CHAT + number, 0)))
                await asyncio.sleep(1 / rate)
            await asyncio.gather(*sending)
            await asyncio.sleep(2)
    answered = {int(call["body"]["chat_id"]): call["t"] for call in emulator.calls("sendMessage")}
    asked = {chat: at for (chat, _), at in deliverer.handed_over_at.items()}
    return [answered[chat] - at * 1000 for chat, at in asked.items() if chat > FIRST_CHAT + WARM_UP]


if __name__ == "__main__":
    typer.run(main)
