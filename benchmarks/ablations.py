"""`python -m benchmarks.ablations`: what each part of understanding is worth."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
import typer
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from rich.console import Console
from rich.table import Table
from scipy import sparse

from benchmarks.variants import VARIANTS, Variant, corpus_of, learned_by
from bot.content import training_data
from bot.content.catalogue import ROOT
from bot.content.training_data import Example
from bot.conversation.understanding.bands import ANSWER_FROM
from bot.conversation.understanding.calibration import calibrate
from bot.conversation.understanding.classifier import new_classifier, new_vectorizer
from bot.conversation.understanding.counting import count
from bot.conversation.understanding.judgement import Figures, Judgement, figures_of
from bot.conversation.understanding.out_of_fold import out_of_fold_margins
from bot.messages import Language

FOLDS = 5
SETS = {"nlu": "test set", "nlu_hard": "harder set"}
"""Test sets, each a folder of tests/, and what they are called."""


def main(
    json_file: Annotated[Path, typer.Option(help="Where all figures go.")] = Path(
        "var/ablations.json"
    ),
    picture: Annotated[Path, typer.Option(help="Where the picture goes.")] = Path(
        "docs/understanding/ablations.png"
    ),
) -> None:
    """Train each variant, measure it by cross-validation and on the test sets."""
    examples = training_data.load(ROOT / "intents").examples
    rows = []
    for variant in VARIANTS:
        rows.append({"variant": variant.name, **measure(variant, examples)})
        print(json.dumps(rows[-1]), flush=True)
    json_file.parent.mkdir(parents=True, exist_ok=True)
    json_file.write_text(json.dumps(rows, indent=2), encoding="utf-8")
    show(rows)
    draw(rows, picture)


def measure(variant: Variant, examples: Sequence[Example]) -> dict[str, Any]:
    """Return the figures of a variant by set and language."""
    learned = learned_by(variant, examples)
    corpus, reader = corpus_of(variant, learned)
    margins = out_of_fold_margins(corpus, count(corpus), FOLDS, lambda _: None)
    calibration = calibrate(margins, corpus.labels, corpus.lengths)
    chances = calibration.probabilities(margins, corpus.lengths)
    # Copies stand last: only the messages as they were written are counted.
    written = learned[: len(examples)] if variant.has_copies else learned
    figures = {"cross-validation": _figures(judged(written, corpus.classes, chances))}
    vectorizer = new_vectorizer()
    matrix = sparse.hstack([vectorizer.fit_transform(corpus.documents), corpus.meanings], "csr")
    classifier = new_classifier().fit(matrix, corpus.labels)
    for name in SETS:
        tested = training_data.load(ROOT / "tests" / name).examples
        documents = [variant.read(reader, one.text) for one in tested]
        are_vietnamese = np.array([one.language is Language.VI for one in tested])
        meanings = replace(corpus, documents=documents, is_vietnamese=are_vietnamese).meanings
        matrix = sparse.hstack([vectorizer.transform(documents), meanings], "csr")
        scores = classifier.decision_function(matrix)
        lengths = np.array([len(words.split()) for words, _ in documents], np.float64)
        chances = calibration.probabilities(scores, lengths)
        figures[name] = _figures(judged(tested, corpus.classes, chances))
    return figures


def judged(
    examples: Iterable[Example], classes: Sequence[str], chances: npt.NDArray[np.float64]
) -> list[Judgement]:
    """Return what became of each message."""
    return [
        Judgement(
            example=one,
            style=one.style or "",
            intent=classes[row.argmax()],
            confidence=float(row.max()),
            language=one.language,
            seconds=0.0,
            acted_on=(classes[row.argmax()],) if row.max() >= ANSWER_FROM else (),
        )
        for one, row in zip(examples, chances, strict=False)
    ]


def _figures(judgements: Sequence[Judgement]) -> dict[str, dict[str, float]]:
    return {
        language: _of(figures_of([one for one in judgements if one.example.language == language]))
        for language in Language
    }


def _of(figures: Figures) -> dict[str, float]:
    return {
        "right": round(figures.right.value, 4),
        "refused": round(figures.refused.value, 4),
        "surely_wrong": round(figures.confidently_wrong.value, 4),
        "ece": round(figures.calibration_error, 4),
    }


def show(rows: Iterable[dict[str, Any]]) -> None:
    """Print how many messages were understood: Vietnamese / English."""
    table = Table(title="Understood, vi / en")
    table.add_column("variant")
    names = ("cross-validation", *SETS)
    for name in names:
        table.add_column(name, justify="right")
    for row in rows:
        shares = [
            f"{row[name]['vi']['right']:.1%} / {row[name]['en']['right']:.1%}" for name in names
        ]
        table.add_row(row["variant"], *shares)
    Console(width=110).print(table)


def draw(rows: Sequence[dict[str, Any]], picture: Path) -> None:
    """Draw how many messages of each set were understood, both languages together."""
    figure = Figure(figsize=(8, 5), layout="constrained")
    axes = figure.add_subplot(xlabel="understood, mean of both languages")
    for place, name in enumerate(("cross-validation", *SETS)):
        shares = [np.mean([row[name][language]["right"] for language in Language]) for row in rows]
        heights = np.arange(len(rows)) + 0.27 * (place - 1)
        bars = axes.barh(heights, shares, height=0.25, label=SETS.get(name, name))
        axes.bar_label(bars, [f"{share:.1%}" for share in shares], fontsize=6, padding=2)
    axes.set_yticks(range(len(rows)), [row["variant"] for row in rows], fontsize=8)
    axes.set_xlim(0.6, 1.0)
    axes.invert_yaxis()
    figure.legend(loc="outside upper center", ncols=3, fontsize=8)
    FigureCanvasAgg(figure)
    picture.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(picture, dpi=120)


def _both(figures: dict[str, dict[str, float]]) -> str:
    return " / ".join(f"{figures[language]['right']:.1%}" for language in Language)


if __name__ == "__main__":
    typer.run(main)
