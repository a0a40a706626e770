"""Answers the last question again for another kind of account holder."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher


class AnswerForAccount(Action):
    """Carries the topic over to the account type that was just named."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_answer_for_account"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answer the last topic; without one, or without an account type, ask for it."""
        topic = tracker.get_slot("topic")
        if not tracker.get_slot("account_type"):
            dispatcher.utter_message(response="utter_ask_account_type")
        elif topic:
            dispatcher.utter_message(response=f"utter_faq_{topic}")
        else:
            dispatcher.utter_message(response="utter_state_account_type")
        return []
