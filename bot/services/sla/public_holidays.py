"""Public holidays of Vietnam, with the weekend days worked in place of bridging days."""

from datetime import date
from functools import cache

import holidays


@cache
def _calendar() -> holidays.HolidayBase:
    return holidays.country_holidays("VN")


def is_holiday(day: date) -> bool:
    """Tell whether a day is off by law or by a swap that the Government announced.

    Source: Labour Code 2019, Article 112, and the Government's yearly notices, as the package
    `holidays` lists them. Swaps that it does not know yet stand in responses/desk.yml.
    """
    return day in _calendar()


def is_makeup_day(day: date) -> bool:
    """Tell whether a weekend day is worked in place of a weekday."""
    calendar = _calendar()
    return calendar.is_weekend(day) and calendar.is_working_day(day)
