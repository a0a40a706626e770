"""`python -m benchmarks`: our REST channel, real Rasa and the raw ceiling, in one run."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from benchmarks import peer as rasa
from benchmarks.load import load, long_conversation
from benchmarks.servers import ceiling, ours, server

OUR_PORT, CEILING_PORT = 8097, 8098
SENDERS = (1, 8, 32)


def main(
    peers: Annotated[Path, typer.Option(help="Folder of the peers.", envvar="VNEID_PEERS")] = Path(
        "../shared/peers"
    ),
    folder: Annotated[Path, typer.Option(help="Where everything is put.")] = Path("var/bench"),
    rasa_venv: Annotated[
        Path | None, typer.Option(help="Environment with Rasa 3.6.21; none: made in the folder.")
    ] = None,
    seconds: Annotated[int, typer.Option(help="Length of each run.")] = 10,
) -> None:
    """Measure all three on one PostgreSQL and print the figures with ratios."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    environment = (rasa_venv or folder / "rasa-venv").resolve()
    copy = rasa.copy_peer(peers.resolve(), folder)
    rasa.install(copy, environment)
    with rasa.postgres(copy, folder):
        result = measure(copy, environment, folder, seconds)
    path = folder / f"result-{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    path.write_text(json.dumps(result, indent=2), encoding="utf-8")
    show(result)
    print(f"\nAll figures: {path}")


def measure(peer: Path, environment: Path, folder: Path, seconds: int) -> dict[str, Any]:
    """Run everything, one after the other, and return the figures."""
    result: dict[str, Any] = {"machine_cores": os.cpu_count(), "run_seconds": seconds}
    url = rasa.DATABASE_URL.format(name="ceiling")
    command, health, settings = ceiling(CEILING_PORT, url)
    with server(command, health, folder / "ceiling.log", settings) as (pid, _):
        result["ceiling"] = [load(peer, CEILING_PORT, n, seconds, pid) for n in SENDERS]
    url = rasa.DATABASE_URL.format(name="vneid")
    command, health, settings = ours(OUR_PORT, url, folder)
    with server(command, health, folder / "first.log", settings):
        pass  # trains the model and makes the tables, which no later start does again
    with server(command, health, folder / "ours.log", settings) as (pid, ready_seconds):
        result["ours_ready_seconds"] = round(ready_seconds, 2)
        run = {
            "SENDERS": " ".join(map(str, SENDERS)),
            "DURATION": str(seconds),
            "CMP_URL": f"http://127.0.0.1:{OUR_PORT}/webhooks/rest/webhook",
            "CMP_PID": str(pid),
        }
        rows = rasa.compare(peer, environment, folder, run)
        first, last = long_conversation(OUR_PORT)
    result["rasa_start"] = rows[0]
    result["rasa"] = [row for row in rows[1:] if row["label"] != "cmp"]
    result["ours"] = [row for row in rows[1:] if row["label"] == "cmp"]
    result["long_conversation_ms"] = {"first_fifth": round(first, 2), "last_fifth": round(last, 2)}
    return result


def show(result: dict[str, Any]) -> None:
    """Print the figures as a table."""
    table = Table(title="Messages per second over the REST channel, PostgreSQL store")
    for column in ("senders", "Rasa 3.6.21", "ours", "ratio", "p99 Rasa", "p99 ours", "ceiling"):
        table.add_column(column, justify="right")
    for theirs, our, raw in zip(result["rasa"], result["ours"], result["ceiling"], strict=True):
        table.add_row(
            str(our["senders"]),
            str(theirs["msgs_per_s"]),
            str(our["msgs_per_s"]),
            f"{our['msgs_per_s'] / theirs['msgs_per_s']:.1f} ×",
            f"{theirs['p99_ms']} ms",
            f"{our['p99_ms']} ms",
            f"{raw['msgs_per_s']}  ({our['msgs_per_s'] / raw['msgs_per_s']:.0%})",
        )
    console = Console(width=110)
    console.print(table)
    start = result["rasa_start"]["cold_start_to_ready_s"]
    memory = result["rasa"][-1]["server_rss_mb"], result["ours"][-1]["server_rss_mb"]
    fifths = result["long_conversation_ms"]
    console.print(f"ready after          Rasa {start} s, ours {result['ours_ready_seconds']} s")
    console.print(f"memory under load    Rasa {memory[0]} MB, ours {memory[1]} MB")
    console.print(
        "200 turns, median    "
        f"first fifth {fifths['first_fifth']} ms, last fifth {fifths['last_fifth']} ms"
    )


if __name__ == "__main__":
    typer.run(main)
