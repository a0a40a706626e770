"""When a promise is missed: counted in hours of the desk, pauses left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.services.sla.calendar import NOTHING, Calendar

WARNED_AT = 0.75
"""Share of a promise after which its officer is warned."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A time in which the clock stands still; no end: it still does."""

    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """When to warn, and when the promise is missed; None: the clock stands still before that."""

    warn_at: datetime | None
    due_at: datetime | None


def deadline(
    calendar: Calendar, start: datetime, promise: timedelta, stops: Sequence[Stop]
) -> Deadline:
    """Return when a promise made at `start` is missed.

    Args:
        calendar: the hours of the desk.
        start: when the clock began to run.
        promise: hours of the desk.
        stops: in order, none overlapping; only the last may be without end.
    """
    return Deadline(
        warn_at=_reached(calendar, start, promise * WARNED_AT, stops),
        due_at=_reached(calendar, start, promise, stops),
    )


def time_used(
    calendar: Calendar, start: datetime, end: datetime, stops: Sequence[Stop]
) -> timedelta:
    """Return how much of the desk's time the clock ran between two moments."""
    used = calendar.between(start, end)
    for stop in stops:
        begin, until = max(stop.started_at, start), min(stop.ended_at or end, end)
        used -= calendar.between(begin, until)
    return used


def _reached(
    calendar: Calendar, start: datetime, amount: timedelta, stops: Sequence[Stop]
) -> datetime | None:
    """Return when the clock has run for `amount`; None: it stands still before."""
    left, begin = amount, start
    for stop in stops:
        run = calendar.between(begin, stop.started_at)
        if left <= run:
            break
        left -= run
        if stop.ended_at is None:
            return None
        begin = max(begin, stop.ended_at)
    return calendar.add(begin, max(left, NOTHING))
