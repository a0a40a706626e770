"""Finds the figures in a text: dates, months, phone numbers, domains, links, all other numbers.

Each has a form that is the same however it is written: "15/6/2024", "15 June 2024" and
"ngay 15 thang 6 nam 2024" are all `date 2024-06-15`.
"""

import re
from collections.abc import Iterator

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

_NAMED = rf"(?P<month>{'|'.join(f'{month}|{month[:3]}' for month in MONTHS)}|sept)"
_D, _M, _Y = r"(?P<day>\d{1,2})", r"(?P<month>0?[1-9]|1[0-2])", r"(?P<year>(?:19|20)\d{2})"
_ORDINAL = r"(?:st|nd|rd|th)?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_D}[/.-]{_M}[/.-]{_Y}\b",
        rf"\b{_D}\s+(?:tháng|thang)\s+{_M}\b(?:,?\s+(?:(?:năm|nam)\s+)?{_Y}\b)?",
        rf"\b{_D}/{_M}\s+(?:năm|nam)\s+{_Y}\b",
        rf"\b{_D}{_ORDINAL}\s+(?:of\s+)?{_NAMED}\b\.?(?:,?\s+{_Y}\b)?",
        rf"\b{_NAMED}\b\.?\s+{_D}{_ORDINAL}\b(?:,?\s+{_Y}\b)?",
        rf"\b{_Y}-{_M}(?:-{_D})?\b",
        rf"\b(?:tháng|thang)\s+{_M}\s+(?:năm|nam)\s+{_Y}\b",
        rf"\b{_M}/{_Y}\b(?!/)",
        rf"\b{_NAMED}\s+{_Y}\b",
        rf"\b{_D}/{_M}\b(?![/\d])",
    )
)
_STEP = re.compile(r"^\s*\d+[.)]\s|\b(?:bước|buoc|step)\s+\d\b", re.IGNORECASE | re.MULTILINE)
_LINK = re.compile(r"\bhttps?://\S*[^\s.,;:)]", re.IGNORECASE)
_DOMAIN = re.compile(
    r"\b(?:[a-z0-9-]+\.)+(?:vn|com|org|net|gov|edu|info|biz|io|me|ly|co|app|page|link|site|online"
    r"|xyz|top|vip|club|shop|store|asia)\b",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\b1[89]00[ .-]?\d{4}\b")
_AMOUNT = r"(\d+(?:[.,]\d+)?)"
_MILLIONS = re.compile(
    rf"{_AMOUNT}(?:\s*(?:–|-|đến|to|and|và)\s*{_AMOUNT})?\s*(?:triệu|trieu|million)", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+(?:\.\d{3})+\b|\d+(?:,\d{3})+\b|\d+")


def figures(text: str) -> frozenset[str]:
    """Return the figures of a text; numbers of steps ("1.", "Bước 1") don't count."""
    return frozenset(_figures(_STEP.sub(" ", text)))


def _figures(text: str) -> Iterator[str]:
    text, found = _take(_LINK, text)
    yield from (f"link {match.group()}" for match in found)
    text, found = _take(_DOMAIN, text)
    yield from (f"domain {match.group().lower()}" for match in found)
    text, found = _take(_PHONE, text)
    yield from (f"phone {re.sub('[^0-9]', '', match.group())}" for match in found)
    for pattern in _DATES:
        text, found = _take(pattern, text)
        yield from (_date(match) for match in found)
    text, found = _take(_MILLIONS, text)
    yield from (_million(part) for match in found for part in match.groups() if part)
    yield from (f"number {int(re.sub('[.,]', '', part))}" for part in _NUMBER.findall(text))


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, list[re.Match[str]]]:
    return pattern.sub(" ", text), list(pattern.finditer(text))


def _million(amount: str) -> str:
    return f"number {round(float(amount.replace(',', '.')) * 1_000_000)}"


def _date(match: re.Match[str]) -> str:
    parts = match.groupdict()
    month, day = f"{_month(parts['month']):02d}", parts.get("day")
    return f"date {parts.get('year') or '*'}-{month}" + (f"-{int(day):02d}" if day else "")


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    return next(place for place, name in enumerate(MONTHS, 1) if name.startswith(word.lower()[:3]))
