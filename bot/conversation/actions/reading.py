"""What any action reads off the tracker: when it is, and which language is spoken."""

from datetime import UTC, datetime
from typing import Any, TypeAlias

from rasa_sdk import Tracker

from bot.messages import Language

RasaEvents: TypeAlias = list[dict[str, Any]]


def moment_of(tracker: Tracker) -> datetime:
    """Return the business time of the turn."""
    moments = [event["timestamp"] for event in tracker.events if event.get("timestamp")]
    return datetime.fromtimestamp(max(moments), UTC)


def language_of(tracker: Tracker) -> Language:
    """Return the language of the conversation."""
    return Language(tracker.get_slot("language") or Language.VI)
