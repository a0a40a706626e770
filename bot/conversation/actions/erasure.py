"""Erases a conversation on its citizen's confirmed request."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, AllSlotsReset, SlotSet
from rasa_sdk.executor import CollectingDispatcher


class EraseConversation(Action):
    """Forgets all slots, and has what is stored erased as an effect."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_erase_conversation"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Say that it is done: the effect is performed with the reply, or neither."""
        dispatcher.utter_message(json_message={"effect": "erase_conversation", "values": {}})
        dispatcher.utter_message(response="utter_erased")
        language = SlotSet("language", tracker.get_slot("language"))
        return [ActiveLoop(None), AllSlotsReset(), language]
