"""Shows the coverage of the content: a table in the terminal, a picture in a file."""

from pathlib import Path

from matplotlib.figure import Figure
from rich.console import Console
from rich.table import Table

from bot.content.coverage import DAYS, Cell, Coverage

WIDTH = 110
"""Columns where no terminal sets them."""


def show_coverage(coverage: Coverage, console: Console) -> None:
    """Print topics by day: how many wordings the account types get, and what is missing."""
    table = Table(title="Different wordings by the day they begin to be true")
    table.add_column("topic", no_wrap=True)
    for day in DAYS:
        table.add_column(f"{day:%d.%m.%y}", justify="right")
    for topic, cells in coverage.rows.items():
        table.add_row(topic, *(_text(cell) for cell in cells))
    wide = console if console.is_terminal else Console(width=WIDTH)
    wide.print(table)
    for topic, cells in coverage.rows.items():
        for day, cell in zip(DAYS, cells, strict=True):
            if cell.gaps:
                wide.print(f"{topic} on {day}: {', '.join(cell.gaps)}", style="red")
    wide.print(f"{len(coverage.rows)} topics, {coverage.gaps} gaps")


def draw_coverage(coverage: Coverage, path: Path) -> None:
    """Draw the same as a picture: the darker, the more account types are told apart."""
    topics = list(coverage.rows)
    values = [[cell.wordings for cell in coverage.rows[topic]] for topic in topics]
    figure = Figure(figsize=(8, 0.24 * len(topics) + 1.5), layout="constrained")
    axes = figure.add_subplot()
    axes.imshow(values, aspect="auto", cmap="GnBu", vmin=0)
    axes.set_xticks(range(len(DAYS)), [f"{day:%d.%m.%Y}" for day in DAYS], rotation=30, ha="right")
    axes.set_yticks(range(len(topics)), topics, fontsize=7)
    for row, cells in enumerate(coverage.rows.values()):
        for column, cell in enumerate(cells):
            mark = "gap" if cell.gaps else str(cell.wordings)
            colour = "red" if cell.gaps else "black"
            axes.text(column, row, mark, ha="center", va="center", fontsize=7, color=colour)
    axes.set_title(f"Wordings by topic and day: {coverage.gaps} gaps", fontsize=10)
    figure.savefig(path, dpi=150)


def _text(cell: Cell) -> str:
    return "[red]gap[/]" if cell.gaps else str(cell.wordings)
