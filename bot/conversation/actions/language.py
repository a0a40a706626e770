"""Speaks another language on request."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

OTHER = {"vi": "en", "en": "vi"}


class SwitchLanguage(Action):
    """Switches to the language that was named, or to the other one."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_switch_language"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Remember the language; what follows confirms in it."""
        named = next(tracker.get_latest_entity_values("language"), None)
        spoken = tracker.get_slot("language") or "vi"
        language = named if named in OTHER else OTHER[spoken]
        return [SlotSet("language", language), FollowupAction("utter_switch_language")]
