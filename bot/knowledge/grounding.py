"""Finds what a text says without a fact: figures that none of its facts holds."""

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

from bot.knowledge.facts import Citation, Fact
from bot.knowledge.figures import figures


def ungrounded(text: str, facts: Iterable[Fact]) -> tuple[str, ...]:
    """Return the figures of `text` that none of `facts` holds, sorted."""
    held: set[str] = set()
    for fact in facts:
        held |= _held(fact)
    return tuple(sorted(figures(text) - held))


def _held(fact: Fact) -> set[str]:
    held: set[str] = set()
    for statement in fact.statement.values():
        held |= figures(statement)
    for citation in fact.citations:
        held |= _cited(citation)
    days = (fact.announced_on, fact.valid_from, fact.valid_to)
    return held | {form for day in days if day for form in _forms(day)} | _loosened(held)


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
