"""Names what an export consists of, so that a record of it can be seen to be outdated."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import yaml

SHAPED = ("config.yml", "domain/dialogue.yml", "data/rules.yml", "credentials.yml")
RESPONSES = "domain/responses.yml"
WORDS = frozenset(["text", "buttons", "metadata"])
"""What may change in a response without another being chosen."""


def shape_of(files: Mapping[str, str]) -> str:
    """Return the first 12 digits of a SHA-256 over all that decides what Rasa does.

    Wordings, training messages, comments, addresses and the length of training do not count.

    Args:
        files: contents by path, at least the files named in `SHAPED` and the responses.
    """
    parts = {path: _read(files[path]) for path in SHAPED}
    for component in parts["config.yml"]["pipeline"]:
        component.pop("epochs", None)
    parts[RESPONSES] = _conditions(_read(files[RESPONSES]))
    written = json.dumps(parts, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:12]


def _read(text: str) -> Any:  # noqa: ANN401 - any YAML
    return yaml.load(text, yaml.CSafeLoader)


def _conditions(content: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    return {
        name: [
            {key: value for key, value in variation.items() if key not in WORDS}
            for variation in variations
        ]
        for name, variations in content["responses"].items()
    }
