"""`vneid-bot nlu`: train the model, and measure how well messages are understood."""

import json
import sys
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from bot.bootstrap import make_interpreter
from bot.content import training_data
from bot.content.catalogue import ROOT, load_catalogue
from bot.conversation.hearing import acted_on
from bot.conversation.understanding.comparison import compare
from bot.conversation.understanding.corpus import read_corpus
from bot.conversation.understanding.cross_validation import cross_validate
from bot.conversation.understanding.evaluation import Report, evaluate
from bot.conversation.understanding.model_store import ensure_model
from bot.conversation.understanding.other_commit import evaluate_commit
from bot.conversation.understanding.pictures import draw
from bot.conversation.understanding.reader import Reader
from bot.conversation.understanding.report import (
    render,
    render_comparison,
    render_cross_validation,
)
from bot.errors import SettingsError
from bot.settings import load_settings

app = typer.Typer(no_args_is_help=True)

TESTS = ROOT / "tests" / "nlu"
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
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


@app.command("cross-validate")
def cross_validate_messages(
    folds: Annotated[int, typer.Option(min=2, help="Models to train.")] = 5,
    as_json: JsonOption = False,
) -> None:
    """Measure on the training messages, each by a model that has not seen it: the set to tune on.

    For example:  vneid-bot nlu cross-validate   or   vneid-bot nlu cross-validate --folds 10 --json
    """
    examples = training_data.load(ROOT / "intents").examples
    corpus = read_corpus(examples, Reader.load(ROOT / "intents"))
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("training", total=folds)
        found = cross_validate(
            examples, corpus, folds, lambda done: progress.update(bar, completed=done)
        )
    if as_json:
        _write(found.to_json())
    else:
        render_cross_validation(found, _console())


@app.command("evaluate")
def evaluate_model(
    tests: Annotated[Path, typer.Option(help="Folder of test messages, by language.")] = TESTS,
    pictures: Annotated[
        Path | None, typer.Option(help="Folder for the confusion matrix and reliability curve.")
    ] = None,
    against: Annotated[
        str | None, typer.Option(help="Commit to compare with; its model is trained first.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Measure on messages never trained on: accuracy by language and style, refusals, errors.

    For example:  vneid-bot nlu evaluate --pictures docs/understanding
    """
    if not tests.is_dir():
        raise SettingsError(f"{tests} is no folder of test messages; name one with --tests")
    interpreter = make_interpreter(load_settings(), load_catalogue())
    report = evaluate(interpreter, partial(acted_on, interpreter), tests)
    old = None if against is None else evaluate_commit(ROOT, against, tests)
    if as_json:
        _write({**report.to_json(), **({} if old is None else {"against": old})})
    elif old is None:
        render(report, _console())
    else:
        _show_change(report, old)
    if pictures is not None:
        for path in draw(report, pictures):
            Console(stderr=True).print(f"drawn: {path}", highlight=False)


def _show_change(report: Report, old: dict[str, Any]) -> None:
    new, console = report.to_json(), _console()
    for language, figures in new["by_language"].items():
        before = old["by_language"][language]
        for name in ("right", "acted_on_rightly", "out_of_scope_refused", "confidently_wrong"):
            shares = f"{before[name]['share']:.1%} → {figures[name]['share']:.1%}"
            console.print(f"{language}  {name:20}  {shares}", highlight=False)
    render_comparison(compare(new, old, len(report.judgements)), console)


def _write(figures: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=2) + "\n")


def _console() -> Console:
    console = Console()
    return console if console.is_terminal else Console(width=WIDTH)
