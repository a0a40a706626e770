"""Loads training and test messages in Rasa's NLU format."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from pydantic import model_validator

from bot.content.annotations import EntityExample, read_annotations
from bot.content.yaml_file import Lines, Schema, read_as
from bot.errors import ContentError
from bot.messages import Language

KINDS = ("intent", "synonym", "regex", "lookup")


class IntentMetadata(Schema):
    """What is known of a block of messages; `style` groups the figures of an evaluation."""

    style: str | None = None


class ExampleEntry(Schema):
    """One message of a block whose messages have metadata of their own."""

    text: str
    metadata: IntentMetadata = IntentMetadata()


class Entry(Schema):
    """Messages of one intent; or words of one meaning, patterns or words of one name."""

    intent: str | None = None
    synonym: str | None = None
    regex: str | None = None
    lookup: str | None = None
    examples: str | tuple[ExampleEntry, ...]
    metadata: IntentMetadata = IntentMetadata()

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if sum(getattr(self, kind) is not None for kind in KINDS) != 1:
            raise ValueError(f"a block has exactly one of {', '.join(KINDS)}")
        if self.intent is None and not isinstance(self.examples, str):
            raise ValueError("only messages of an intent may have metadata of their own")
        return self


class TrainingFile(Schema):
    """A file of messages in Rasa's format."""

    version: str
    nlu: list[Entry]


@dataclass(frozen=True, slots=True)
class Example:
    """One message and what it means."""

    text: str
    intent: str
    language: Language
    entities: tuple[EntityExample, ...] = ()
    style: str | None = None
    path: Path | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class TrainingData:
    """All messages of a folder, in the order of languages, files and lines.

    Attributes:
        synonyms: the value that words stand for, by the words in small letters.
        regexes: patterns by name.
        lookups: words by name.
    """

    examples: tuple[Example, ...]
    synonyms: Mapping[str, str] = field(default_factory=dict)
    regexes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lookups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def load(folder: Path) -> TrainingData:
    """Load `folder/<language>/*.yml`.

    Raises:
        ContentError: a file is broken, a message is not in a list or its annotation is broken.
    """
    examples: list[Example] = []
    named: dict[str, dict[str, tuple[str, ...]]] = {kind: {} for kind in KINDS}
    for language, entry, lines, place in _entries(folder):
        if entry.intent is not None:
            examples += _examples(entry, language, lines, place)
            continue
        kind, name = next((k, getattr(entry, k)) for k in KINDS if getattr(entry, k) is not None)
        rows = (row for row, _ in _rows(entry, lines, place))
        named[kind][name] = (*named[kind].get(name, ()), *rows)
    return TrainingData(
        tuple(examples), _synonyms(examples, named["synonym"]), named["regex"], named["lookup"]
    )


def _synonyms(
    examples: Iterable[Example], listed: Mapping[str, tuple[str, ...]]
) -> Mapping[str, str]:
    """Return what words stand for; an annotation with a value is a synonym, too."""
    annotated = {
        example.text[entity.start : entity.end].lower(): entity.value
        for example in examples
        for entity in example.entities
        if entity.value != example.text[entity.start : entity.end]
    }
    return annotated | {word.lower(): value for value, words in listed.items() for word in words}


def _entries(folder: Path) -> Iterator[tuple[Language, Entry, Lines, int]]:
    for language in Language:
        for path in sorted((folder / language).glob("*.yml")):
            file, lines = read_as(TrainingFile, path)
            for place, entry in enumerate(file.nlu):
                yield language, entry, lines, place


def _examples(entry: Entry, language: Language, lines: Lines, place: int) -> Iterator[Example]:
    for position, (row, line) in enumerate(_rows(entry, lines, place)):
        text, entities = read_annotations(row, lines.path, line)
        style = _style(entry, position)
        intent = str(entry.intent)
        yield Example(text, intent, language, entities, style, lines.path, line)


def _style(entry: Entry, position: int) -> str | None:
    if isinstance(entry.examples, str):
        return entry.metadata.style
    return entry.examples[position].metadata.style or entry.metadata.style


def _rows(entry: Entry, lines: Lines, place: int) -> Iterator[tuple[str, int]]:
    """Yield the rows of a block, each with the line it stands in."""
    if not isinstance(entry.examples, str):
        for position, example in enumerate(entry.examples):
            yield example.text.strip(), lines.of("nlu", place, "examples", position)
        return
    first = lines.of("nlu", place, "examples") + 1
    for offset, row in enumerate(entry.examples.splitlines()):
        if not row.strip():
            continue
        if not row.startswith("- "):
            problem = f"a message begins with '- ', this line is: {row[:60]}"
            raise ContentError(lines.path, first + offset, problem)
        yield row[2:].strip(), first + offset
