"""Answers the last question again for another kind of account holder."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

SUBJECTS = {
    "organisation": "org-deadline",
    "enterprise": "org-deadline",
    "agency": "org-deadline",
    "foreigner": "foreigner-eligibility",
}
"""Account types whose switch is a topic of its own, whoever asks about it."""


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
        named = next(tracker.get_latest_entity_values("account_type"), None)
        account = named or tracker.get_slot("account_type")
        if topic in SUBJECTS.values():
            topic = SUBJECTS.get(account, "who-must-switch")
        if not account:
            dispatcher.utter_message(response="utter_ask_account_type")
        elif topic:
            dispatcher.utter_message(response=f"utter_faq_{topic}")
        else:
            dispatcher.utter_message(response="utter_state_account_type")
        return []
