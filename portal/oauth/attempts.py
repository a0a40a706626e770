"""Counts wrong codes, so that nobody can try many."""

import math
from collections import OrderedDict, deque
from datetime import datetime, timedelta

MOST_WRONG = 5
WINDOW = timedelta(minutes=10)
MOST_NAMES = 10_000
"""So many names are counted at once; the ones that tried longest ago are forgotten first."""


class Attempts:
    """Wrong codes of the last minutes, by who typed them."""

    def __init__(self, most: int = MOST_WRONG) -> None:
        self._most = most
        self._wrong: OrderedDict[str, deque[datetime]] = OrderedDict()

    def wait_seconds(self, name: str, now: datetime) -> int:
        """Return how long this name must wait before the next try; 0: not at all."""
        times = self._wrong.get(name)
        if times is None or len(times) < self._most:
            return 0
        return max(0, math.ceil((times[0] + WINDOW - now).total_seconds()))

    def note_wrong(self, name: str, now: datetime) -> None:
        """Count a wrong code."""
        times = self._wrong.setdefault(name, deque(maxlen=self._most))
        times.append(now)
        self._wrong.move_to_end(name)
        if len(self._wrong) > MOST_NAMES:
            self._wrong.popitem(last=False)

    def reset(self) -> None:
        """Forget everything."""
        self._wrong.clear()
