"""The hours at which people may be written to, in Vietnam."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays

from bot.clock import VIETNAM
from bot.services.campaigns.problems import Problem

EARLIEST_HOUR, LATEST_HOUR = 7, 22
"""Source: Decree 91/2020/NĐ-CP on advertising messages; kept for reminders as good practice."""
_TET = "Lunar New Year"


class BadWindow(Problem):
    """Hours that nobody may be written to at."""


@dataclass(frozen=True, slots=True)
class Window:
    """From when to when people are written to, and whether on Tết too.

    Attributes:
        opens, closes: hours of the day in Vietnam; at `closes` nothing is sent any more.
    """

    opens: int = EARLIEST_HOUR
    closes: int = LATEST_HOUR
    on_tet: bool = False

    def __post_init__(self) -> None:
        if not EARLIEST_HOUR <= self.opens < self.closes <= LATEST_HOUR:
            raise BadWindow(
                f"{self.opens} to {self.closes} o'clock: give hours between {EARLIEST_HOUR} and "
                f"{LATEST_HOUR}, the first before the second.",
                "hours",
            )

    def is_open(self, now: datetime) -> bool:
        """Tell whether people may be written to at a moment."""
        local = now.astimezone(VIETNAM)
        return self.opens <= local.hour < self.closes and self._has(local.date())

    def next_opening(self, now: datetime) -> datetime:
        """Return the next moment at which people may be written to: `now`, if it is open."""
        if self.is_open(now):
            return now
        day = now.astimezone(VIETNAM).date()
        if now >= self.opening(day):
            day += timedelta(days=1)
        return self.opening(self._first_day_from(day))

    def next_day(self, now: datetime) -> datetime:
        """Return when people may be written to on the next day that has such hours."""
        day = now.astimezone(VIETNAM).date() + timedelta(days=1)
        return self.opening(self._first_day_from(day))

    def opening(self, day: date) -> datetime:
        """Return when a day opens."""
        return datetime.combine(day, time(self.opens), VIETNAM)

    def closing(self, day: date) -> datetime:
        """Return when a day closes."""
        return datetime.combine(day, time(), VIETNAM) + timedelta(hours=self.closes)

    def _has(self, day: date) -> bool:
        return self.on_tet or day not in tet_days(day.year)

    def _first_day_from(self, day: date) -> date:
        while not self._has(day):
            day += timedelta(days=1)
        return day


@lru_cache(maxsize=64)
def tet_days(year: int) -> frozenset[date]:
    """Return the days of Tết of a year."""
    days = holidays.country_holidays("VN", years=year, language="en_US")
    return frozenset(day for day, name in days.items() if _TET in name)
