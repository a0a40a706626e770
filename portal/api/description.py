"""The OpenAPI documents, kept by hand in `openapi/` beside this file."""

from importlib.resources import files
from typing import Any

import yaml


def _load(name: str) -> dict[str, Any]:
    text = (files("portal.api") / "openapi" / f"{name}.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def describe_api(public_url: str) -> dict[str, Any]:
    """Return the description of what the portal offers to programs."""
    document = _load("api") | {"servers": [{"url": public_url}]}
    document["components"]["schemas"] = _load("oauth_schemas") | _load("status_schemas")
    return document


def describe_simulator(public_url: str) -> dict[str, Any]:
    """Return the description of the simulator's controls."""
    document = _load("simulator") | {"servers": [{"url": public_url}]}
    document["components"]["schemas"] = _load("simulator_schemas")
    return document
