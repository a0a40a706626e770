"""`python -m benchmarks.link_check`: many live checks against a portal that fails now and then.

Everything is real: PostgreSQL, workers and portal as processes of their own, the wait between two
polls. Each check has to end, with the state that the portal knows or an honest message, told once.
"""

import asyncio
import json
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
from rich.console import Console
from rich.table import Table

from benchmarks.link_check_rows import Told, count_open, list_waiting, read_told
from benchmarks.servers import server
from bot.bootstrap import Core, make_core
from bot.messages import ChannelName, InboundMessage
from bot.settings import Settings
from storage import schema
from storage.embedded import EmbeddedPostgres

PORTAL = "http://127.0.0.1:8095"
KINDS = (
    *("latency", "timeout", "too_many_requests", "server_error", "maintenance", "cut"),
    *("slow_down", "still_pending", "stale"),
    *("wrong_types", "missing_fields", "html", "huge", "redirect"),
)
REFUSED_EACH, IGNORED_EACH = 20, 33
"""One in so many citizens refuses, or never types the code."""
BEGUN_AT_ONCE = 20
LIMIT_SECONDS = 1800


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is run."""

    checks: int
    share: float
    seed: int
    workers: int


def main(
    checks: Annotated[int, typer.Option(help="How many checks.")] = 1000,
    share: Annotated[float, typer.Option(help="Share of calls that meet a fault.")] = 0.2,
    seed: Annotated[int, typer.Option(help="Draws the faults.")] = 7,
    workers: Annotated[int, typer.Option(help="Worker processes.")] = 2,
) -> None:
    """Run the checks and print how they ended."""
    plan = Plan(checks=checks, share=share, seed=seed, workers=workers)
    with tempfile.TemporaryDirectory() as name, EmbeddedPostgres(Path(name) / "pg") as postgres:
        url = postgres.start()
        schema.upgrade(url)
        result = asyncio.run(run(plan, url, Path(name)))
    show(result)
    sys.exit(0 if not result["wrong"] and not result["silent"] and not result["twice"] else 1)


async def run(plan: Plan, url: str, folder: Path) -> dict[str, Any]:
    """Begin all checks, decide for the citizens, and return what they heard."""
    given = {
        "VNEID_DATABASE_URL": url,
        "VNEID_PORTAL_URL": PORTAL,
        "VNEID_PORTAL_CLIENT_SECRET": "simulated-portal-secret",
        "VNEID_ENCRYPTION_KEY": "benchmark" * 4,
        "VNEID_LOG_LEVEL": "error",
    }
    core = make_core(Settings(portal_url=PORTAL), url)
    portal = [sys.executable, "-m", "portal", "--port", "8095", "--citizens", str(plan.checks)]
    portal += ["--interval-seconds", "1", "--code-seconds", "120"]
    with ExitStack() as programs:
        openapi = f"{PORTAL}/openapi.json"
        programs.enter_context(server(portal, openapi, folder / "portal.log", given))
        worker = [sys.executable, "-m", "bot", "worker"]
        for number in range(plan.workers):
            log = folder / f"worker{number}.log"
            programs.enter_context(server(worker, openapi, log, given))
        async with httpx.AsyncClient(base_url=f"{PORTAL}/simulator", timeout=30) as simulator:
            order = {"seed": plan.seed, "share": plan.share, "kinds": KINDS, "seconds": 0.3}
            (await simulator.put("/plan", json=order)).raise_for_status()
            began = time.perf_counter()
            await asyncio.gather(begin_all(core, plan.checks), decide(simulator, url, plan.checks))
            seconds = time.perf_counter() - began
            met = (await simulator.get("/state")).json()
            told = read_told(url)
            return {
                **await judge(simulator, told, plan.checks),
                "seconds": round(seconds),
                "calls": sum(met["calls"].values()),
                "faults": sum(met["faults_met"].values()),
                "tokens_left": met["tokens"],
            }


async def begin_all(core: Core, checks: int) -> None:
    """Let every citizen ask and agree."""
    gate = asyncio.Semaphore(BEGUN_AT_ONCE)

    async def begin(number: int) -> None:
        async with gate:
            for text in ("/start_live_check", "/affirm"):
                said = InboundMessage(channel=ChannelName.WEB, sender_id=str(number), text=text)
                await core.turns.handle(said)

    await asyncio.gather(*(begin(number) for number in range(1, checks + 1)))


async def decide(simulator: httpx.AsyncClient, url: str, checks: int) -> None:
    """Be the citizens at the portal, until every check has ended."""
    decided: set[int] = set()
    deadline = time.monotonic() + LIMIT_SECONDS
    while count_open(url, checks) and time.monotonic() < deadline:
        for number, code in list_waiting(url):
            if number in decided or number % IGNORED_EACH == 0:
                continue
            verdict = "refuse" if number % REFUSED_EACH == 0 else "approve"
            order = {"verdict": verdict, "citizen": number}
            await simulator.post(f"/requests/{code}", json=order)
            decided.add(number)
        await asyncio.sleep(0.2)


async def judge(simulator: httpx.AsyncClient, told: list[Told], checks: int) -> dict[str, Any]:
    """Compare what was told with what the portal knows."""
    wrong = []
    for one in told:
        if one.state is None:
            continue
        known = (await simulator.get(f"/citizens/{one.number}")).json()["status"]["result"]["state"]
        if known != one.state:
            wrong.append((one.number, known, one.state))
    waits = sorted(one.seconds for one in told if one.seconds is not None)
    return {
        "checks": checks,
        "endings": Counter(one.ending for one in told),
        "wrong": wrong,
        "silent": checks - sum(one.times > 0 for one in told),
        "twice": sum(one.times > 1 for one in told),
        "median_seconds": round(waits[len(waits) // 2], 1),
        "p95_seconds": round(waits[int(len(waits) * 0.95)], 1),
        "longest_seconds": round(waits[-1], 1),
    }


def show(result: dict[str, Any]) -> None:
    """Print the figures."""
    table = Table(title="Live checks", show_header=False)
    for name, value in result.items():
        table.add_row(name, json.dumps(value, ensure_ascii=False))
    Console(width=110).print(table)


if __name__ == "__main__":
    typer.run(main)
