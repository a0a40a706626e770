"""`python -m benchmarks.understanding`: the same messages taught to real Rasa and to ours."""

import json
import os
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import psutil
import typer
import yaml
from rich.console import Console
from rich.table import Table

from benchmarks import peer as rasa
from benchmarks.servers import server
from bot.content import training_data
from bot.content.catalogue import ROOT
from bot.content.training_data import Example
from bot.conversation.guard import clean
from bot.conversation.masking import mask
from bot.conversation.understanding.interpreter import OUT_OF_SCOPE, Interpreter
from bot.messages import Language

PORT = 8099
FALLBACK = "nlu_fallback"
SETS = ("nlu", "nlu_hard")
LINES = {"vi": "right, vi", "en": "right, en", "surely_wrong": "surely wrong"}
QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}

Parse = Callable[[str], tuple[str, bool]]
"""Returns the likeliest intent of a message, and whether it is sure enough to be answered."""


def main(
    peers: Annotated[Path, typer.Option(help="Folder of the peers.", envvar="VNEID_PEERS")] = Path(
        "../shared/peers"
    ),
    folder: Annotated[Path, typer.Option(help="Where everything is put.")] = Path("var/bench"),
    rasa_venv: Annotated[
        Path | None, typer.Option(help="Environment with Rasa 3.6.21; none: made in the folder.")
    ] = None,
    epochs: Annotated[int, typer.Option(help="Rounds of training of DIET.")] = 100,
) -> None:
    """Train both on intents/, test both on the test sets, print accuracy, time and memory."""
    folder = folder.resolve() / "understanding"
    folder.mkdir(parents=True, exist_ok=True)
    copy = rasa.copy_peer(peers.resolve(), folder)
    environment = rasa_venv or folder / "rasa-venv"
    if rasa_venv is None:
        rasa.install(copy, environment)
    examples = training_data.load(ROOT / "intents").examples
    results = [measure_ours(folder), measure_rasa(copy, environment.resolve(), examples, epochs)]
    path = folder / "understanding.json"
    path.write_text(json.dumps(results, indent=2), encoding="utf-8")
    show(results)
    print(f"\nAll figures: {path}")


def measure_ours(folder: Path) -> dict[str, Any]:
    """Train our model and test it in this process."""
    model = folder / "ours.npz"
    module = "bot.conversation.understanding.training"
    began = time.perf_counter()
    subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", module, str(ROOT / "intents"), str(model)], check=True
    )
    train_seconds = time.perf_counter() - began
    interpreter = Interpreter.load(model, ROOT / "intents", ())

    def parse(text: str) -> tuple[str, bool]:
        understood = interpreter.parse(mask(clean(text).text).text)
        return understood.intent.name, understood.is_sure

    return _result("ours", train_seconds, parse, os.getpid())


def measure_rasa(
    copy: Path, environment: Path, examples: Iterable[Example], epochs: int
) -> dict[str, Any]:
    """Train the peer's pipeline on our messages and test it over its own parse address."""
    project = copy / "understanding"
    _write_project(copy / "project" / "config.yml", project, examples, epochs)
    command = str(environment / "bin" / "rasa")
    began = time.perf_counter()
    training = [command, "train", "nlu", "--nlu", "nlu.yml", "--fixed-model-name", "nlu"]
    subprocess.run(  # noqa: S603 - the peer's command
        training, cwd=project, check=True, env={**os.environ, **QUIET}, stdout=subprocess.DEVNULL
    )
    train_seconds = time.perf_counter() - began
    model = str(project / "models" / "nlu.tar.gz")
    run = [command, "run", "--enable-api", "-i", "127.0.0.1", "-p", str(PORT), "-m", model]
    with server(run, f"http://127.0.0.1:{PORT}/status", copy / "parse.log", QUIET) as (pid, _):
        return _result("Rasa 3.6.21 (DIET)", train_seconds, _parse_with_rasa, pid)


def _write_project(config: Path, project: Path, examples: Iterable[Example], epochs: int) -> None:
    messages: dict[str, list[str]] = {}
    for one in examples:
        messages.setdefault(one.intent, []).append(one.text)
    settings = yaml.safe_load(config.read_text(encoding="utf-8"))
    for part in settings["pipeline"]:
        if part["name"] == "DIETClassifier":
            part["epochs"] = epochs
    nlu = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}
        for intent, texts in messages.items()
    ]
    files = {
        "config.yml": settings,
        "domain.yml": {"version": "3.1", "intents": list(messages)},
        "nlu.yml": {"version": "3.1", "nlu": nlu},
    }
    project.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        written = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000)
        (project / name).write_text(written, encoding="utf-8")


def _parse_with_rasa(text: str) -> tuple[str, bool]:
    request = urllib.request.Request(
        f"http://127.0.0.1:{PORT}/model/parse",
        json.dumps({"text": text}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310 - loopback
        ranking = json.loads(response.read())["intent_ranking"]
    names = [one["name"] for one in ranking]
    best = next((name for name in names if name != FALLBACK), "")
    return best, FALLBACK not in names[:1]


def _result(name: str, train_seconds: float, parse: Parse, pid: int) -> dict[str, Any]:
    sets = {
        each: _tested(training_data.load(ROOT / "tests" / each).examples, parse) for each in SETS
    }
    times = [seconds for found in sets.values() for seconds in found.pop("seconds")]
    return {
        "name": name,
        "train_seconds": round(train_seconds, 1),
        "p50_ms": round(statistics.median(times) * 1_000, 2),
        "p99_ms": round(sorted(times)[int(len(times) * 0.99)] * 1_000, 2),
        "memory_mb": round(psutil.Process(pid).memory_info().rss / 2**20),
        **sets,
    }


def _tested(examples: Sequence[Example], parse: Parse) -> dict[str, Any]:
    seconds, rows = [], []
    for one in examples:
        began = time.perf_counter()
        intent, is_sure = parse(one.text)
        seconds.append(time.perf_counter() - began)
        rows.append((one, intent, is_sure))
    outside = [(intent, sure) for one, intent, sure in rows if one.intent == OUT_OF_SCOPE]
    wrong = sum(sure and intent != one.intent for one, intent, sure in rows)
    right = {
        language: [intent == one.intent for one, intent, _ in rows if one.language is language]
        for language in Language
    }
    return {
        **{language.value: statistics.fmean(hits) for language, hits in right.items()},
        "accepted": sum(sure and intent != OUT_OF_SCOPE for intent, sure in outside),
        "outside": len(outside),
        "surely_wrong": wrong / len(rows),
        "seconds": seconds,
    }


def show(results: Iterable[dict[str, Any]]) -> None:
    """Print the figures side by side."""
    table = Table(title="The same messages taught to both")
    for column in ("", *(result["name"] for result in results)):
        table.add_column(column, justify="right")
    for each in SETS:
        for name, line in (
            ("vi", "right, vi"),
            ("en", "right, en"),
            ("surely_wrong", "surely wrong"),
        ):
            table.add_row(f"{each}: {line}", *(f"{one[each][name]:.1%}" for one in results))
        accepted = (f"{one[each]['accepted']} of {one[each]['outside']}" for one in results)
        table.add_row(f"{each}: out of scope accepted", *accepted)
    for name in ("train_seconds", "p50_ms", "p99_ms", "memory_mb"):
        table.add_row(name, *(str(one[name]) for one in results))
    Console(width=110).print(table)


if __name__ == "__main__":
    typer.run(main)
