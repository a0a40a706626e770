"""Events of a conversation, in the JSON that Rasa's trackers speak.

An event without a time happened when it is added to a conversation.

Source: https://rasa.com/docs/rasa/reference/rasa/shared/core/events/ (Rasa 3.6).
"""

from collections.abc import Mapping, Sequence
from typing import Any

Event = dict[str, Any]
"""One event: "event" names its kind, "timestamp" is seconds since 1970."""

LISTEN = "action_listen"
RESTART = "action_restart"
SESSION_START = "action_session_start"
DEFAULT_FALLBACK = "action_default_fallback"
DEACTIVATE_LOOP = "action_deactivate_loop"


def session_started() -> Event:
    """Return the event that begins a conversation anew."""
    return {"event": "session_started", "timestamp": None}


def restarted() -> Event:
    """Return the event that forgets all that was before it."""
    return {"event": "restart", "timestamp": None}


def rewound() -> Event:
    """Return the event that takes back the citizen's last message and all that followed."""
    return {"event": "rewind", "timestamp": None}


def action_executed(name: str, policy: str | None = None, confidence: float | None = None) -> Event:
    """Return the event that an action ran; `policy` is what chose it."""
    return {
        "event": "action",
        "timestamp": None,
        "name": name,
        "policy": policy,
        "confidence": confidence,
    }


def action_rejected(name: str, policy: str | None, confidence: float | None) -> Event:
    """Return the event that an action refused to run, so that another is chosen."""
    return action_executed(name, policy, confidence) | {"event": "action_execution_rejected"}


def followed_up(name: str) -> Event:
    """Return the event that sets the next action."""
    return {"event": "followup", "timestamp": None, "name": name}


def loop_changed(name: str | None) -> Event:
    """Return the event that a form became active; None: none is active any more."""
    return {"event": "active_loop", "timestamp": None, "name": name}


def loop_interrupted() -> Event:
    """Return the event that the form is to ask again without looking at the message."""
    return {"event": "loop_interrupted", "timestamp": None, "is_interrupted": True}


def user_uttered(
    text: str, parse_data: Mapping[str, Any], channel: str, message_id: str | None
) -> Event:
    """Return the event that the citizen said something; `text` is masked already."""
    return {
        "event": "user",
        "timestamp": None,
        "text": text,
        "parse_data": dict(parse_data),
        "input_channel": channel,
        "message_id": message_id,
    }


def bot_uttered(
    text: str, buttons: Sequence[Mapping[str, str]], metadata: Mapping[str, Any]
) -> Event:
    """Return the event that the bot said something; `metadata` tells how it was chosen."""
    return {
        "event": "bot",
        "timestamp": None,
        "text": text,
        "data": {"buttons": [dict(button) for button in buttons] or None},
        "metadata": dict(metadata),
    }


def slot_set(name: str, value: Any) -> Event:  # noqa: ANN401 - any JSON
    """Return the event that something is remembered; None forgets it."""
    return {"event": "slot", "timestamp": None, "name": name, "value": value}
