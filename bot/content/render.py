"""Turns a chosen variation into a reply: placeholders, buttons and the line of sources."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from babel.dates import format_date
from babel.numbers import format_decimal

from bot.knowledge.facts import Citation, Document, Fact
from bot.knowledge.tense import Tense
from bot.messages import Language, Source

PLACEHOLDER = re.compile(r"\{(\w+)\}")
MOST_SOURCES = 3
"""So many sources stand under a text; the rest can be asked for through the channels' data."""


def render_text(text: str, values: Mapping[str, str]) -> str:
    """Put `values` into the placeholders of `text`; other braces stay as they are."""
    return PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text)


@dataclass(frozen=True, slots=True)
class Cited:
    """A fact as an answer of some day tells it; past ones may name replaced documents."""

    fact: Fact
    tense: Tense

    def citations(self, day: date) -> tuple[Citation, ...]:
        """Return where the fact stands, without documents that can't be cited on `day`."""
        as_past = self.tense is Tense.PAST
        return tuple(
            citation
            for citation in self.fact.citations
            if citation.document is None or citation.document.can_be_cited(day, as_past=as_past)
        )


def sources_of(cited: Iterable[Cited], day: date, language: Language) -> tuple[Source, ...]:
    """Return all sources of some facts, each once, in the order of the facts."""
    found = (_source(place, language) for one in cited for place in one.citations(day))
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class SourceLines:
    """What lines of sources begin with.

    Attributes:
        answer: before the sources of an answer.
        contact: before those of a number or an address, where the rest has no official source.
    """

    answer: str
    contact: str


def source_line(cited: Iterable[Cited], day: date, language: Language, begins: SourceLines) -> str:
    """Return the line under an answer that names its official sources; "" without one.

    Of each fact the first numbered document counts, else an unnumbered document, else a page of a
    state body (.gov.vn). A document is named once, with the clause of the first fact.

    Numbers and addresses that are told beside the answer don't lend it their documents: they count
    where they are the first fact, and else are named as what they are.
    """
    facts = tuple(cited)
    answer = [one for place, one in enumerate(facts) if place == 0 or not one.fact.is_contact]
    if line := _names(answer, day, language):
        return f"{begins.answer}: {line}."
    line = _names(facts, day, language)
    return f"{begins.contact}: {line}." if line else ""


def format_day(day: date, language: Language) -> str:
    """Return a day as it stands in a text: 15/6/2024, 15 June 2024."""
    pattern = "d/M/yyyy" if language is Language.VI else "d MMMM yyyy"
    return format_date(day, pattern, locale=language.value)


def format_number(number: int, language: Language) -> str:
    """Return a number as it stands in a text: 2.000, 2,000."""
    return format_decimal(number, locale=language.value)


def _names(cited: Iterable[Cited], day: date, language: Language) -> str:
    named: dict[str, str] = {}
    for one in cited:
        source = _official(one.citations(day), language)
        if source is not None:
            named.setdefault(*source)
    return "; ".join(list(named.values())[:MOST_SOURCES])


def _official(citations: Iterable[Citation], language: Language) -> tuple[str, str] | None:
    """Return the name of the source, and the same with its clause."""
    documents = [(place, place.document) for place in citations if place.document is not None]
    documents.sort(key=lambda pair: pair[1].number is None)
    for place, document in documents:
        name = _document_name(document, language)
        return name, f"{name}, {place.clause[language]}" if place.clause else name
    for place in citations:
        host = urlsplit(place.page or "").hostname or ""
        if host.endswith(".gov.vn"):
            return host, host
    return None


def _document_name(document: Document, language: Language) -> str:
    kind = document.name[language]
    if document.number is None:
        preposition = "của" if language is Language.VI else "of"
        return f"{kind} {preposition} {document.issuer[language]}"
    issued = document.issued_on
    return f"{kind} {document.number}" + (f" ({format_day(issued, language)})" if issued else "")


def _source(citation: Citation, language: Language) -> Source:
    document = citation.document
    if document is None:
        return Source(kind="page", url=citation.page)
    return Source(
        kind="document",
        number=document.number,
        issuer=document.issuer[language],
        date=document.issued_on.isoformat() if document.issued_on else None,
        clause=citation.clause[language] if citation.clause else None,
        url=citation.page,
    )
