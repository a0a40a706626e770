"""Business time of many moments at once: the calendar of the desk as sums, looked up by numpy."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from bot.clock import business_day
from bot.services.sla.calendar import ONE_DAY, Calendar, Span

Seconds = NDArray[np.float64]
"""Moments since the epoch, or lengths; NaN: there is none."""


EPOCH = date(1970, 1, 1)
_DAY = 86_400
_AHEAD = 7 * 3600
"""Vietnam's clocks before UTC; nothing here is older than that has been so."""


def seconds_of(moments: Iterable[datetime | None]) -> Seconds:
    """Return moments as seconds since the epoch."""
    return np.array([np.nan if one is None else one.timestamp() for one in moments], dtype=float)


def days_of(moments: Seconds) -> Mapping[date, int]:
    """Return how many moments lie on each day, as Vietnam's clocks have it."""
    days, counts = np.unique((moments + _AHEAD) // _DAY, return_counts=True)
    return {
        EPOCH + timedelta(days=int(day)): int(count)
        for day, count in zip(days, counts, strict=True)
    }


class Hours:
    """The desk's hours between two moments.

    Args:
        calendar: the hours of the desk.
        since: the earliest moment that will be asked about.
        until: the latest.
    """

    def __init__(self, calendar: Calendar, since: datetime, until: datetime) -> None:
        day, spans = business_day(since - ONE_DAY), list[Span]()
        while day <= business_day(until + ONE_DAY):
            spans += calendar.spans_on(day)
            day += ONE_DAY
        self._opens = seconds_of(span[0] for span in spans)
        self._closes = seconds_of(span[1] for span in spans)
        lengths = self._closes - self._opens
        self._before = np.concatenate([[0.0], np.cumsum(lengths)])[:-1]

    def between(self, start: Seconds, end: Seconds) -> Seconds:
        """Return how long the desk was open between each two moments."""
        return np.asarray(self._upto(end) - self._upto(start))

    def _upto(self, moments: Seconds) -> Seconds:
        """Return how long the desk was open until each moment."""
        if not len(self._opens):
            return np.where(np.isnan(moments), np.nan, 0.0)
        place = np.searchsorted(self._opens, moments, side="right") - 1
        at = np.clip(place, 0, None)
        inside = np.minimum(moments, self._closes[at]) - self._opens[at]
        return np.where(place < 0, moments * 0.0, self._before[at] + inside)
