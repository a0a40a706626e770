"""Shows evaluations in the terminal."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.conversation.understanding.comparison import Change, Comparison
from bot.conversation.understanding.cross_validation import CrossValidation
from bot.conversation.understanding.evaluation import Report
from bot.conversation.understanding.judgement import Figures, Judgement, Share

MOST_CONFUSED = 25
"""Pairs of intents that are shown."""
_COLUMNS = (
    "right",
    "95 %",
    "acted rightly",
    "language",
    "refused",
    "acted wrongly",
    "ECE",
    "p50 ms",
    "p99 ms",
)


def render(report: Report, console: Console) -> None:
    """Print the figures by language and style, then every wrong message."""
    console.print(f"model {report.digest}", highlight=False)
    languages = ((language, one) for language, one in report.by_language.items())
    console.print(_table("as written", languages))
    styles = ((" ".join(name), one) for name, one in report.by_style.items())
    console.print(_table("by style", styles))
    wrong = [judged for judged in report.judgements if not judged.is_right]
    console.print(f"{len(wrong)} understood wrongly", highlight=False)
    for judged in sorted(wrong, key=lambda judged: -judged.confidence):
        console.print(_line(judged), soft_wrap=True, highlight=False)


def render_cross_validation(found: CrossValidation, console: Console) -> None:
    """Print the figures by language, the calibration and the pairs most confused."""
    console.print(_table("training messages, unseen", found.by_language.items()))
    calibration = found.calibration
    line = f"temperature {calibration.temperature:.3f} × (1 + words)^{calibration.slope:.3f}"
    console.print(line, highlight=False)
    for pair in found.confusions[:MOST_CONFUSED]:
        shown = f"{pair.messages:4}  {pair.meant} → {pair.understood}"
        console.print(shown, highlight=False)


def render_comparison(comparison: Comparison, console: Console) -> None:
    """Print how far the new model is better, and every message that changed."""
    low, high = comparison.interval
    console.print(
        f"{comparison.difference:+.2%} right (95 %: {low:+.2%} to {high:+.2%}), "
        f"{comparison.gained} gained, {comparison.lost} lost of {comparison.messages}; "
        f"by chance with probability {comparison.chance:.2g}",
        highlight=False,
    )
    for change in sorted(comparison.changes, key=lambda change: not change.is_gain):
        console.print(_change_line(change), soft_wrap=True, highlight=False)


def _change_line(change: Change) -> Text:
    sign = ("+ ", "green") if change.is_gain else ("- ", "red")
    pair = (
        f"{change.expected}, not {change.instead}"
        if change.is_gain
        else (f"{change.expected} → {change.instead}")
    )
    return Text.assemble(sign, f"{pair}  ", (change.text, "italic"))


def _table(title: str, rows: Iterable[tuple[str, Figures]]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("messages", no_wrap=True)
    for column in _COLUMNS:
        table.add_column(column, justify="right", no_wrap=True)
    for name, figures in rows:
        low, high = figures.right.interval
        table.add_row(
            f"{name} ({figures.right.total})",
            _percent(figures.right),
            f"{low:.1%}–{high:.1%}",
            _percent(figures.acted_on_rightly),
            _percent(figures.right_language),
            _percent(figures.refused),
            _percent(figures.confidently_wrong),
            f"{figures.calibration_error:.1%}",
            f"{figures.p50_ms:.2f}",
            f"{figures.p99_ms:.2f}",
        )
    return table


def _percent(share: Share) -> str:
    return f"{share.value:.1%}" if share.total else "–"


def _line(judged: Judgement) -> Text:
    style = "red" if judged.is_confidently_wrong else "yellow"
    return Text.assemble(
        (f"{judged.confidence:.2f} ", style),
        f"{judged.example.intent} → {judged.intent}  ",
        (judged.example.text, "italic"),
    )
