"""Shows an evaluation in the terminal."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.conversation.understanding.evaluation import Report
from bot.conversation.understanding.judgement import Figures, Judgement, Share

_COLUMNS = ("right", "95 %", "language", "refused", "surely wrong", "ECE", "p50 ms", "p99 ms")


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
