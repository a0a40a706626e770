"""Hands a conversation over to a person."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.conversation.hand_over import open_ticket
from bot.knowledge.desk import Reason

REASONS = {"insult": Reason.ANGER, "express_distress": Reason.DISTRESS}
"""By intent; whoever says anything else has asked for a person."""


class HandOver(Action):
    """Opens a ticket; what is said stands in the rule, before it."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_hand_over"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Have the ticket opened with the turn."""
        intent = tracker.get_intent_of_latest_message() or ""
        reason = REASONS.get(intent, Reason.ASKED)
        dispatcher.utter_message(json_message=open_ticket(tracker.slots, reason))
        return []


def pass_to_officer(dispatcher: CollectingDispatcher, tracker: Tracker, reason: Reason) -> None:
    """Say that a person takes over, and have a ticket opened."""
    dispatcher.utter_message(response="utter_request_officer")
    dispatcher.utter_message(json_message=open_ticket(tracker.slots, reason))
