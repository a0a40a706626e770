"""Finds days and months in folded text, Vietnamese or English."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY, _MONTH = r"(?P<day>0?[1-9]|[12]\d|3[01])", r"(?P<month>0?[1-9]|1[0-2])"
_NAMES = "january february march april may june july august september october november december"
_NUMBER_OF = {name[:3]: place for place, name in enumerate(_NAMES.split(), start=1)}
_NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_IN_YEAR = rf"(?:\s*(?:nam|,|/|-|\.|of)?\s*{_YEAR})"
_NO_AGE = r"(?!\s*(?:tuoi|nam|ngay|thang|gio|phut|lan|buoc|year|day|month|hour|h|%)\b)"
_PATTERNS = tuple(
    re.compile(rf"(?<![\w/.\-]){pattern}(?![\w/]|[.\-]\d)")
    for pattern in (
        rf"{_YEAR}-{_MONTH}-{_DAY}",
        rf"{_DAY}\s?(?P<sign>[/.\-])\s?{_MONTH}\s?(?P=sign)\s?{_YEAR}",
        rf"{_DAY}\s*thang\s*{_MONTH}{_IN_YEAR}?",
        rf"{_DAY}(?:st|nd|rd|th)?\s*(?:of\s*)?{_NAME}{_IN_YEAR}?",
        rf"{_NAME}\s*{_DAY}(?:st|nd|rd|th)?{_IN_YEAR}?",
        rf"(?:thang\s*|t\.?){_MONTH}{_IN_YEAR}",
        rf"{_NAME}{_IN_YEAR}",
        rf"(?!24/0?7\b){_DAY}\s?[/\-]\s?{_MONTH}{_NO_AGE}",
    )
)
_ANY_SIGN = re.compile(
    r"\d|\bjan|\bfeb|\bmar|\bapr|\bmay|\bjun|\bjul|\baug|\bsep|\boct|\bnov|\bdec"
)


@dataclass(frozen=True, slots=True, order=True)
class DateMention:
    """A day or month named at characters `start` to `end`.

    Attributes:
        day: None where only a month is named.
        year: None where none is named.
    """

    start: int
    end: int
    month: int
    day: int | None = None
    year: int | None = None

    def first_day(self) -> date | None:
        """Return the day, or the first day of the month; None without a year."""
        return None if self.year is None else date(self.year, self.month, self.day or 1)

    def words(self) -> tuple[str, ...]:
        """Return the words that stand for it, the same however it was written."""
        day = f"{self.day}/{self.month}" if self.day else f"thang/{self.month}"
        return (day,) if self.year is None else (day, str(self.year))


def find_dates(folded: str) -> list[DateMention]:
    """Return the dates of `folded` in order; where two readings overlap the fuller one stays."""
    if not _ANY_SIGN.search(folded):
        return []
    found: list[DateMention] = []
    for mention in _readings(folded):
        if all(mention.end <= other.start or other.end <= mention.start for other in found):
            found.append(mention)
    return sorted(found)


def _readings(folded: str) -> Iterator[DateMention]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            named = match.groupdict()
            month = int(named["month"]) if named.get("month") else _NUMBER_OF[named["name"][:3]]
            day = int(named["day"]) if named.get("day") else None
            year = int(named["year"]) if named.get("year") else None
            if _exists(year, month, day):
                yield DateMention(match.start(), match.end(), month, day, year)


def _exists(year: int | None, month: int, day: int | None) -> bool:
    try:
        date(year or 2000, month, day or 1)
    except ValueError:
        return False
    return True
