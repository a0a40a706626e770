"""Hears a message that Rasa sends as the bot itself would hear it."""

from rasa_sdk import Tracker

from bot.conversation.hearing import Heard, hear
from bot.conversation.understanding.interpreter import Interpreter
from bot.messages import Language


class Ear:
    """Knows language, entities and secrets of Rasa's last message.

    Args:
        interpreter: the bot's own.
    """

    def __init__(self, interpreter: Interpreter) -> None:
        self._interpreter = interpreter

    def hear(self, tracker: Tracker) -> Heard:
        """Take in the last message."""
        spoken = tracker.get_slot("language")
        return hear(text_of(tracker), self._interpreter, Language(spoken) if spoken else None)

    def entities(self, tracker: Tracker) -> list[dict[str, object]]:
        """Return what the message names, in Rasa's form: ages, dates and abbreviations included."""
        found = self.hear(tracker).meanings[0].understanding.entities
        return [entity.to_rasa_json() for entity in found]


def text_of(tracker: Tracker) -> str:
    """Return the last message as it was typed."""
    return tracker.latest_message.get("text") or ""


def intent_of(tracker: Tracker) -> str:
    """Return the intent that Rasa found in it; "" for none."""
    return str((tracker.latest_message.get("intent") or {}).get("name") or "")
