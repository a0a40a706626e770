"""How a dry run is shown: table, JSON, CSV, a chart."""

import json
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from rich.console import Console
from rich.table import Table

from bot.clock import VIETNAM
from bot.services.campaigns.budget import Budget
from bot.services.campaigns.dry_run import DryRun, Line, line_values, write_lines

_BAR = 24
_COLUMNS = ("step", "from", "until", "language", "people", "segments", "đồng")


def show_dry_run(made: DryRun, console: Console) -> None:
    """Print a dry run."""
    table = Table(title=f"{made.campaign.name}: what would be sent before {made.on:%d/%m/%Y}")
    for column in (*_COLUMNS, ""):
        is_number = column in {"people", "segments", "đồng"}
        table.add_column(column, justify="right" if is_number else "left")
    most = max((line.segments for line in made.lines), default=1) or 1
    for line in made.lines:
        table.add_row(*_cells(line), "█" * round(line.segments / most * _BAR))
    table.add_section()
    table.add_row("all", "", "", "", "", f"{made.segments:,}", f"{made.cost_vnd:,}", "")
    console.print(table)
    for line in made.lines:
        costly = f", costly: {' '.join(line.costly)}" if line.costly else ""
        console.print(
            f"T-{line.days_before} {line.language} ({line.segments_each} segments{costly})"
        )
        console.print(f"  {line.text}", markup=False, highlight=False, style="cyan")
    left = ", ".join(f"{count:,} {reason}" for reason, count in made.dropped.items()) or "nobody"
    console.print(f"{made.audience:,} people in the audience; left out: {left}", highlight=False)
    if made.skipped:
        days = ", ".join(f"T-{step}" for step in made.skipped)
        console.print(f"left out, for their day has passed: {days}", highlight=False)
    for warning in _warnings(made):
        console.print(warning, style="yellow", markup=False, highlight=False)


def _warnings(made: DryRun) -> list[str]:
    warnings = []
    if made.unregistered:
        warnings.append(
            f"{len(made.unregistered)} texts are not approved by the provider; it can't start."
        )
    if made.is_over_budget:
        limit = Budget.of(made.campaign).segments
        warnings.append(f"The cap of {limit:,} segments ends it before everybody is reminded.")
    return warnings


def _cells(line: Line) -> tuple[str, ...]:
    opens, closes = line.opens_at.astimezone(VIETNAM), line.closes_at.astimezone(VIETNAM)
    return (
        f"T-{line.days_before}",
        f"{opens:%d/%m %H:%M}",
        f"{closes:%d/%m %H:%M}",
        line.language.value,
        f"{line.people:,}",
        f"{line.segments:,}",
        f"{line.cost_vnd:,}",
    )


def write_dry_run(made: DryRun, path: Path) -> None:
    """Write the lines of a dry run as CSV."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        write_lines(made.lines, file)


def draw_schedule(made: DryRun, path: Path) -> None:
    """Draw how many segments go out on which day."""
    figure = Figure(figsize=(8, 4), layout="constrained")
    axes = figure.subplots()
    days = list(dict.fromkeys(line.opens_at for line in made.lines))
    bottom = [0] * len(days)
    for language in dict.fromkeys(line.language for line in made.lines):
        heights = [
            sum(
                one.segments
                for one in made.lines
                if (one.opens_at, one.language) == (day, language)
            )
            for day in days
        ]
        labels = [f"{day.astimezone(VIETNAM):%d/%m}" for day in days]
        axes.bar(labels, heights, bottom=bottom, label=language.value)
        bottom = [low + height for low, height in zip(bottom, heights, strict=True)]
    axes.set(title=made.campaign.name, ylabel="segments")
    axes.legend()
    figure.savefig(path, dpi=120)


def dry_run_json(made: DryRun) -> str:
    """Return a dry run as JSON."""
    return json.dumps(_json_of(made), ensure_ascii=False)


def _json_of(made: DryRun) -> dict[str, Any]:
    return {
        "campaign": made.campaign.id,
        "deadline": made.on.isoformat(),
        "audience": made.audience,
        "dropped": dict(made.dropped),
        "skipped_steps": list(made.skipped),
        "segments": made.segments,
        "cost_vnd": made.cost_vnd,
        "is_over_budget": made.is_over_budget,
        "unregistered_texts": list(made.unregistered),
        "lines": [line_values(line) for line in made.lines],
    }
