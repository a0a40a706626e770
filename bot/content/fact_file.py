"""Loads `responses/facts.yml`, the registry of facts."""

from datetime import date
from pathlib import Path

from pydantic import Field

from bot.content.yaml_file import Lines, Schema, read_as
from bot.knowledge.accounts import AccountType
from bot.knowledge.facts import Citation, Confidence, Document, Fact, FactRegistry
from bot.messages import Language

EVERYONE = "everyone"
"""Value of `applies_to` for a fact that holds for all account types."""

Bilingual = dict[Language, str]


class DocumentEntry(Schema):
    """An official document."""

    number: str | None
    name: Bilingual
    issuer: Bilingual
    issued_on: date | None = Field(alias="date")
    in_force_to: date | None = None


class SourceEntry(Schema):
    """One place where a fact stands."""

    document: str | None = None
    clause: str | None = None
    page: str | None = None
    dated: str | None = None


class FactEntry(Schema):
    """One fact."""

    id: str
    statement: Bilingual
    applies_to: list[str]
    announced_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    superseded_by: tuple[str, ...] = ()
    confidence: Confidence
    uncertain: bool = False
    contact: bool = False
    note: str | None = None
    sources: list[SourceEntry]


class FactFile(Schema):
    """The whole registry; `clauses` gives the English of each Vietnamese clause."""

    documents: dict[str, DocumentEntry]
    clauses: dict[str, str]
    facts: list[FactEntry]


def load_facts(path: Path) -> FactRegistry:
    """Load the registry.

    Raises:
        ContentError: an id stands twice, or a document, clause, account type or successor
            is not known.
    """
    file, lines = read_as(FactFile, path)
    documents = {key: _document(entry) for key, entry in file.documents.items()}
    facts: dict[str, Fact] = {}
    for position, entry in enumerate(file.facts):
        if entry.id in facts:
            raise lines.error(("facts", position), f"fact '{entry.id}' stands twice")
        _check_accounts(entry, lines, position)
        citations = tuple(
            _citation(source, documents, file.clauses, lines, ("facts", position, "sources", place))
            for place, source in enumerate(entry.sources)
        )
        facts[entry.id] = _fact(entry, citations)
    _check_successors(file, facts, lines)
    return FactRegistry(facts)


def _document(entry: DocumentEntry) -> Document:
    return Document(
        number=entry.number,
        name=entry.name,
        issuer=entry.issuer,
        issued_on=entry.issued_on,
        in_force_to=entry.in_force_to,
    )


def _fact(entry: FactEntry, citations: tuple[Citation, ...]) -> Fact:
    return Fact(
        id=entry.id,
        statement=entry.statement,
        applies_to=tuple(entry.applies_to),
        announced_on=entry.announced_on,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        superseded_by=entry.superseded_by,
        confidence=entry.confidence,
        uncertain=entry.uncertain,
        citations=citations,
        is_contact=entry.contact,
    )


def _citation(
    source: SourceEntry,
    documents: dict[str, Document],
    clauses: dict[str, str],
    lines: Lines,
    place: tuple[str | int, ...],
) -> Citation:
    if source.document is not None and source.document not in documents:
        raise lines.error(place, f"document '{source.document}' does not stand under documents:")
    if source.clause is not None and source.clause not in clauses:
        raise lines.error(place, f"clause '{source.clause}' has no English form under clauses:")
    clause = None
    if source.clause is not None:
        clause = {Language.VI: source.clause, Language.EN: clauses[source.clause]}
    document = documents[source.document] if source.document is not None else None
    return Citation(document=document, clause=clause, page=source.page)


def _check_accounts(entry: FactEntry, lines: Lines, position: int) -> None:
    known = {EVERYONE, *AccountType}
    for account in entry.applies_to:
        if account not in known:
            raise lines.error(
                ("facts", position, "applies_to"),
                f"'{account}' is not an account type; known: {', '.join(sorted(known))}",
            )


def _check_successors(file: FactFile, facts: dict[str, Fact], lines: Lines) -> None:
    for position, entry in enumerate(file.facts):
        for successor in entry.superseded_by:
            if successor not in facts:
                raise lines.error(
                    ("facts", position, "superseded_by"), f"fact '{successor}' does not exist"
                )
