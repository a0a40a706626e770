"""Business time: the one source of the date that law, deadlines and opening hours are read at."""

import re
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.errors import SettingsError

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_OFFSET = re.compile(r"(?P<sign>[+-])(?P<count>\d+)(?P<unit>[dhm])")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}


@dataclass(frozen=True, slots=True)
class Clock:
    """Maps real time to business time; with its defaults both are the same.

    All processes that share the same values show the same business time.

    Attributes:
        real_origin_at: a moment in real time.
        business_origin_at: the business time at that moment.
        speed: seconds of business time in a second.
    """

    real_origin_at: datetime
    business_origin_at: datetime
    speed: float = 1.0

    def now(self) -> datetime:
        """Return the business time, in UTC."""
        passed = datetime.fromtimestamp(time.time(), UTC) - self.real_origin_at
        return self.business_origin_at + passed * self.speed


def real_now() -> datetime:
    """Return real time, in UTC."""
    return datetime.now(UTC)


def make_clock(setting: str, speed: float, started_at: datetime) -> Clock:
    """Build the clock that `VNEID_CLOCK` describes.

    Args:
        setting: "" for real time; an offset in days, hours or minutes such as `-880d`; or a day
            or moment (of Vietnam where no zone is given) at which business time starts. After an
            @ the real moment of that start may follow, so that processes started one after the
            other agree: `2024-06-10@2026-11-22T03:00:00Z`.
        speed: seconds of business time in a second.
        started_at: real time at which a start date begins to run, in UTC.

    Raises:
        SettingsError: the setting is neither.
    """
    if not setting:
        return Clock(started_at, started_at, speed)
    try:
        if match := _OFFSET.fullmatch(setting):
            offset = timedelta(**{_UNITS[match["unit"]]: int(match["sign"] + match["count"])})
            return Clock(started_at, started_at + offset, speed)
        setting, _, origin = setting.partition("@")
        start, started_at = datetime.fromisoformat(setting), _moment(origin) or started_at
    except (ValueError, OverflowError) as error:
        raise SettingsError(
            f"VNEID_CLOCK is '{setting}'; give an offset such as -880d or a date such as 2024-06-10"
        ) from error
    if "T" not in setting and " " not in setting:
        start = start.replace(hour=9)  # a bare day: in office hours, not at midnight
    return Clock(started_at, _of_vietnam(start).astimezone(UTC), speed)


def pin(setting: str, started_at: datetime) -> str:
    """Return a setting that means the same in a process that starts later."""
    is_start = setting and "@" not in setting and not _OFFSET.fullmatch(setting)
    return f"{setting}@{started_at.isoformat()}" if is_start else setting


def _moment(text: str) -> datetime | None:
    return _of_vietnam(datetime.fromisoformat(text)).astimezone(UTC) if text else None


def _of_vietnam(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)


def business_day(now: datetime) -> date:
    """Return the day that `now` falls on in Vietnam."""
    return now.astimezone(VIETNAM).date()


def noon_of(day: date) -> datetime:
    """Return noon of a day in Vietnam: the moment that a question "as of" that day is asked at."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=VIETNAM).astimezone(UTC)
