"""The chart of a dry run: what goes out on which day, stacked by language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.console.charts import FOOT, HEIGHT, WIDTH, Bar, round_top
from bot.messages import Language
from bot.services.campaigns.dry_run import DryRun


@dataclass(frozen=True, slots=True)
class Schedule:
    """Days from left to right.

    Attributes:
        bars: with the language each is of.
        lines: heights of the grid with their numbers.
        ticks: where a day is named, with its segments.
    """

    bars: Sequence[tuple[Language, Bar]]
    lines: Sequence[tuple[float, int]]
    ticks: Sequence[tuple[float, datetime, int]]
    width: int = WIDTH
    height: int = HEIGHT + FOOT


def draw_schedule(made: DryRun) -> Schedule:
    """Return the chart of a dry run."""
    days = sorted({line.opens_at for line in made.lines})
    totals = [sum(one.segments for one in made.lines if one.opens_at == day) for day in days]
    top = round_top(max(totals, default=0))
    slot = WIDTH / max(len(days), 1)
    width = min(slot * 0.5, 90)
    bars = []
    for at, day in enumerate(days):
        below = 0.0
        for line in (one for one in made.lines if one.opens_at == day):
            height = HEIGHT * 0.92 * line.segments / top
            below += height
            bar = Bar(
                round(slot * (at + 0.5) - width / 2, 1),
                round(HEIGHT - below, 1),
                round(width, 1),
                round(height, 1),
            )
            bars.append((line.language, bar))
    return Schedule(
        bars=bars,
        lines=[
            (HEIGHT - HEIGHT * 0.92 * value / top, value) for value in sorted({0, top // 2, top})
        ],
        ticks=[
            (slot * (at + 0.5), day, total)
            for at, (day, total) in enumerate(zip(days, totals, strict=True))
        ],
    )
