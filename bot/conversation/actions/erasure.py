"""Erases a conversation on its citizen's request, which is asked back."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, AllSlotsReset, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.conversation.actions.staying import stay


class AskErasure(Action):
    """Asks whether to erase; a form that runs asks nothing meanwhile."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_ask_erasure"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Ask, and wait: a typed number then answers this question and no other."""
        dispatcher.utter_message(response="utter_ask_erasure")
        return stay(tracker)


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
