"""Loads `responses/<language>/<area>.yml`: Rasa responses whose metadata ties them to facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from bot.content.yaml_file import Schema, read_as
from bot.errors import ContentError
from bot.knowledge.accounts import AccountType
from bot.knowledge.tense import Tense
from bot.knowledge.variations import Variation
from bot.messages import Button, Language

LABELS = "labels.yml"
"""File of the language's folder that holds names and titles, not responses."""


class ButtonEntry(Schema):
    """A button under a response."""

    title: str
    payload: str


class Metadata(Schema):
    """What ties a wording to facts, days and account types."""

    accounts: tuple[AccountType, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    facts: dict[Tense, tuple[str, ...]] = Field(default_factory=dict)
    claims: dict[str, str] = Field(default_factory=dict)
    sms_text: str | None = None
    reviewed_on: date | None = None


class VariationEntry(Schema):
    """One wording of a response."""

    text: str = Field(pattern=r"\S")
    buttons: tuple[ButtonEntry, ...] = ()
    metadata: Metadata = Field(default_factory=Metadata)


class ResponseFile(Schema):
    """A file of responses in Rasa's format."""

    version: str
    responses: dict[str, Annotated[list[VariationEntry], Field(min_length=1)]]


@dataclass(frozen=True, slots=True)
class Response:
    """All wordings of one response in one language, and the file they stand in."""

    name: str
    path: Path
    variations: tuple[Variation, ...]


def load_responses(folder: Path, language: Language) -> Mapping[str, Response]:
    """Load every response of a language.

    Args:
        folder: `responses/`.
        language: names the folder below it.

    Raises:
        ContentError: a file is broken, or a response stands in two files.
    """
    responses: dict[str, Response] = {}
    for path in sorted((folder / language).glob("*.yml")):
        if path.name == LABELS:
            continue
        file, lines = read_as(ResponseFile, path)
        for name, entries in file.responses.items():
            line = lines.of("responses", name)
            if name in responses:
                other = responses[name].path.name
                raise ContentError(path, line, f"response '{name}' also stands in {other}")
            if not name.startswith("utter_"):
                raise ContentError(path, line, f"'{name}' must begin with utter_")
            variations = tuple(
                _variation(f"{name}#{place + 1}", entry, lines.of("responses", name, place))
                for place, entry in enumerate(entries)
            )
            responses[name] = Response(name, path, variations)
    return responses


def _variation(name: str, entry: VariationEntry, line: int) -> Variation:
    metadata = entry.metadata
    return Variation(
        name=name,
        text=entry.text.strip(),
        buttons=tuple(Button(button.title, button.payload) for button in entry.buttons),
        accounts=frozenset(metadata.accounts),
        valid_from=metadata.valid_from,
        valid_to=metadata.valid_to,
        facts=metadata.facts,
        claims=metadata.claims,
        sms_text=metadata.sms_text,
        reviewed_on=metadata.reviewed_on,
        line=line,
    )
