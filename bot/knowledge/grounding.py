"""Finds the figures in a text: what must stand in a fact before it may be said.

Figures are dates, months, phone numbers, web domains and all other numbers, in a form that is
the same however they are written ("15/6/2024", "15 June 2024").
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import urlsplit

from bot.knowledge.facts import Citation, Fact

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

_MONTH = "|".join(f"{month}|{month[:3]}" for month in MONTHS)
_D, _M, _Y = r"(?P<day>\d{1,2})", r"(?P<month>0?[1-9]|1[0-2])", r"(?P<year>20\d{2})"
_STEP = re.compile(r"^\s*\d+[.)]\s|\b(?:bước|buoc|step)\s+\d\b", re.IGNORECASE | re.MULTILINE)
_DOMAIN = re.compile(r"\b(?:[a-z0-9-]+\.)+(?:vn|com|org|net|gov)\b", re.IGNORECASE)
_PHONE = re.compile(r"\b1[89]00[ .]?\d{4}\b")
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_D}[/-]{_M}[/-]{_Y}\b",
        rf"\bngày\s+{_D}\s+tháng\s+{_M}(?:\s+năm\s+{_Y})?",
        rf"\b{_D}\s+(?P<month>{_MONTH})\b\.?(?:\s+{_Y})?",
        rf"\b{_Y}-{_M}(?:-{_D})?\b",
        rf"\b(?:tháng\s+)?{_M}/{_Y}\b(?!/)",
        rf"\b(?P<month>{_MONTH})\s+{_Y}\b",
        rf"\b{_D}/{_M}\b(?![/\d])",
    )
)
_NUMBER = re.compile(r"\d+(?:\.\d{3})+|\d+")
_MILLIONS = re.compile(
    r"(\d+)(?:\s*(?:–|-|đến|to|and|và)\s*(\d+))?\s*(?:triệu|trieu|million)", re.IGNORECASE
)


def figures(text: str) -> frozenset[str]:
    """Return the figures of a text; numbers of steps ("1.", "Bước 1") don't count."""
    return frozenset(_figures(_STEP.sub(" ", text)))


def ungrounded(text: str, facts: Iterable[Fact]) -> tuple[str, ...]:
    """Return the figures of `text` that none of `facts` holds, sorted."""
    held: set[str] = set()
    for fact in facts:
        held |= _held(fact)
    return tuple(sorted(figures(text) - held))


def _figures(text: str) -> Iterator[str]:
    text, found = _take(_DOMAIN, text)
    yield from (f"domain {match.group().lower()}" for match in found)
    text, found = _take(_PHONE, text)
    yield from (f"phone {re.sub('[^0-9]', '', match.group())}" for match in found)
    for pattern in _DATES:
        text, found = _take(pattern, text)
        yield from (_date(match) for match in found)
    for match in _MILLIONS.finditer(text):
        yield from (f"number {int(part)}000000" for part in match.groups() if part)
    text = _MILLIONS.sub(" ", text)
    yield from (f"number {int(part.replace('.', ''))}" for part in _NUMBER.findall(text))


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, list[re.Match[str]]]:
    return pattern.sub(" ", text), list(pattern.finditer(text))


def _date(match: re.Match[str]) -> str:
    parts = match.groupdict()
    return _date_figure(parts.get("year"), _month(parts["month"]), parts.get("day"))


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    return next(place for place, name in enumerate(MONTHS, 1) if name.startswith(word.lower()[:3]))


def _date_figure(year: str | None, month: int, day: str | None) -> str:
    return f"date {year or '*'}-{month:02d}-{int(day):02d}" if day else f"date {year}-{month:02d}"


def _held(fact: Fact) -> set[str]:
    held: set[str] = set()
    for statement in fact.statement.values():
        held |= figures(statement)
        held |= {f"number {digits}" for digits in map(_plain, _NUMBER.findall(statement))}
    for citation in fact.citations:
        held |= _cited(citation)
    days = (fact.announced_on, fact.valid_from, fact.valid_to)
    return held | {form for day in days if day for form in _forms(day)} | _loosened(held)


def _plain(digits: str) -> int:
    return int(digits.replace(".", ""))


def _cited(citation: Citation) -> set[str]:
    held: set[str] = set()
    if citation.page is not None:
        held.add(f"domain {(urlsplit(citation.page).hostname or '').lower()}")
    if citation.clause is not None:
        for clause in citation.clause.values():
            held |= figures(clause)
    if citation.document is not None:
        number = citation.document.number or ""
        held |= {f"number {int(part)}" for part in re.findall(r"\d+", number)}
        if citation.document.issued_on is not None:
            held |= _forms(citation.document.issued_on)
    return held


def _forms(day: date) -> set[str]:
    return {
        f"date {day:%Y-%m-%d}",
        f"date *-{day:%m-%d}",
        f"date {day:%Y-%m}",
        f"number {day.year}",
    }


def _loosened(held: set[str]) -> set[str]:
    """A full date also grounds its day, its month and its year."""
    loose = set()
    for figure in held:
        if match := re.fullmatch(r"date (\d{4})-(\d{2})(?:-(\d{2}))?", figure):
            year, month, day = match.groups()
            loose |= {f"date {year}-{month}", f"number {year}"}
            if day:
                loose.add(f"date *-{month}-{day}")
    return loose
