"""A thing that is wrong with the content, and where."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One breach of one rule; `problem` says what to do."""

    path: Path
    line: int
    rule: str
    problem: str
