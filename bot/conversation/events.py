"""Events of a conversation, in the JSON that Rasa's trackers speak.

Source: https://rasa.com/docs/rasa/reference/rasa/shared/core/events/ (Rasa 3.6).
"""

from collections.abc import Mapping, Sequence
from typing import Any

Event = dict[str, Any]
"""One event: "event" names its kind, "timestamp" is seconds since 1970."""

LISTEN = "action_listen"
SESSION_START = "action_session_start"


def session_started(timestamp: float) -> Event:
    """Return the event that begins a conversation anew."""
    return {"event": "session_started", "timestamp": timestamp}


def action_executed(name: str, timestamp: float, policy: str | None = None) -> Event:
    """Return the event that an action ran; `policy` is what chose it."""
    return {
        "event": "action",
        "timestamp": timestamp,
        "name": name,
        "policy": policy,
        "confidence": 1.0 if policy else None,
    }


def user_uttered(
    text: str, parse_data: Mapping[str, Any], timestamp: float, channel: str, message_id: str | None
) -> Event:
    """Return the event that the citizen said something; `text` is masked already."""
    return {
        "event": "user",
        "timestamp": timestamp,
        "text": text,
        "parse_data": dict(parse_data),
        "input_channel": channel,
        "message_id": message_id,
    }


def bot_uttered(
    text: str,
    buttons: Sequence[Mapping[str, str]],
    timestamp: float,
    metadata: Mapping[str, Any],
) -> Event:
    """Return the event that the bot said something; `metadata` tells how it was chosen."""
    return {
        "event": "bot",
        "timestamp": timestamp,
        "text": text,
        "data": {"buttons": [dict(button) for button in buttons] or None},
        "metadata": dict(metadata),
    }


def slot_set(name: str, value: Any, timestamp: float) -> Event:  # noqa: ANN401 - any JSON
    """Return the event that something is remembered; None forgets it."""
    return {"event": "slot", "timestamp": timestamp, "name": name, "value": value}
