"""Loads a REST channel with the peers' generator, and reads its figures."""

import json
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

WEBHOOK = "http://127.0.0.1:{port}/webhooks/rest/webhook"

QUESTIONS = (
    "han chot chuyen sang vneid la khi nao",
    "còn doanh nghiệp thì sao",
    "How do I link my account?",
    "tổng đài số mấy",
)


def load(peer: Path, port: int, senders: int, seconds: int, pid: int) -> dict[str, Any]:
    """Return the figures of one run of the peers' load generator."""
    command = [sys.executable, str(peer / "loadgen.py"), "--url", WEBHOOK.format(port=port)]
    command += ["--senders", str(senders), "--duration", str(seconds), "--warmup", "2"]
    command += ["--pid", str(pid), "--label", "ours"]
    result = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    figures: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return figures


def long_conversation(port: int, turns: int = 200) -> tuple[float, float]:
    """Return the median milliseconds of the first and the last fifth of one conversation."""
    sender = f"long-{time.time_ns()}"
    times = [_ask(port, sender, QUESTIONS[turn % len(QUESTIONS)]) for turn in range(turns)]
    fifth = turns // 5
    return statistics.median(times[:fifth]), statistics.median(times[-fifth:])


def _ask(port: int, sender: str, message: str) -> float:
    body = json.dumps({"sender": sender, "message": message}).encode()
    request = urllib.request.Request(  # noqa: S310 - loopback
        WEBHOOK.format(port=port), body, {"Content-Type": "application/json"}
    )
    started = time.perf_counter()
    with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310 - loopback
        response.read()
    return (time.perf_counter() - started) * 1000
