"""Reads annotated messages: `[words](entity)` or `[words]{"entity": …, "value": …}`."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import ContentError

ANNOTATION = re.compile(r"\[(?P<words>[^\]]+)\](?:\((?P<entity>[\w:-]+)\)|(?P<json>\{[^}]*\}))")
KEYS = {"entity", "value", "role", "group"}


@dataclass(frozen=True, slots=True)
class EntityExample:
    """An annotated part of a message: characters `start` to `end` of the plain text."""

    entity: str
    value: str
    start: int
    end: int
    role: str | None = None
    group: str | None = None


def read_annotations(row: str, path: Path, line: int) -> tuple[str, tuple[EntityExample, ...]]:
    """Return the plain text of a message, and what is annotated in it.

    Raises:
        ContentError: an annotation is broken, or of the form that Rasa gave up.
    """
    text, taken, entities = "", 0, []
    for match in ANNOTATION.finditer(row):
        text += row[taken : match.start()]
        words = match["words"]
        try:
            meaning = _meaning(match)
        except (ValueError, KeyError) as error:
            problem = f"broken annotation {match['json'] or match['entity']}: {error}"
            raise ContentError(path, line, problem) from error
        value = str(meaning.pop("value", words))
        name = str(meaning.pop("entity"))
        entities.append(EntityExample(name, value, len(text), len(text) + len(words), **meaning))
        text += words
        taken = match.end()
    return text + row[taken:], tuple(entities)


def _meaning(match: re.Match[str]) -> dict[str, Any]:
    if match["entity"]:
        if ":" in match["entity"]:
            raise ValueError('write {"entity": …, "value": …}')
        return {"entity": match["entity"]}
    meaning = json.loads(match["json"])
    if "entity" not in meaning:
        raise KeyError("entity")
    if unknown := set(meaning) - KEYS:
        raise ValueError(f"unknown key {', '.join(sorted(unknown))}")
    return dict(meaning)
