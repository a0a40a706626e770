"""Facts and the documents they stand in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.messages import Language


class Confidence(StrEnum):
    """How well a fact is supported."""

    OFFICIAL = "official"
    """It stands in an official document that was read."""
    CORROBORATED = "corroborated"
    """Two or more independent public pages agree."""
    SINGLE_PAGE = "single-page"
    """One public page only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An official document; number and date are None where it carries none.

    Attributes:
        in_force_to: last day before another document replaced it; None: not replaced.
    """

    number: str | None
    name: Mapping[Language, str]
    issuer: Mapping[Language, str]
    issued_on: date | None
    in_force_to: date | None = None

    def can_be_cited(self, day: date, *, as_past: bool) -> bool:
        """Tell whether the document may be named on `day`: out already, and not replaced.

        Args:
            day: the day of the answer.
            as_past: what applied in the past may name a replaced document.
        """
        is_out = self.issued_on is None or self.issued_on <= day
        return is_out and (as_past or self.in_force_to is None or day <= self.in_force_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One place where a fact stands: a document, a page, or a page that prints a document."""

    document: Document | None
    clause: Mapping[Language, str] | None
    page: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that the service may say, from when to when, and who said so.

    Attributes:
        announced_on: first day the coming change was publicly known; None: never told ahead.
        valid_from: first day in force; None: no date in the source, in force always.
        valid_to: last day in force; None: still in force.
        uncertain: sources disagree or leave it open; it is told with a hedge.
        is_contact: a number to call or an address to open, told beside most answers.
    """

    id: str
    statement: Mapping[Language, str]
    applies_to: tuple[str, ...]
    announced_on: date | None
    valid_from: date | None
    valid_to: date | None
    superseded_by: tuple[str, ...]
    confidence: Confidence
    uncertain: bool
    citations: tuple[Citation, ...]
    is_contact: bool = False


@dataclass(frozen=True, slots=True)
class FactRegistry:
    """All facts by id."""

    by_id: Mapping[str, Fact] = field(default_factory=dict)

    def __getitem__(self, fact_id: str) -> Fact:
        return self.by_id[fact_id]

    def __contains__(self, fact_id: object) -> bool:
        return fact_id in self.by_id

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.by_id.values())
