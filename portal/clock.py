"""The portal's two times: real time for codes and tokens, business time for law and records."""

import re
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from portal.errors import BadOption

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2199, 12, 31, tzinfo=UTC)

_OFFSET = re.compile(r"(?P<sign>[+-])(?P<count>\d{1,6})(?P<unit>[dhm])")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}


def read_offset(setting: str, real_now: datetime) -> timedelta:
    """Return how far business time is from real time.

    Args:
        setting: "" for not at all; an offset such as `-880d`; or a day or moment, of Vietnam
            where no zone is given. A bare day means its noon.
        real_now: the moment the setting is made.

    Raises:
        BadOption: the setting is none of these.
    """
    if not setting:
        return timedelta(0)
    if match := _OFFSET.fullmatch(setting):
        return timedelta(**{_UNITS[match["unit"]]: int(match["sign"] + match["count"])})
    try:
        start = datetime.fromisoformat(setting)
    except ValueError as error:
        raise BadOption(
            f"the clock is '{setting}'; give an offset such as -880d or a date such as 2024-06-10"
        ) from error
    if "T" not in setting and " " not in setting:
        start = start.replace(hour=12)
    return (start if start.tzinfo else start.replace(tzinfo=VIETNAM)) - real_now


class Clock:
    """Tells both times; business time can be set while the portal runs."""

    def __init__(self, setting: str = "") -> None:
        self._offset = timedelta(0)
        self.set(setting)

    def set(self, setting: str) -> None:
        """Move business time, as `read_offset` reads it; real time can't be moved."""
        now = self.real_now()
        offset = read_offset(setting, now)
        if not EARLIEST - now <= offset <= LATEST - now:
            raise BadOption(f"the clock can be set to 2000 up to 2199, not to '{setting}'")
        self._offset = offset

    def real_now(self) -> datetime:
        """Return the computer's time, in UTC."""
        return datetime.fromtimestamp(time.time(), UTC)

    def business_now(self) -> datetime:
        """Return the time that records and deadlines are read at, in UTC."""
        return self.real_now() + self._offset
