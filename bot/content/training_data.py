"""Loads training and test messages in Rasa's NLU format."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.content.yaml_file import Lines, Schema, read_as
from bot.errors import ContentError
from bot.messages import Language

ANNOTATION = re.compile(r"\[(?P<words>[^\]]+)\](?:\((?P<entity>[\w-]+)\)|(?P<json>\{[^}]*\}))")
"""`[words](entity)` or `[words]{"entity": …, "value": …}`."""


class IntentMetadata(Schema):
    """What is known of a block of messages; `style` groups the figures of an evaluation."""

    style: str | None = None


class IntentEntry(Schema):
    """Messages of one intent."""

    intent: str
    examples: str
    metadata: IntentMetadata = IntentMetadata()


class TrainingFile(Schema):
    """A file of messages in Rasa's format."""

    version: str
    nlu: list[IntentEntry]


@dataclass(frozen=True, slots=True)
class EntityExample:
    """An annotated part of a message: characters `start` to `end` of the plain text."""

    entity: str
    value: str
    start: int
    end: int


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
    """All messages of a folder, in the order of languages, files and lines."""

    examples: tuple[Example, ...]


def load(folder: Path) -> TrainingData:
    """Load `folder/<language>/*.yml`.

    Raises:
        ContentError: a file is broken, a message is not in a list or its annotation is broken.
    """
    examples: list[Example] = []
    for language in Language:
        for path in sorted((folder / language).glob("*.yml")):
            file, lines = read_as(TrainingFile, path)
            for place, entry in enumerate(file.nlu):
                examples += _examples(entry, language, lines, place)
    return TrainingData(tuple(examples))


def _examples(
    entry: IntentEntry, language: Language, lines: Lines, place: int
) -> Iterator[Example]:
    first = lines.of("nlu", place, "examples") + 1
    for offset, row in enumerate(entry.examples.splitlines()):
        if not row.strip():
            continue
        if not row.startswith("- "):
            problem = f"a message begins with '- ', this line is: {row[:60]}"
            raise ContentError(lines.path, first + offset, problem)
        text, entities = _plain(row[2:].strip(), lines.path, first + offset)
        yield Example(
            text, entry.intent, language, entities, entry.metadata.style, lines.path, first + offset
        )


def _plain(row: str, path: Path, line: int) -> tuple[str, tuple[EntityExample, ...]]:
    text, taken, entities = "", 0, []
    for match in ANNOTATION.finditer(row):
        text += row[taken : match.start()]
        words = match["words"]
        name, value = _meaning(match, path, line)
        entities.append(EntityExample(name, value or words, len(text), len(text) + len(words)))
        text += words
        taken = match.end()
    return text + row[taken:], tuple(entities)


def _meaning(match: re.Match[str], path: Path, line: int) -> tuple[str, str | None]:
    if match["entity"]:
        return match["entity"], None
    try:
        annotation = json.loads(match["json"])
        return str(annotation["entity"]), annotation.get("value")
    except (ValueError, KeyError) as error:
        raise ContentError(path, line, f"broken annotation {match['json']}: {error}") from error
