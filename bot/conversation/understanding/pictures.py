"""Draws an evaluation: what is taken for what, and how far confidence can be trusted."""

from collections import Counter
from pathlib import Path

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from bot.conversation.understanding.bands import ANSWER_FROM
from bot.conversation.understanding.evaluation import Report
from bot.conversation.understanding.judgement import BINS, reliability_of
from bot.messages import Language

CONFUSION = "confusion.png"
RELIABILITY = "reliability.png"
RISK = "risk-coverage.png"


def draw(report: Report, folder: Path) -> list[Path]:
    """Write the pictures into `folder`, made when missing, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {
        CONFUSION: _confusion(report),
        RELIABILITY: _reliability(report),
        RISK: _risk_coverage(report),
    }
    for name, figure in pictures.items():
        FigureCanvasAgg(figure)
        figure.savefig(folder / name, dpi=120)
    return [folder / name for name in pictures]


def _confusion(report: Report) -> Figure:
    pairs = Counter((judged.example.intent, judged.intent) for judged in report.as_written)
    names = sorted({name for pair in pairs for name in pair})
    place = {name: number for number, name in enumerate(names)}
    counts = np.zeros((len(names), len(names)))
    for (meant, understood), count in pairs.items():
        counts[place[meant], place[understood]] = count
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    size = max(5.0, 2.0 + 0.26 * len(names))
    figure = Figure(figsize=(size, size), layout="constrained")
    axes = figure.add_subplot(xlabel="understood", ylabel="meant")
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    short = [name.removeprefix("faq_") or "nothing" for name in names]
    axes.set_xticks(range(len(names)), short, rotation=90, fontsize=7)
    axes.set_yticks(range(len(names)), short, fontsize=7)
    for row, column in zip(*np.nonzero(counts), strict=True):
        shade = "white" if shares[row, column] > 0.5 else "black"  # noqa: PLR2004 - half dark
        text = f"{counts[row, column]:.0f}"
        axes.text(column, row, text, ha="center", va="center", fontsize=6, color=shade)
    return figure


def _reliability(report: Report) -> Figure:
    bins = reliability_of(report.as_written)
    figure = Figure(figsize=(5, 5), layout="constrained")
    axes = figure.add_subplot(
        xlabel="confidence", ylabel="share right", xlim=(0, 1), ylim=(0, 1.05)
    )
    axes.plot([0, 1], [0, 1], color="grey", linestyle="--", label="perfect")
    xs, ys = [one.confidence for one in bins], [one.accuracy for one in bins]
    axes.bar(xs, ys, width=0.8 / BINS, color="tab:blue", alpha=0.4)
    axes.plot(xs, ys, color="tab:blue", marker="o", label="measured")
    for one in bins:
        axes.annotate(str(one.messages), (one.confidence, one.accuracy), fontsize=7)
    axes.legend(loc="upper left")
    return figure


def _risk_coverage(report: Report) -> Figure:
    """Draw how many answers would be wrong if only the surest share of messages were answered."""
    figure = Figure(figsize=(5, 5), layout="constrained")
    axes = figure.add_subplot(xlabel="share answered, the surest first", ylabel="of these wrong")
    for language in Language:
        judged = [one for one in report.as_written if one.example.language is language]
        if not judged:
            continue
        surest = sorted(judged, key=lambda one: -one.confidence)
        answered = np.arange(1, len(surest) + 1)
        risk = np.cumsum([not one.is_right for one in surest]) / answered
        (line,) = axes.plot(answered / len(surest), risk, label=language.value)
        limit = sum(one.confidence >= ANSWER_FROM for one in surest)
        if limit:
            point = ([limit / len(surest)], [risk[limit - 1]])
            axes.plot(*point, marker="o", linestyle="none", color=line.get_color())
    axes.set_title(f"dots: answered from {ANSWER_FROM:.2f} on", fontsize=9)
    axes.legend(loc="upper left")
    return figure
