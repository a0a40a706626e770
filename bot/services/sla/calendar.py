"""Business time of the desk: how much of it lies between two moments, and when some has passed."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from bot.clock import VIETNAM, business_day
from bot.knowledge.desk import Block, Desk
from bot.services.sla.public_holidays import is_holiday, is_makeup_day

Span = tuple[datetime, datetime]
"""From when to when, in UTC."""

DAYS_KEPT = 4096
ONE_DAY = timedelta(days=1)
NOTHING = timedelta()


class Calendar:
    """The hours of one desk.

    Args:
        desk: open at least once in a week.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.spans_on = lru_cache(maxsize=DAYS_KEPT)(self._spans_on)

    def is_open(self, at: datetime) -> bool:
        """Tell whether the desk is open at a moment; at closing time it is closed."""
        return any(opens <= at < closes for opens, closes in self.spans_on(business_day(at)))

    def next_opening(self, at: datetime) -> datetime:
        """Return when the desk opens next; where it is open, `at` itself."""
        day = business_day(at)
        while True:
            for opens, closes in self.spans_on(day):
                if at < closes:
                    return max(at, opens)
            day += ONE_DAY

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return how long the desk is open between two moments; nothing where end is first."""
        day, last, total = business_day(start), business_day(end), NOTHING
        while day <= last:
            for opens, closes in self.spans_on(day):
                total += max(min(closes, end) - max(opens, start), NOTHING)
            day += ONE_DAY
        return total

    def add(self, start: datetime, amount: timedelta) -> datetime:
        """Return the first moment by which the desk has been open for `amount` since `start`."""
        day, left = business_day(start), amount
        while left > NOTHING:
            for opens, closes in self.spans_on(day):
                begin = max(opens, start)
                if begin < closes and left <= closes - begin:
                    return begin + left
                left -= max(closes - begin, NOTHING)
            day += ONE_DAY
        return start

    def _spans_on(self, day: date) -> tuple[Span, ...]:
        """Return when the desk is open on a day, in order."""
        return tuple(
            (_moment(day, block.opens), _moment(day, block.closes)) for block in self._blocks(day)
        )

    def _blocks(self, day: date) -> tuple[Block, ...]:
        desk = self._desk
        weekly = desk.weekly.get(day.weekday(), ())
        if day in desk.worked:
            return weekly or desk.makeup
        if day in desk.closed or is_holiday(day):
            return ()
        return weekly or (desk.makeup if is_makeup_day(day) else ())


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, VIETNAM).astimezone(UTC)
