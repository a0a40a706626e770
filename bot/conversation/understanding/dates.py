"""Finds days and months in folded text, Vietnamese or English, in figures or in words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.conversation.understanding.number_words import (
    MONTHS,
    ORDINALS,
    VIETNAMESE,
    YEARS,
    one_of,
)

_YEAR = rf"(?P<year>(?:19|20)\d\d|{one_of(YEARS)})"
_DAY, _MONTH = r"(?P<day>0?[1-9]|[12]\d|3[01])", r"(?P<month>0?[1-9]|1[0-2])"
_NAMES = "january february march april may june july august september october november december"
_NUMBER_OF = {name[:3]: place for place, name in enumerate(_NAMES.split(), start=1)}
_NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_IN_YEAR = rf"(?:\s*(?:nam|,|/|-|\.|of)?\s*{_YEAR})"
_NO_AGE = r"(?!\s*(?:tuoi|nam|ngay|thang|gio|phut|lan|buoc|year|day|month|hour|h|%)\b)"
_SAID_DAY = rf"(?P<day>{one_of(VIETNAMESE)}|\d\d?)"
_LONG_DAY = rf"(?P<day>{one_of(words for words in VIETNAMESE if ' ' in words)})"
_SAID_MONTH = rf"(?P<month>{one_of(MONTHS)}|1[0-2]|0?[1-9])"
_ORDINAL = rf"(?P<day>{one_of(ORDINALS)})"
_PATTERNS = tuple(
    re.compile(rf"(?<![\w/.\-]){pattern}(?![\w/]|[.\-]\d)")
    for pattern in (
        rf"{_YEAR}-{_MONTH}-{_DAY}",
        rf"{_DAY}\s?(?P<sign>[/.\-])\s?{_MONTH}\s?(?P=sign)\s?{_YEAR}",
        rf"{_DAY}\s*thang\s*{_MONTH}{_IN_YEAR}?",
        rf"{_DAY}(?:st|nd|rd|th)?\s*(?:of\s*)?{_NAME}{_IN_YEAR}?",
        rf"{_NAME}\s*{_DAY}(?:st|nd|rd|th)?{_IN_YEAR}?",
        rf"(?:ngay|mung|mong)\s+{_SAID_DAY}\s+thang\s+{_SAID_MONTH}{_IN_YEAR}?{_NO_AGE}",
        rf"{_LONG_DAY}\s+thang\s+{_SAID_MONTH}{_IN_YEAR}?{_NO_AGE}",
        rf"{_ORDINAL}\s+(?:of\s+)?{_NAME}{_IN_YEAR}?",
        rf"{_NAME}(?:(?<!may)\s+|\s+the\s+){_ORDINAL}{_IN_YEAR}?",
        rf"(?:thang\s*|t\.?){_MONTH}{_IN_YEAR}",
        rf"{_NAME}{_IN_YEAR}",
        rf"(?!24/0?7\b){_DAY}\s?[/\-]\s?{_MONTH}{_NO_AGE}",
    )
)
_NEXT_MONTH = re.compile(r"tháng\s+sau\b", re.IGNORECASE)
_LEAP_YEARS_APART = 9
"""Years in which 29 February comes at least once, the turn of a century included."""
_ANY_SIGN = re.compile(
    r"\d|\bthang\b|\bjan|\bfeb|\bmar|\bapr|\bmay|\bjun|\bjul|\baug|\bsep|\boct|\bnov|\bdec"
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

    def yearless(self) -> str:
        """Return month and day as ISO 8601 writes them without a year: `--06-15`; else ""."""
        return f"--{self.month:02}-{self.day:02}" if self.day and self.year is None else ""

    def words(self) -> tuple[str, ...]:
        """Return the words that stand for it, the same however it was written."""
        day = f"{self.day}/{self.month}" if self.day else f"thang/{self.month}"
        return (day,) if self.year is None else (day, str(self.year))


def last_such_day(yearless: str, until: date) -> date:
    """Return the last day up to `until` that `DateMention.yearless` may mean."""
    month, day = int(yearless[2:4]), int(yearless[5:7])
    years = range(until.year, until.year - _LEAP_YEARS_APART, -1)
    possible = (date(year, month, day) for year in years if _exists(year, month, day))
    return next(one for one in possible if one <= until)


def find_dates(folded: str, typed: str = "") -> list[DateMention]:
    """Return the dates of `folded` in order; where two readings overlap the fuller one stays.

    Args:
        folded: text without marks and capitals.
        typed: the same text as it was typed, character by character: only its marks tell the sixth
            month ("tháng sáu") from the next ("tháng sau").
    """
    if not _ANY_SIGN.search(folded):
        return []
    found: list[DateMention] = []
    for mention in _readings(folded):
        if _NEXT_MONTH.search(typed, mention.start, mention.end):
            continue
        if all(mention.end <= other.start or other.end <= mention.start for other in found):
            found.append(mention)
    return sorted(found)


def _readings(folded: str) -> Iterator[DateMention]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            named = match.groupdict()
            month = _number(named.get("month"), MONTHS) or _NUMBER_OF[named["name"][:3]]
            day = _number(named.get("day"), VIETNAMESE | ORDINALS)
            year = _number(named.get("year"), YEARS)
            if _exists(year, month, day):
                yield DateMention(match.start(), match.end(), month, day, year)


def _number(written: str | None, words: Mapping[str, int]) -> int | None:
    if written is None:
        return None
    return int(written) if written.isdigit() else words[written]


def _exists(year: int | None, month: int, day: int | None) -> bool:
    try:
        date(year or 2000, month, day or 1)
    except ValueError:
        return False
    return True
