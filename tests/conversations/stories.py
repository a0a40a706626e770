"""Conversations of the story files, as the tests play them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
TODAY = date(2026, 11, 22)
"""Day of the stories that name none."""

CHECKS = {"contains", "lacks", "said", "language"}


@dataclass(frozen=True, slots=True)
class Expected:
    """What one message leads to.

    Attributes:
        steps: its intents and actions in order, such as "intent greet", "action utter_greet".
        checks: what metadata says about the replies, by key.
    """

    text: str
    steps: tuple[str, ...]
    checks: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Story:
    """One conversation of a file."""

    place: str
    name: str
    language: str
    as_of: date
    turns: tuple[Expected, ...]

    @property
    def id(self) -> str:
        return f"{self.place}: {self.name}"


def load_stories() -> list[Story]:
    return [story for path in sorted(HERE.glob("*/*.yml")) for story in _read(path)]


def load_known_misses() -> dict[str, str]:
    """Return why a story fails, by its id."""
    entries = yaml.safe_load((HERE / "known_misses.yml").read_text(encoding="utf-8"))
    return {entry["story"]: entry["reason"] for entry in entries["known_misses"] or ()}


def _read(path: Path) -> Iterator[Story]:
    language, area = path.parent.name, path.stem
    for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["stories"]:
        metadata = dict(entry.get("metadata") or {})
        as_of = metadata.pop("as_of", TODAY)
        turns = tuple(_turns(entry["steps"], metadata))
        yield Story(f"{language}/{area}", entry["story"], language, as_of, turns)


def _turns(steps: list[dict[str, Any]], metadata: dict[str, Any]) -> Iterator[Expected]:
    told: list[tuple[str, list[str]]] = []
    for step in steps:
        if "user" in step:
            told.append((step["user"], []))
        told[-1][1].extend(f"{key} {step[key]}" for key in ("intent", "action") if key in step)
    numbered = metadata.pop("turns", {})
    checks = {**numbered, len(told): {**numbered.get(len(told), {}), **metadata}}
    for number, (text, lines) in enumerate(told, start=1):
        found = checks.pop(number, {})
        unknown = set(found) - CHECKS
        assert not unknown, f"metadata does not know {unknown}"
        yield Expected(text, tuple(lines), found)
    assert not checks, f"metadata speaks of turns {sorted(checks)}"
