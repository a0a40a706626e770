"""Charts as SVG, drawn on the server: bars side by side, and a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from bot.services.reports.figures import Day

WIDTH, HEIGHT, FOOT = 720, 180, 22
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from the foot of the chart."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Days from left to right.

    Attributes:
        opened: what came in, a bar a day.
        settled: what was settled, beside it.
        backlog: what was open, as the points of a line.
        lines: heights of the grid with their numbers.
        ticks: where a day is named.
    """

    opened: Sequence[Bar]
    settled: Sequence[Bar]
    backlog: str
    lines: Sequence[tuple[float, int]]
    ticks: Sequence[tuple[float, date]]
    width: int = WIDTH
    height: int = HEIGHT + FOOT


def draw(days: Sequence[Day]) -> Chart:
    """Return the chart of a period."""
    top = round_top(max((max(day.opened, day.settled, day.backlog) for day in days), default=0))
    slot = WIDTH / max(len(days), 1)
    bar = slot * 0.36
    centres = [slot * (at + 0.5) for at in range(len(days))]
    every = max(1, ceil(len(days) / 8))
    return Chart(
        opened=[_bar(x - bar, bar, day.opened, top) for x, day in zip(centres, days, strict=True)],
        settled=[_bar(x, bar, day.settled, top) for x, day in zip(centres, days, strict=True)],
        backlog=" ".join(
            f"{x:.1f},{_height(day.backlog, top):.1f}" for x, day in zip(centres, days, strict=True)
        ),
        lines=[(_height(value, top), value) for value in sorted({0, top // 2, top})],
        ticks=[(x, day.day) for x, day in list(zip(centres, days, strict=True))[::every]],
    )


def _bar(x: float, width: float, value: int, top: int) -> Bar:
    y = _height(value, top)
    return Bar(round(x, 1), round(y, 1), round(width, 1), round(HEIGHT - y, 1))


def _height(value: int, top: int) -> float:
    return HEIGHT - HEIGHT * 0.92 * value / top


def round_top(most: int) -> int:
    """Return a round number that nothing stands above."""
    power = 1
    while True:
        for step in _STEPS:
            if step * power >= max(most, 4):
                return step * power
        power *= 10
