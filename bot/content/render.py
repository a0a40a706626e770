"""Turns a chosen variation into a reply: placeholders, buttons and the line of sources."""

from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import urlsplit

from babel.dates import format_date

from bot.knowledge.facts import Citation, Document, Fact
from bot.messages import Language, Source

MOST_SOURCES = 3
"""So many sources stand under a text; the rest can be asked for through the channels' data."""


def render_text(text: str, values: Mapping[str, str]) -> str:
    """Put `values` into the placeholders of `text`; other braces stay as they are."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def sources_of(facts: Iterable[Fact], language: Language) -> tuple[Source, ...]:
    """Return all sources of some facts, each once, in the order of the facts."""
    sources = (_source(citation, language) for fact in facts for citation in fact.citations)
    return tuple(dict.fromkeys(sources))


def source_line(facts: Iterable[Fact], language: Language, prefix: str) -> str:
    """Return the line under an answer that names its official sources; "" without one.

    Of each fact the first numbered document counts, else an unnumbered document, else a page of a
    state body (.gov.vn); clauses of one document are put together.
    """
    clauses: dict[str, list[str]] = {}
    for fact in facts:
        named = _official(fact, language)
        if named is None:
            continue
        name, clause = named
        if name not in clauses and len(clauses) == MOST_SOURCES:
            continue
        known = clauses.setdefault(name, [])
        if clause and clause not in known:
            known.append(clause)
    parts = (", ".join([name, *known]) for name, known in clauses.items())
    line = "; ".join(parts)
    return f"{prefix}: {line}." if line else ""


def format_day(day: date, language: Language) -> str:
    """Return a day as it stands in a text: 15/6/2024, 15 June 2024."""
    pattern = "d/M/yyyy" if language is Language.VI else "d MMMM yyyy"
    return format_date(day, pattern, locale=language.value)


def _official(fact: Fact, language: Language) -> tuple[str, str | None] | None:
    with_document = [citation for citation in fact.citations if citation.document is not None]
    with_document.sort(key=lambda citation: _number(citation) is None)
    for citation in with_document:
        if citation.document is not None:
            clause = citation.clause[language] if citation.clause else None
            return _document_name(citation.document, language), clause
    for citation in fact.citations:
        host = urlsplit(citation.page or "").hostname or ""
        if host.endswith(".gov.vn"):
            return host, None
    return None


def _number(citation: Citation) -> str | None:
    return citation.document.number if citation.document is not None else None


def _document_name(document: Document, language: Language) -> str:
    kind = document.name[language]
    if document.number is None:
        return f"{kind} {_of(document, language)}"
    day = f" ({format_day(document.date, language)})" if document.date else ""
    return f"{kind} {document.number}{day}"


def _of(document: Document, language: Language) -> str:
    if language is Language.VI:
        return f"của {document.issuer[language]}"
    return f"of {document.issuer[language]}"


def _source(citation: Citation, language: Language) -> Source:
    document = citation.document
    if document is None:
        return Source(kind="page", url=citation.page)
    return Source(
        kind="document",
        number=document.number,
        issuer=document.issuer[language],
        date=document.date.isoformat() if document.date else None,
        clause=citation.clause[language] if citation.clause else None,
        url=citation.page,
    )
