"""`vneid-bot nlu`: train the model, and measure how well messages are understood."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.bootstrap import make_interpreter
from bot.content.catalogue import ROOT, load_catalogue
from bot.conversation.understanding.evaluation import evaluate
from bot.conversation.understanding.model_store import ensure_model
from bot.conversation.understanding.pictures import draw
from bot.conversation.understanding.report import render
from bot.errors import SettingsError
from bot.settings import load_settings

app = typer.Typer(no_args_is_help=True)

TESTS = ROOT / "tests" / "nlu"
WIDTH = 110
"""Columns of the tables where no terminal sets them."""


@app.callback()
def nlu() -> None:
    """Train the model, and measure how well messages are understood."""


@app.command()
def train() -> None:
    """Train the model that fits intents/; does nothing when it exists.

    For example:  vneid-bot nlu train
    """
    path = ensure_model(ROOT / "intents", load_settings().data_dir / "models")
    Console().print(f"model: {path}", highlight=False)


@app.command("evaluate")
def evaluate_model(
    tests: Annotated[Path, typer.Option(help="Folder of test messages, by language.")] = TESTS,
    pictures: Annotated[
        Path | None, typer.Option(help="Folder for the confusion matrix and reliability curve.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure on messages never trained on: accuracy by language and style, refusals, errors.

    For example:  vneid-bot nlu evaluate --pictures docs/understanding
    """
    if not tests.is_dir():
        raise SettingsError(f"{tests} is no folder of test messages; name one with --tests")
    report = evaluate(make_interpreter(load_settings(), load_catalogue()), tests)
    if as_json:
        sys.stdout.write(json.dumps(report.to_json(), ensure_ascii=False, indent=2) + "\n")
    else:
        console = Console()
        render(report, console if console.is_terminal else Console(width=WIDTH))
    if pictures is not None:
        for path in draw(report, pictures):
            Console(stderr=True).print(f"drawn: {path}", highlight=False)
