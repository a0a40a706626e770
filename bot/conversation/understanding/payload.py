"""Reads a button's payload, `/intent` or `/intent{"entity":"value"}`, as Rasa does."""

import json
import re
from dataclasses import dataclass
from itertools import chain

from bot.conversation.understanding.entities import Entity

_PAYLOAD = re.compile(r"/(?P<intent>[^{\s]+)\s*(?P<entities>\{.*\})?\s*", re.DOTALL)
EXTRACTOR = "RegexMessageHandler"


@dataclass(frozen=True, slots=True)
class Payload:
    """What a button says without any words."""

    intent: str
    entities: tuple[Entity, ...]


def read_payload(text: str, intents: frozenset[str]) -> Payload | None:
    """Return the payload in `text`; None: it is none, is broken or names an unknown intent."""
    match = _PAYLOAD.fullmatch(text) if text.startswith("/") else None
    if match is None or match["intent"] not in intents:
        return None
    try:
        given = json.loads(match["entities"] or "{}")
    except (ValueError, RecursionError):
        return None
    entities = tuple(
        (name, str(value))
        for name, values in given.items()
        for value in (values if isinstance(values, list) else [values])
    )
    # Escapes bring in what the guard has dropped from the text; no row could hold some of it.
    if not all(map(str.isprintable, chain.from_iterable(entities))):
        return None
    start, end = match.span("entities") if match["entities"] else (0, 0)
    return Payload(
        match["intent"],
        tuple(Entity(name, value, start, end, EXTRACTOR) for name, value in entities),
    )
